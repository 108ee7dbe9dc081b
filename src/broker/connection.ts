import { refused, type Outcome } from '../core/request/item.ts';
import type { ConnectionStatus, Finding, Proposal } from '../protocol/desk.ts';
import type { ProposalOutcome } from './desk.ts';
import type { DeskOptions } from './desk-options.ts';
import { putPreTool } from './settings/hook/put-pre-tool.ts';
import { checkConnection, type ConnectionCheck } from './settings/health/check-connection.ts';
import { proposeMending } from './settings/health/propose-mending.ts';
import type { WantedHooks } from './settings/hook/hook-entry.ts';
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
  /**
   * Has Claude Code ask before each call from now on, in every session: puts the entry into the user’s
   * settings where it is missing, at once. For the kill switch, whose press is the person’s word for it.
   * @returns done with what was changed, to be told; refused where the file can’t be changed.
   */
  ensurePreTool(): Promise<Outcome>;
  /** Takes that entry out again, unless the leash still needs it. */
  releasePreTool(): Promise<Outcome>;
  /** An agent sent something this version does not understand; the person is told until the end. */
  notUnderstood(detail: string): void;
  /** The state or the record on disk is in trouble, in words for the person. */
  storageTrouble(message: string): void;
}

/** What the leash needs of Claude Code’s settings. */
export interface LeashNeeds {
  /** Some mode is not off, agents are stopped or paused, or an organisation’s file is there. */
  readonly wantsPreTool: boolean;
  /** Whether calls are blocked while no desk answers. */
  readonly blocksWithoutDesk: boolean;
}

/** What the connection needs: the window's options, the port it stands on now, and who to tell. */
export interface ConnectionOptions {
  readonly window: DeskOptions;
  readonly port: () => number;
  /** What the leash needs of Claude Code’s settings; null where this window doesn’t hold the desk. */
  readonly leash: () => LeashNeeds | null;
  readonly onChange: () => void;
}

/** Looks after the connection of one window. */
export function createConnection(options: ConnectionOptions): Connection {
  const { window, port, leash, onChange } = options;
  let status: ConnectionStatus = { kind: 'checking' };
  /** What was noticed while running, beside what the settings files say; one of a kind. */
  const noticed = new Map<Finding['id'], Finding>();
  let waiting: SettingsProposal | null = null;

  const wanted = (): ConnectionCheck => ({
    claudeDir: window.claudeDir,
    folders: window.folders(),
    port: port(),
    token: window.secrets.hookToken,
    preTool: preToolFor(leash()),
    env: window.env,
  });

  async function put(preTool: WantedHooks['preTool'], note: string): Promise<Outcome> {
    const file = userSettingsFile(window.claudeDir);
    const result = await putPreTool(file, { ...wanted(), preTool }, window.isUnsaved);
    if (result.kind === 'problem') return refused('settings-left-alone', result.message);
    if (result.kind === 'same') return { kind: 'done', note: null };
    await check();
    return { kind: 'done', note: `${note} (${file})` };
  }

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
    ensurePreTool: () =>
      put(
        leash()?.blocksWithoutDesk === true ? 'blocking' : 'open',
        'An entry was added to your Claude Code settings, so that each call asks here first.',
      ),
    releasePreTool: () =>
      leash()?.wantsPreTool === true
        ? Promise.resolve({ kind: 'done', note: null })
        : put('absent', 'The entry by which each call asked here first was taken out again.'),
    notUnderstood: (detail) => notice(notUnderstoodFinding(detail)),
    storageTrouble: (message) => notice(storageFinding(message)),
  };
}

function preToolFor(needs: LeashNeeds | null): WantedHooks['preTool'] {
  if (needs === null) return 'kept';
  if (!needs.wantsPreTool) return 'absent';
  return needs.blocksWithoutDesk ? 'blocking' : 'open';
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
