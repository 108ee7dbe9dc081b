import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { openDesk } from './broker/open-desk.ts';
import { act } from './editor/actions.ts';
import { watchAttention } from './editor/attention.ts';
import { chooseLeash } from './editor/choose-leash.ts';
import { registerCommands } from './editor/commands.ts';
import { keepContextKeys } from './editor/context-keys.ts';
import { provideInputs } from './editor/input-document.ts';
import { provideLeashDocument } from './editor/leash-document.ts';
import { createLog } from './editor/log.ts';
import { createBackground, warn } from './editor/messages.ts';
import { notify } from './editor/notifications.ts';
import { createPairingPanel } from './editor/pairing-panel.ts';
import { endTogether } from './editor/part.ts';
import { createPanelView } from './editor/panel-view.ts';
import { followPort } from './editor/port-change.ts';
import { showProposals } from './editor/proposals.ts';
import { sendSample } from './editor/sample.ts';
import { keepSecrets } from './editor/secrets.ts';
import { readSettings } from './editor/settings.ts';
import { createRuleRemovals } from './editor/rule-removals.ts';
import { revealRules, showRulesTree } from './editor/rules-tree.ts';
import { remoteSettingNames, remoteSettings } from './editor/remote-settings.ts';
import { showDeviceTree } from './editor/device-tree.ts';
import { editorVault } from './editor/vault.ts';
import { showStatusBar } from './editor/status-bar.ts';
import { showStatusTree } from './editor/status-tree.ts';
import { isUnsaved } from './editor/unsaved.ts';

let end: () => Promise<void> = () => Promise.resolve();

/** Makes the parts and joins them. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = createLog();
  const background = createBackground(log);
  const { secrets, problem } = await keepSecrets(context.secrets, log);
  if (problem !== null) void warn(problem);
  const settings = readSettings(log, background);
  const dist = (name: string): string =>
    vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const desk = await openDesk({
    port: settings.get('port'),
    remote: {
      settings: remoteSettings(settings),
      vault: editorVault(context.secrets),
      pageFolder: dist('remote'),
      tunnelKeeper: dist('tunnel-keeper.cjs'),
    },
    storageFolder: context.globalStorageUri.fsPath,
    home: homedir(),
    claudeDir: process.env['CLAUDE_CONFIG_DIR'] ?? join(homedir(), '.claude'),
    folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    windowName: vscode.workspace.name ?? 'without a folder',
    secrets,
    isUnsaved,
    env: process.env,
    log,
  });

  const panel = createPanelView(context.extensionUri, desk, settings, log, background);
  const proposals = showProposals(desk, panel, background);
  const inputs = provideInputs();
  const removals = createRuleRemovals(desk);
  const pairing = createPairingPanel(context.extensionUri, desk, log, background);
  const leashDocument = provideLeashDocument(desk, log);
  const leash = { desk, proposals, openDocument: () => leashDocument.open() };
  const parts = {
    ...leash,
    settings,
    inputs,
    showRules: revealRules,
    chooseLeash: () => background('choose the leash', () => chooseLeash(leash)),
  };
  const surfaces = endTogether(
    panel.serve((action) => act(parts, action)),
    registerCommands(parts, panel, pairing, removals, log, background),
    showStatusBar(desk),
    showRulesTree(desk),
    showDeviceTree(desk),
    showStatusTree(desk),
    pairing,
    notify(desk, panel, settings, background),
    watchAttention(desk),
    { dispose: keepContextKeys(desk, removals) },
    { dispose: followPort(desk, settings, proposals, background) },
    {
      dispose: settings.onChange(remoteSettingNames, () =>
        desk.remote.configure(remoteSettings(settings)),
      ),
    },
    proposals,
    inputs,
    leashDocument,
    settings,
  );
  // What a person can press ends first, so that nothing is asked of a desk that is closing; the log
  // ends last, so that it hears how the desk closed.
  end = async () => {
    surfaces.dispose();
    await desk.close();
    log.dispose();
  };
  sendSample(process.env, desk, panel, background);
}

/** Ends everything, in order. The editor waits for it, though not for long. */
export async function deactivate(): Promise<void> {
  await end();
}
