/** Bursts of these come together; one call for each burst is enough. */
const TOGETHER = 300;

/**
 * Calls back at every sign that the page came back to life: shown again, focused, taken out of the
 * browser's cache, back on a network, or told by the worker that a push arrived.
 */
export function onWake(wake: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(wake, TOGETHER);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') soon();
  });
  for (const sign of ['online', 'focus', 'pageshow']) window.addEventListener(sign, soon);
}
