import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Desk, DeskView } from '../broker/desk.ts';
import type { Log } from '../core/ports.ts';
import { refused, type Outcome } from '../core/request/item.ts';
import { toHostSchema, type PanelSnapshot, type ToHost, type ToPanel } from '../protocol/panel.ts';
import { views } from './manifest.ts';
import type { Background } from './messages.ts';
import { awayInShort } from './away-words.ts';
import { pageHtml } from './page-html.ts';
import { firstFolder } from './pick-folder.ts';
import { endTogether, type Part } from './part.ts';
import type { Settings } from './settings.ts';

/** What a person asks for in the panel, to be answered by an outcome. */
export type PanelAction = Exclude<ToHost, { kind: 'ready' | 'preview' }>;

/** The side panel with its request cards. */
export interface PanelView {
  visible(): boolean;
  /** Brings the panel into view, and the card of a request in it; resolves once it is there. */
  reveal(id?: string): Promise<void>;
  /** Makes the panel available; each action in it is answered by what became of it. */
  serve(answer: (action: PanelAction) => Promise<Outcome>): Part;
}

/**
 * The panel's view on the editor's side. A hidden page is thrown away and made anew, so the page asks
 * when it is ready and always gets the whole of the newest state.
 */
export function createPanelView(
  extension: vscode.Uri,
  desk: Desk,
  settings: Pick<Settings, 'get' | 'onChange'>,
  log: Log,
  background: Background,
): PanelView {
  let view: vscode.WebviewView | null = null;
  let ready = false;
  let wanted: string | null = null;
  let scheduled = false;
  let announce: () => void = () => undefined;
  const made = new Promise<void>((resolve) => {
    announce = resolve;
  });

  function post(message: ToPanel): void {
    const page = view;
    if (page === null || !ready) return;
    background('show the panel', async () => {
      await page.webview.postMessage(message);
    });
  }

  function update(): void {
    if (!ready) return;
    post({
      kind: 'snapshot',
      snapshot: snapshotOf(desk.view(), Date.now(), {
        folder: firstFolder(),
        denialLimit: settings.get('denials.offerAfter'),
      }),
    });
    if (wanted === null) return;
    post({ kind: 'focus', id: wanted });
    wanted = null;
  }

  /** Several changes in one turn make one snapshot. */
  function updateSoon(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      update();
    });
  }

  async function receive(
    raw: unknown,
    answer: (action: PanelAction) => Promise<Outcome>,
  ): Promise<void> {
    const message = toHostSchema.safeParse(raw);
    if (!message.success) {
      log.error('the panel sent a message that is not understood');
      const words = 'The panel and the extension do not understand each other. Reload the window.';
      post({ kind: 'outcome', id: null, outcome: refused('answer-does-not-fit', words) });
      return;
    }
    if (message.data.kind === 'ready') {
      ready = true;
      update();
      return;
    }
    if (message.data.kind === 'preview') {
      const { kind, id, serial, draft } = message.data;
      post({ kind, id, serial, preview: await desk.preview(id, draft) });
      return;
    }
    const id = 'id' in message.data ? message.data.id : null;
    post({ kind: 'outcome', id, outcome: await answer(message.data) });
  }

  return {
    visible: () => view?.visible ?? false,
    async reveal(id) {
      wanted = id ?? wanted;
      await vscode.commands.executeCommand(`${views.panel.id}.focus`);
      await made;
      update();
    },
    serve(answer) {
      const ends = [
        desk.onChange(updateSoon),
        settings.onChange(['denials.offerAfter'], updateSoon),
      ];
      const folders = vscode.workspace.onDidChangeWorkspaceFolders(updateSoon);
      const provider = vscode.window.registerWebviewViewProvider(views.panel.id, {
        resolveWebviewView(resolved) {
          view = resolved;
          ready = false;
          announce();
          resolved.onDidChangeVisibility(() => {
            if (!resolved.visible) ready = false;
          });
          resolved.onDidDispose(() => {
            view = null;
          });
          resolved.webview.onDidReceiveMessage((raw) => {
            background('do what the panel asked', () => receive(raw, answer));
          });
          fill(resolved.webview, extension);
        },
      });
      return endTogether(provider, folders, ...ends.map((dispose) => ({ dispose })));
    },
  };
}

function fill(webview: vscode.Webview, extension: vscode.Uri): void {
  const dist = vscode.Uri.joinPath(extension, 'dist', 'panel');
  const media = vscode.Uri.joinPath(extension, 'media');
  webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
  webview.html = pageHtml({
    title: 'Requests',
    nonce: randomBytes(16).toString('base64url'),
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'main.js')).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.css')).toString(),
  });
}

/** What the panel shows of the desk. The rules have a view of their own. */
function snapshotOf(
  view: DeskView,
  now: number,
  window: Pick<PanelSnapshot, 'folder' | 'denialLimit'>,
): PanelSnapshot {
  const { revision, items, desk, connection, proposal, grants, release, leash, remote } = view;
  return {
    revision,
    now,
    items: [...items],
    desk,
    connection,
    proposal,
    grants: [...grants],
    release,
    leash,
    ...window,
    away: remote && awayInShort(remote),
  };
}
