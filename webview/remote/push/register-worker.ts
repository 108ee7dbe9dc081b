/** As far as it is used here (W3C Trusted Types §2.3): the compiler's DOM does not know it yet. */
interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { readonly createScriptURL: (url: string) => string },
      ): ScriptUrlPolicy;
    };
  }
}

const WORKER = '/worker.js';

/**
 * Starts the worker: the one script whose address the page may name. It is called once.
 * @returns null where there can be none
 */
export async function registerWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    const url = workerUrl();
    const made = await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
    if (made.active === null && made.installing !== null) await startedOrNot(made.installing);
    return made.active === null ? null : made;
  } catch {
    // Private windows have none; the page does without, and says that there are no pushes.
    return null;
  }
}

/** A worker that could not keep the shell never starts. */
function startedOrNot(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve();
    });
  });
}

function workerUrl(): string {
  const policy = window.trustedTypes?.createPolicy('countersign-worker', {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError('not the worker');
      return url;
    },
  });
  return policy?.createScriptURL(WORKER) ?? WORKER;
}
