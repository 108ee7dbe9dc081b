import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { serve } from '../claude/serve.ts';
import type { Certificate } from '../push/certificates.ts';

/** A page and worker that show what a browser's push can do, and nothing of the product. */
export interface RigPage {
  readonly origin: string;
  /** What the worker told: `push <text>`. */
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
  });
  event.waitUntil(Promise.all([shown, tell('push ' + text)]));
});
`;

/** A form in a shadow root, with buttons of which only one is what it seems. */
const page = `<!doctype html>
<title>Rig</title>
<rig-form></rig-form>
<script>
  customElements.define('rig-form', class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.innerHTML = '<button>Allow always</button><button disabled>Allow</button>' +
        '<input><button id="allow">Allow</button><p></p>';
      root.querySelector('#allow').onclick = ({ isTrusted }) => {
        if (!isTrusted) return;
        root.querySelector('p').textContent = 'Allowed by ' + root.querySelector('input').value;
      };
    }
  });
</script>`;

/**
 * Serves the page on loopback, over TLS.
 * @param host a name in that certificate; the browser has to take it to 127.0.0.1
 */
export async function serveRigPage(host: string, certificate: Certificate): Promise<RigPage> {
  const heard: string[] = [];
  const server = createServer(certificate, (request, response) => {
    if (request.method === 'POST') {
      void text(request).then((what) => {
        heard.push(what);
        response.end();
      });
      return;
    }
    const isWorker = request.url === '/worker.js';
    response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
    response.end(isWorker ? worker : page);
  });
  const { url, close } = await serve(server);
  return { origin: `https://${host}:${new URL(url).port}`, heard: () => heard, close };
}
