import { toPairingPageSchema } from '../../src/protocol/pairing-panel.ts';
import type { FromPairingPage, ToPairingPage } from '../../src/protocol/pairing-panel.ts';

/** What the editor puts into every webview; it may be called once. */
declare function acquireVsCodeApi(): { postMessage(message: FromPairingPage): void };

/** The one way between the pairing page and the editor. */
export interface EditorLink {
  post(message: FromPairingPage): void;
  /** Messages arrive checked against their schema; what is none of ours is not handed on. */
  onMessage(listener: (message: ToPairingPage) => void): void;
}

/** The editor's own message channel, which no other page can reach. */
export function editorLink(): EditorLink {
  const editor = acquireVsCodeApi();
  return {
    post: (message) => editor.postMessage(message),
    onMessage: (listener) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const parsed = toPairingPageSchema.safeParse(event.data);
        if (parsed.success) listener(parsed.data);
      });
    },
  };
}
