/** A digest of the shell’s files, put in when the worker is built: another shell is another worker. */
declare const SHELL_VERSION: string;

/** What a page consists of; none of it holds any data. */
const SHELL: readonly string[] = [
  '/',
  '/main.js',
  '/remote.css',
  '/manifest.webmanifest',
  '/icon-192.png',
];
const PREFIX = 'countersign-shell-';
const NAME = PREFIX + SHELL_VERSION;

/** With these the warning pages of ngrok and of dev tunnels let a fetch pass (measured). */
const PASS = {
  accept: '*/*',
  'ngrok-skip-browser-warning': '1',
  'x-tunnel-skip-antiphishing-page': '1',
};

/**
 * Keeps the whole shell, so that it opens without any network, and where its address leads nowhere.
 * @throws {TypeError} where any file did not come from our listener: then nothing of it is used
 */
export async function keepShell(): Promise<void> {
  const files = await Promise.all(
    SHELL.map(async (path) => [path, await fetchOurs(path)] as const),
  );
  const cache = await caches.open(NAME);
  await Promise.all(files.map(([path, response]) => cache.put(path, response)));
}

/** Lets go of the shells of other versions. */
export async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Whether a request is for a file of the shell on the page’s own address. */
export function isShell(request: Request): boolean {
  const { origin, pathname } = new URL(request.url);
  return request.method === 'GET' && origin === location.origin && SHELL.includes(pathname);
}

/** The kept file; from the network where it is not kept. */
export async function fromShell(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(new URL(request.url).pathname)) ?? fetch(request);
}

async function fetchOurs(path: string): Promise<Response> {
  const response = await fetch(path, { cache: 'no-store', credentials: 'omit', headers: PASS });
  if (!isOurs(response)) throw new TypeError(`${path} did not come from Countersign`);
  return response;
}

/** A page in the way (of a tunnel, of a hotel) does not have our policy. */
function isOurs({ ok, redirected, headers }: Response): boolean {
  const policy = headers.get('content-security-policy') ?? '';
  return (
    ok &&
    !redirected &&
    policy.includes("default-src 'none'") &&
    policy.includes("require-trusted-types-for 'script'")
  );
}
