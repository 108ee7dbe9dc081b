import type { Log } from '../core/ports.ts';
import { refused } from '../core/request/item.ts';
import type { Desk } from './desk.ts';

/** What a window brings to the desk. */
export interface DeskOptions {
  readonly port: number;
  readonly storageFolder: string;
  readonly claudeDir: string;
  readonly folders: () => readonly string[];
  readonly windowName: string;
  readonly secrets: { readonly hookToken: string; readonly windowSecret: string };
  readonly isUnsaved: (path: string) => boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** Stands in for the desk until it is there: says so, and takes nothing. */
export function openDesk(options: DeskOptions): Promise<Desk> {
  const no = () => Promise.resolve(refused('not-the-desk', 'The desk is not built yet.'));
  options.log.warn('the desk is not built yet', { port: options.port });
  return Promise.resolve({
    view: () => ({
      revision: 0,
      items: [],
      desk: { kind: 'failed', message: 'it is not built yet.' },
      connection: { kind: 'not-connected', findings: [] },
      proposal: null,
    }),
    onChange: () => () => undefined,
    decide: no,
    saveRule: no,
    undoRule: no,
    dismiss: () => refused('not-the-desk', 'The desk is not built yet.'),
    proposeConnect: no,
    proposeDisconnect: no,
    proposeMending: no,
    applyProposal: no,
    dropProposal: () => undefined,
    check: () => Promise.resolve(),
    takeOver: no,
    listenOn: () => Promise.resolve(),
    sendTest: no,
    setAttentive: () => undefined,
    close: () => Promise.resolve(),
  });
}
