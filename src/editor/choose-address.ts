import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import { riskOf } from '../broker/tunnel/risk.ts';
import { readAddress } from '../broker/tunnel/address.ts';
import type { TunnelProgram } from '../protocol/remote-status.ts';
import { TUNNEL_PROGRAMS } from './manifest.ts';
import { tell } from './messages.ts';
import type { Settings } from './settings.ts';

type Choice = vscode.QuickPickItem & {
  readonly choice: { readonly kind: 'url' | 'none' } | { readonly kind: TunnelProgram };
};
