/** Something that was made and has to end. */
export interface Part {
  dispose(): void;
}

/** Parts that end together, in this order. */
export function endTogether(...parts: readonly Part[]): Part {
  return {
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
