import type { RemoteDesk } from '../remote/remote-desk.ts';

/** The desk as the page for devices sees it: new also when what stands around the requests changes. */
export interface PageDesk {
  readonly desk: RemoteDesk;
  /** What else the page shows, as text that differs where that does. */
  changed(around: string): void;
  close(): void;
}

/**
 * Wakes the page with every change of the desk, and of what stands around its requests.
 * @param now where its revisions begin: above those of an earlier desk, which a page may still know
 */
export function pageDesk(desk: RemoteDesk, now: number): PageDesk {
  const listeners = new Set<() => void>();
  let revision = now;
  let last = '';

  function renew(): void {
    revision += 1;
    for (const listener of [...listeners]) listener();
  }

  const unsubscribe = desk.onChange(renew);
  return {
    desk: {
      ...desk,
      revision: () => revision,
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    changed(around) {
      if (around === last) return;
      last = around;
      renew();
    },
    close: unsubscribe,
  };
}
