import * as z from 'zod/mini';
import { toPanelSchema } from '../../src/protocol/panel.ts';
import type { ToHost } from '../../src/protocol/panel.ts';
import type { HostLink } from '../shared/host-link.ts';

/** What the editor puts into every webview; it may be called once. */
declare function acquireVsCodeApi(): { postMessage(message: ToHost): void };

/** The link of the side bar: the editor's own message channel, which no other page can reach. */
export function editorLink(): HostLink {
  const editor = acquireVsCodeApi();
  return {
    post: (message) => editor.postMessage(message),
    onMessage: (listener) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const parsed = toPanelSchema.safeParse(event.data);
        listener(
          parsed.success
            ? { kind: 'message', message: parsed.data }
            : { kind: 'unreadable', detail: z.prettifyError(parsed.error) },
        );
      });
    },
  };
}
