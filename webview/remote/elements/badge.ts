/** Shows on the app’s icon how many requests wait, where the platform has such a thing. */
export function showBadge(waiting: number): void {
  if (!('setAppBadge' in navigator)) return;
  // Refused where the page is not installed: then there is no icon to show it on.
  void navigator.setAppBadge(waiting).catch(() => undefined);
}
