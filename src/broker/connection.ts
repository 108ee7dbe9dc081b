import { refused, type Outcome } from '../core/request/item.ts';
import type { ConnectionStatus, Finding, Proposal } from '../protocol/desk.ts';
import type { ProposalOutcome } from './desk.ts';
import type { DeskOptions } from './desk-options.ts';
import { checkConnection, type ConnectionCheck } from './settings/health/check-connection.ts';
import { proposeMending } from './settings/health/propose-mending.ts';
import { settingsFiles, userSettingsFile } from './settings/locate.ts';
import { applyProposal } from './settings/proposal/apply.ts';
import { proposeConnect, proposeDisconnect } from './settings/proposal/connect.ts';
import type { Proposed, SettingsProposal } from './settings/proposal/propose.ts';

/** How Claude Code is set up to ask here, and changes to that which wait for the person's word. */
export interface Connection {
  status(): ConnectionStatus;
  proposal(): Proposal | null;
  /** Looks at the settings files again. Never rejects: what can't be read is a finding. */
  check(): Promise<void>;
  connect(folder: string | undefined): Promise<ProposalOutcome>;
  disconnect(): Promise<ProposalOutcome>;
  mend(finding: string): Promise<ProposalOutcome>;
  apply(): Promise<Outcome>;
  drop(): void;
  /** An agent sent something this version does not understand; the person is told until the end. */
  notUnderstood(detail: string): void;
  /** The state or the record on disk is in trouble, in words for the person. */
  storageTrouble(message: string): void;
}

/** What the connection needs: the window's options, the port it stands on now, and who to tell. */
export interface ConnectionOptions {
  readonly window: DeskOptions;
  readonly port: () => number;
  readonly onChange: () => void;
}

/** Looks after the connection of one window. */
export function createConnection({ window, port, onChange }: ConnectionOptions): Connection {
  let status: ConnectionStatus = { kind: 'checking' };
  /** What was noticed while running, beside what the settings files say; one of a kind. */
  const noticed = new Map<Finding['id'], Finding>();
  let waiting: SettingsProposal | null = null;

  const wanted = (): ConnectionCheck => ({
    claudeDir: window.claudeDir,
    folders: window.folders(),
    port: port(),
    token: window.secrets.hookToken,
    env: window.env,
  });

  async function check(): Promise<void> {
    const found = await checkConnection(wanted());
    status = { ...found, findings: [...noticed.values(), ...found.findings] };
    onChange();
  }

  function notice(finding: Finding): void {
    noticed.set(finding.id, finding);
    void check();
  }

  /** Keeps a proposal until it is applied or dropped, or says why there is none. */
  function offer(proposed: Proposed): ProposalOutcome {
    if (proposed.kind === 'problem') return refused('settings-left-alone', proposed.message);
    if (proposed.kind === 'nothing-to-do') return { kind: 'done', note: 'Nothing to change.' };
    waiting = proposed.proposal;
    onChange();
    const { before, after } = waiting;
    return {
      kind: 'proposed',
      preview: { proposal: inShort(waiting), before: before ?? '', after: after ?? '' },
    };
  }

  return {
    status: () => status,
    proposal: () => waiting && inShort(waiting),
    check,
    async connect(folder) {
      const { claudeDir } = window;
      const file =
        folder === undefined
          ? userSettingsFile(claudeDir)
          : settingsFiles({ folder, claudeDir }).local;
      return offer(
        await proposeConnect({ file, target: wanted(), isShared: folder !== undefined }),
      );
    },
    async disconnect() {
      await check();
      const [file] = status.kind === 'connected' ? status.files : [];
      if (file === undefined) return { kind: 'done', note: 'Claude Code is not connected.' };
      return offer(await proposeDisconnect(file));
    },
    async mend(finding) {
      return offer(await proposeMending(finding, wanted()));
    },
    async apply() {
      if (!waiting) return { kind: 'done', note: 'Nothing waits to be applied.' };
      const result = await applyProposal(waiting, window.isUnsaved);
      if (result.kind === 'problem') return refused('settings-left-alone', result.message);
      waiting = null;
      await check();
      return { kind: 'done', note: 'The change was made.' };
    },
    drop() {
      waiting = null;
      onChange();
    },
    notUnderstood: (detail) => notice(notUnderstoodFinding(detail)),
    storageTrouble: (message) => notice(storageFinding(message)),
  };
}

function inShort({ purpose, file, summary }: SettingsProposal): Proposal {
  return { purpose, file, summary };
}

function notUnderstoodFinding(detail: string): Finding {
  return {
    id: 'event-not-understood',
    severity: 'warning',
    title: 'Claude Code sent something this version doesn’t know',
    detail: `Such a request stays in the terminal, since not all of it could be shown here. Update Countersign. (${detail})`,
    file: null,
    fix: null,
  };
}

function storageFinding(message: string): Finding {
  return {
    id: 'storage-trouble',
    severity: 'error',
    title: 'Something could not be kept on disk',
    detail: message,
    file: null,
    fix: null,
  };
}
