import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { serve } from '../claude/serve.ts';

/** A page and worker that show what a browser's push can do, and nothing of the product. */
export interface RigPage {
  /** A secure context in both browsers, though without TLS. */
  readonly origin: string;
  /** The port on 127.0.0.1, for a tunnel. */
  readonly port: number;
  /** What the worker told: `push <text>`, `click <action> <title>`, `close <title>`. */
  heard(): readonly string[];
  close(): Promise<void>;
}

const worker = `
const tell = (what) => fetch('/heard', { method: 'POST', body: what });
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => {
  const text = event.data.text();
  const shown = self.registration.showNotification(text, {
    body: 'The agent wants to go on.',
    tag: text,
    actions: [
      { action: 'allow', title: 'Allow' },
      { action: 'deny', title: 'Deny' },
    ],
  });
  event.waitUntil(Promise.all([shown, tell('push ' + text)]));
});
self.addEventListener('notificationclick', (event) => {
  event.waitUntil(tell('click ' + event.action + ' ' + event.notification.title));
});
self.addEventListener('notificationclose', (event) => {
  event.waitUntil(tell('close ' + event.notification.title));
});
`;

/** Serves the page on loopback. */
export async function serveRigPage(): Promise<RigPage> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      void text(request).then((what) => {
        heard.push(what);
        response.end();
      });
      return;
    }
    const isWorker = request.url === '/worker.js';
    response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    response.end(isWorker ? worker : '<!doctype html><title>Rig</title><p>Nothing here.');
  });
  const { url, close } = await serve(server);
  const { port } = new URL(url);
  return { origin: `http://localhost:${port}`, port: Number(port), heard: () => heard, close };
}
