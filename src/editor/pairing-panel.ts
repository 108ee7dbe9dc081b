import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Log } from '../core/ports.ts';
import {
  fromPairingPageSchema,
  type FromPairingPage,
  type ToPairingPage,
} from '../protocol/pairing-panel.ts';
import { commands } from './manifest.ts';
import { inform, tell, type Background } from './messages.ts';
import { pageHtml } from './page-html.ts';
import type { Part } from './part.ts';

/** The tab in which a device is paired. */
export interface PairingPanel extends Part {
  /** Opens a pairing, and the tab that shows it. */
  open(): Promise<void>;
}

/** Shows a pairing in a tab of its own; closing the tab closes the pairing. */
export function createPairingPanel(
  extension: vscode.Uri,
  desk: Desk,
  log: Log,
  background: Background,
): PairingPanel {
  let panel: vscode.WebviewPanel | null = null;
  let ready = false;

  function post(message: ToPairingPage): void {
    const page = panel;
    if (page === null || !ready) return;
    background('show the pairing', async () => {
      await page.webview.postMessage(message);
    });
  }

  function update(): void {
    const { remote } = desk.view();
    if (remote === null) return;
    post({ kind: 'state', now: Date.now(), pairing: remote.pairing, tunnel: remote.tunnel });
  }

  async function receive(message: FromPairingPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        ready = true;
        update();
        return;
      case 'type-digits':
        post({ kind: 'outcome', outcome: await desk.remote.typeDigits(message.digits) });
        return;
      case 'open-again':
        post({ kind: 'outcome', outcome: await desk.remote.openPairing() });
        return;
      case 'cancel':
        desk.remote.cancelPairing();
        return;
      case 'choose-address':
        await vscode.commands.executeCommand(commands.chooseAddress.id);
        return;
      case 'copy-link': {
        const link = desk.view().remote?.pairing?.link ?? null;
        if (link === null) return;
        await vscode.env.clipboard.writeText(link);
        void inform(
          'The link is in the clipboard. Its secret works once, until the pairing closes.',
        );
      }
    }
  }

  function show(): void {
    if (panel !== null) {
      panel.reveal();
      return;
    }
    ready = false;
    panel = vscode.window.createWebviewPanel(
      'countersign.pairing',
      'Pair a Device',
      vscode.ViewColumn.Active,
    );
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'activity.svg');
    panel.onDidDispose(() => {
      panel = null;
      desk.remote.cancelPairing();
    });
    panel.onDidChangeViewState(({ webviewPanel }) => {
      if (!webviewPanel.visible) ready = false;
    });
    panel.webview.onDidReceiveMessage((raw) => {
      const message = fromPairingPageSchema.safeParse(raw);
      if (message.success) background('pair the device', () => receive(message.data));
      else log.error('the pairing page sent a message that is not understood');
    });
    fill(panel.webview, extension);
  }

  const unsubscribe = desk.onChange(update);
  return {
    async open() {
      const outcome = await desk.remote.openPairing();
      if (outcome.kind === 'refused') tell(outcome);
      else show();
    },
    dispose() {
      unsubscribe();
      panel?.dispose();
    },
  };
}

function fill(webview: vscode.Webview, extension: vscode.Uri): void {
  const dist = vscode.Uri.joinPath(extension, 'dist', 'pairing');
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = pageHtml({
    title: 'Pair a Device',
    nonce: randomBytes(16).toString('base64url'),
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'main.js')).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'pairing.css')).toString(),
  });
}
