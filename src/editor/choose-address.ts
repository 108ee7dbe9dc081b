import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import { isLoopback } from '../broker/tunnel/address/loopback.ts';
import { normalAddress } from '../broker/tunnel/address/normal-address.ts';
import { riskOf } from '../broker/tunnel/address/risk.ts';
import { describeTunnel } from '../broker/tunnel/programs/all.ts';
import type { TunnelProgram } from '../protocol/remote-status.ts';
import { inform, tell, warn } from './messages.ts';
import type { SettingValues } from './setting-values.ts';
import type { Settings } from './settings.ts';

type TunnelSettings = Pick<SettingValues, 'tunnel.program' | 'tunnel.url' | 'tunnel.ssh'>;

interface Choice extends vscode.QuickPickItem {
  /** Asks for what is still to be said; undefined where the person went no further. */
  readonly settle: () => Promise<TunnelSettings | undefined>;
}

/** Lets the person choose what leads an address outside to the page for their devices. */
export async function chooseAddress(desk: Desk, settings: Pick<Settings, 'set'>): Promise<void> {
  const choice = await vscode.window.showQuickPick(choices(desk), {
    title: 'How Your Devices Reach This Desk',
    placeHolder: 'Only programs that are on this machine are listed',
    matchOnDetail: true,
  });
  const chosen = await choice?.settle();
  if (chosen === undefined) return;
  for (const outcome of [
    await settings.set('tunnel.url', chosen['tunnel.url']),
    await settings.set('tunnel.ssh', chosen['tunnel.ssh']),
    await settings.set('tunnel.program', chosen['tunnel.program']),
  ]) {
    tell(outcome);
  }
}

async function choices(desk: Desk): Promise<Choice[]> {
  const programs = await desk.remote.tunnelPrograms();
  return [
    ...programs.map(programChoice),
    ...(vscode.env.remoteName === undefined ? [] : [forwardedChoice(desk)]),
    {
      label: 'An address of your own…',
      detail:
        'Your own proxy, a named tunnel, or a port that VS Code forwards: paste the address it has.',
      settle: ownAddress,
    },
    {
      label: 'None',
      detail: 'Your devices don’t reach this desk.',
      settle: () => Promise.resolve(NONE),
    },
  ];
}

const NONE: TunnelSettings = { 'tunnel.program': 'none', 'tunnel.url': '', 'tunnel.ssh': '' };

function programChoice(program: TunnelProgram): Choice {
  const { name, risk } = describeTunnel(program);
  return {
    label: name,
    detail: risk,
    settle: () =>
      program === 'ssh' ? sshTunnel() : Promise.resolve({ ...NONE, 'tunnel.program': program }),
  };
}

/** In a remote workspace the editor itself leads a port of the machine outside. */
function forwardedChoice(desk: Desk): Choice {
  return {
    label: 'The address that VS Code forwards',
    detail:
      'VS Code leads the port to an address of its own. Make that port public in the Ports view, so that your phone needs no login there.',
    async settle() {
      const listener = desk.view().remote?.listener;
      if (listener?.kind !== 'listening') {
        void inform('The page for your devices is not open yet. Pair a device first, then choose.');
        return undefined;
      }
      const here = vscode.Uri.parse(`http://127.0.0.1:${listener.port}`);
      const outside = await vscode.env.asExternalUri(here);
      const address = normalAddress(outside.toString(true));
      if (address.kind === 'address' && !isLoopback(new URL(address.origin).hostname)) {
        return { ...NONE, 'tunnel.url': address.origin };
      }
      const why =
        address.kind === 'problem' ? address.message : 'Only your own computer reaches that.';
      void warn(`VS Code leads it to ${outside.toString(true)}. ${why} Choose another way.`);
      return undefined;
    },
  };
}

async function ownAddress(): Promise<TunnelSettings | undefined> {
  const given = await vscode.window.showInputBox({
    title: 'An Address of Your Own',
    placeHolder: 'https://desk.example.com',
    prompt: 'It has to lead to the port of the page for your devices on this machine.',
    ignoreFocusOut: true,
    validateInput: problemOf,
  });
  return given === undefined ? undefined : { ...NONE, 'tunnel.url': given.trim() };
}

/** What is wrong with an address; of a good one, what is to be known of it. */
function problemOf(given: string): string | vscode.InputBoxValidationMessage {
  const address = normalAddress(given);
  if (address.kind === 'problem') return address.message;
  return {
    message: riskOf(address.origin),
    severity: vscode.InputBoxValidationSeverity.Info,
  };
}

async function sshTunnel(): Promise<TunnelSettings | undefined> {
  const destination = await vscode.window.showInputBox({
    title: 'SSH: Where To',
    placeHolder: 'nokey@localhost.run, or me@my-server.example.com',
    prompt: 'With options where you need them, as you would write them after “ssh”.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Enter where to connect to.' : null),
  });
  if (destination === undefined) return undefined;
  const address = await vscode.window.showInputBox({
    title: 'SSH: The Address Outside',
    placeHolder: 'https://desk.example.com',
    prompt: 'Leave it empty where the server says it by itself, as localhost.run does.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? null : problemOf(text)),
  });
  if (address === undefined) return undefined;
  return {
    'tunnel.program': 'ssh',
    'tunnel.ssh': destination.trim(),
    'tunnel.url': address.trim(),
  };
}
