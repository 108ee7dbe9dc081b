import type { Desk, DeskView, ProposalOutcome } from '../../src/broker/desk.ts';
import type { Approver, Decision, SavedRule } from '../../src/core/request/decision.ts';
import { refused, type Item, type Outcome } from '../../src/core/request/item.ts';
import type { Request } from '../../src/core/request/request.ts';
import type { Proposal } from '../../src/protocol/desk.ts';
import type { RemoteStatus } from '../../src/protocol/remote-status.ts';
import { aRequest } from './requests.ts';

/** A desk in memory, and what a test may do to it behind the window's back. */
export interface FakeDesk extends Desk {
  /** An agent asks. */
  arrive(request: Request): void;
  /** Replaces parts of the view. */
  change(fields: Partial<Omit<DeskView, 'revision'>>): void;
  /** What the window asked for, in order. */
  readonly calls: readonly string[];
}

const us: Approver = { kind: 'window', name: 'proj' };
const settingsFile = '/home/dev/.claude/settings.json';
const done: Outcome = { kind: 'done', note: null };

/** The way to devices of a person who has none. */
export const noRemote: RemoteStatus = {
  away: { on: false, by: 'never' },
  listener: { kind: 'off' },
  tunnel: { kind: 'none' },
  devices: [],
  pairing: null,
  paused: 0,
  problem: null,
};

/** A view of a desk that runs here, connected, with nothing waiting. */
export function aView(fields: Partial<DeskView> = {}): DeskView {
  return {
    revision: 1,
    items: [],
    desk: { kind: 'here', port: 27182 },
    connection: { kind: 'connected', files: [settingsFile], findings: [] },
    proposal: null,
    grants: [],
    release: null,
    rules: { files: [] },
    remote: noRemote,
    leash: null,
    ...fields,
  };
}

/** An item that waits for an answer. */
export function aPending(fields: Partial<Request> = {}): Item {
  return { request: aRequest(fields), state: { kind: 'pending', claim: null } };
}

/** Opens a desk that lives in memory only. */
export function openFakeDesk(initial: Partial<DeskView> = {}): FakeDesk {
  let view = aView(initial);
  let tests = 0;
  const calls: string[] = [];
  const listeners = new Set<() => void>();

  function change(fields: Partial<DeskView>): void {
    view = { ...view, ...fields, revision: view.revision + 1 };
    for (const listener of listeners) listener();
  }
  function replace(id: string, state: Item['state']): void {
    const items = view.items.map((item) => (item.request.id === id ? { ...item, state } : item));
    change({ items });
  }
  function find(id: string): Item | undefined {
    return view.items.find(({ request }) => request.id === id);
  }
  function propose(proposal: Proposal, after: string): Promise<ProposalOutcome> {
    calls.push(`propose ${proposal.purpose}`);
    change({ proposal });
    return Promise.resolve({ kind: 'proposed', preview: { proposal, before: '{}\n', after } });
  }
  function arrive(request: Request): void {
    change({ items: [...view.items, { request, state: { kind: 'pending', claim: null } }] });
  }
  function decide(id: string, decision: Decision): Outcome {
    calls.push(`${decision.behavior} ${id}`);
    const state = find(id)?.state;
    if (state?.kind !== 'pending') {
      return refused('already-answered', 'This request was already answered.');
    }
    const saved = savedFor(decision);
    replace(id, { kind: 'delivered', by: us, decision, saved, at: 2_000, deliveredAt: 2_001 });
    return done;
  }
  function undoRule(id: string): Outcome {
    calls.push(`undo ${id}`);
    const state = find(id)?.state;
    if (state?.kind !== 'delivered' || state.saved === null) {
      return refused('unknown-request', 'There is no rule to undo here.');
    }
    replace(id, { ...state, saved: { ...state.saved, undone: true } });
    return { kind: 'done', note: 'The rule was taken out again.' };
  }

  return {
    calls,
    arrive,
    change,
    view: () => view,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    decide: (id, decision) => Promise.resolve(decide(id, decision)),
    saveRule: () => Promise.resolve(done),
    undoRule: (id) => Promise.resolve(undoRule(id)),
    dismiss(id) {
      change({ items: view.items.filter(({ request }) => request.id !== id) });
      return Promise.resolve(done);
    },
    preview: () => Promise.resolve(null),
    release: () => Promise.resolve(done),
    dropRelease: () => change({ release: null }),
    revokeGrant(id) {
      calls.push(`revoke ${id}`);
      change({ grants: view.grants.filter((grant) => grant.id !== id) });
      return Promise.resolve(done);
    },
    removeRule(rule) {
      calls.push(`remove ${rule.text}`);
      return Promise.resolve(done);
    },
    restoreRule() {
      calls.push('restore');
      return Promise.resolve(done);
    },
    explain: () => Promise.resolve({ outcome: 'ask', rule: null, because: 'No rule allows it.' }),
    proposeConnect: (file = settingsFile) =>
      propose(
        { purpose: 'connect', file, summary: 'Add one hook to your Claude Code settings' },
        '{\n  "hooks": {}\n}\n',
      ),
    proposeDisconnect: () =>
      propose(
        { purpose: 'disconnect', file: settingsFile, summary: 'Take our hook out again' },
        '{}\n',
      ),
    proposeBlocking: (on) =>
      propose(
        {
          purpose: 'blocking',
          file: settingsFile,
          summary: on ? 'Block calls while VS Code is closed' : 'Block no calls any more',
        },
        '{}\n',
      ),
    proposeMending: (finding) =>
      propose(
        { purpose: finding, file: settingsFile, summary: 'Point our hook at the new port' },
        '{\n  "hooks": {}\n}\n',
      ),
    applyProposal() {
      calls.push('apply');
      const { proposal } = view;
      if (proposal === null)
        return Promise.resolve(refused('unknown-request', 'Nothing to apply.'));
      const connected = proposal.purpose !== 'disconnect';
      change({
        proposal: null,
        connection: connected
          ? { kind: 'connected', files: [settingsFile], findings: [] }
          : { kind: 'not-connected', findings: [] },
      });
      return Promise.resolve({ kind: 'done', note: connected ? 'Connected.' : 'Disconnected.' });
    },
    dropProposal() {
      calls.push('drop');
      change({ proposal: null });
    },
    check: () => Promise.resolve(),
    takeOver() {
      calls.push('take over');
      change({ desk: { kind: 'here', port: 27182 } });
      return Promise.resolve({ kind: 'done', note: 'This window runs the desk now.' });
    },
    listenOn(port) {
      calls.push(`listen ${port}`);
      change({ desk: { kind: 'here', port } });
      return Promise.resolve();
    },
    leash: {
      choose(place, choice) {
        const { mode, profile } = choice;
        calls.push(`choose ${place.kind} ${mode ?? '-'} ${profile ?? '-'}`);
        const { leash } = view;
        if (leash !== null && place.kind === 'machine') {
          const isOn = mode !== null && mode !== 'off';
          const hook = !isOn ? 'not-needed' : leash.hook === 'in-place' ? 'in-place' : 'missing';
          change({ leash: { ...leash, machine: choice, isChosen: true, hook } });
        }
        return Promise.resolve(done);
      },
      setStopped(on) {
        calls.push(on ? 'stop' : 'release');
        const { leash } = view;
        if (leash !== null)
          change({ leash: { ...leash, stopped: on ? { by: 'proj', at: 1_000 } : null } });
        return Promise.resolve(done);
      },
      setPaused(session, on) {
        calls.push(`${on ? 'pause' : 'resume'} ${session}`);
        return Promise.resolve(done);
      },
      document: () => '{}\n',
      saveDocument(text) {
        calls.push(`save ${text}`);
        return Promise.resolve(done);
      },
      customMode: () => ({ tiers: {}, domains: {} }),
      setCustomMode(custom) {
        calls.push(`custom ${JSON.stringify(custom)}`);
        return Promise.resolve(done);
      },
    },
    remote: {
      setAway(on) {
        calls.push(`away ${String(on)}`);
        change({ remote: { ...(view.remote ?? noRemote), away: { on, by: 'hand' } } });
        return Promise.resolve(done);
      },
      openPairing: () => Promise.resolve(done),
      typeDigits: () => Promise.resolve(done),
      cancelPairing: () => calls.push('cancel pairing'),
      renameDevice(id, name) {
        calls.push(`rename ${id} ${name}`);
        return Promise.resolve(done);
      },
      revokeDevice(id) {
        calls.push(`revoke device ${id}`);
        return Promise.resolve(done);
      },
      testPush: () => Promise.resolve(done),
      resetDevices: () => Promise.resolve(done),
      checkAddress: () => Promise.resolve(done),
      tunnelPrograms: () => Promise.resolve([]),
      configure: () => calls.push('configure'),
    },
    sendTest() {
      tests += 1;
      arrive(aRequest({ id: `test-${tests}`, purpose: 'test' }));
      return Promise.resolve(done);
    },
    setAttentive: (attentive) => calls.push(`attentive ${String(attentive)}`),
    close() {
      calls.push('close');
      listeners.clear();
      return Promise.resolve();
    },
  };
}

function savedFor({ behavior, always }: Decision): SavedRule | null {
  if (always === null) return null;
  const file = '/home/dev/proj/.claude/settings.json';
  return { file, behavior, rules: always.rules, undone: false };
}
