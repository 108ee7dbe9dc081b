/**
 * Stands in for the editor inside the panel's page: keeps what the panel posts. It runs in the
 * browser before any script of the page.
 */
export function fakeEditor(): void {
  const posted: unknown[] = [];
  Object.assign(window, {
    posted,
    acquireVsCodeApi: () => ({ postMessage: (message: unknown) => posted.push(message) }),
  });
}
