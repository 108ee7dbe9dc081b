/** What a field (one of the toolkit's, or the browser's own) holds after an event on it. */
export function valueOf(event: Event): string {
  const { currentTarget } = event;
  if (
    currentTarget !== null &&
    'value' in currentTarget &&
    typeof currentTarget.value === 'string'
  ) {
    return currentTarget.value;
  }
  return '';
}
