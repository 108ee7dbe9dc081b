import { refused, type Outcome, type ShownItem } from '../core/request/item.ts';
import type { Queue } from '../core/request/queue.ts';
import { needsNobody } from '../core/request/state.ts';
import { createConnection } from './connection.ts';
import type { Desk } from './desk.ts';
import { systemClock, type DeskOptions } from './desk-options.ts';
import { findDeskRole, type DeskRole } from './desk-role.ts';
import { leashOfWindow } from './leash/leash-of-window.ts';
import { remoteOfWindow } from './away/remote-of-window.ts';
import { explainCall } from './rules/explain-call.ts';
import { previewRequest } from './rules/preview-request.ts';
import { createReleases } from './rules/releases.ts';
import { createRuleRemoval } from './rules/rule-removal.ts';
import { followRules } from './settings/rules/follow-rules.ts';
import { sendTestRequest } from './test-request.ts';

/** Opens this window's desk. It never rejects: what went wrong stands in its view. */
export async function openDesk(window: DeskOptions): Promise<Desk> {
  const clock = window.clock ?? systemClock;
  const listeners = new Set<() => void>();
  let revision = 0;
  let focused = true;
  let focusedElsewhere = false;
  let settings = window.remote.settings;
  let role: DeskRole | null = null;

  function changed(): void {
    revision += 1;
    for (const listener of [...listeners]) listener();
  }

  const connection = createConnection({
    window,
    port: () => role?.port() ?? window.port,
    leash: () => role?.held()?.broker.leash.needs(window.folders()) ?? null,
    onChange: changed,
  });

  const me = { kind: 'window', name: window.windowName } as const;
  const { home, claudeDir, isUnsaved, log } = window;
  const person = { home, claudeDir };
  const releases = createReleases({ person, by: me, clock, log, onChange: changed });
  const rules = followRules({
    places() {
      const folders = window.folders();
      return (folders.length === 0 ? [null] : folders).map((folder) => ({ folder, ...person }));
    },
    log,
    onChange() {
      changed();
      void recheckRelease();
    },
  });
  const removal = createRuleRemoval({
    view: () => rules.view(),
    record() {
      const broker = role?.held()?.broker;
      return broker ? (entry) => broker.record(entry) : null;
    },
    windowName: window.windowName,
    isUnsaved,
    onChanged: () => rules.refresh(),
  });

  /** A rule that was taken out again, here or on disk, settles nothing any more. */
  async function recheckRelease(): Promise<void> {
    const held = role?.held();
    if (held) await releases.recheck(held.broker.queue);
  }

  /** A person in any window of ours is at the desk. */
  function followFocus(): void {
    role?.held()?.remote.setFocused(focused || focusedElsewhere);
    followAttention();
  }

  /** A person may see a request here, or on a device while they are away. */
  function followAttention(): void {
    const held = role?.held();
    held?.broker.queue.setAttentive(held.remote.attentive());
  }

  role = await findDeskRole({
    window,
    clock,
    onChange(taken) {
      if (taken) {
        focusedElsewhere = false;
        taken.remote.control.configure(settings);
        followFocus();
      }
      taken?.broker.queue.onChange(changed);
      taken?.broker.leash.onChange(() => {
        changed();
        void connection.recheckNeeds();
      });
      changed();
      void connection.recheckNeeds();
    },
    preTool: {
      ensure: () => connection.ensurePreTool(),
      release: () => connection.releasePreTool(),
    },
    onNotUnderstood: (detail) => connection.notUnderstood(detail),
    onFocusElsewhere(has) {
      focusedElsewhere = has;
      followFocus();
    },
    onRemoteChange() {
      followAttention();
      changed();
    },
    onProblem: (message) => connection.storageTrouble(message),
  });
  const desk = role;
  await Promise.all([connection.check(), rules.refresh()]);

  /** Acts on the queue, where this window holds it. */
  async function onQueue(act: (queue: Queue) => Outcome | Promise<Outcome>): Promise<Outcome> {
    const held = desk.held();
    if (held) return act(held.broker.queue);
    return refused('not-the-desk', 'Another window has the desk. Answer there, or take it over.');
  }

  /** The requests that a person has to see, and has seen, as the one in this window may answer them. */
  function items(): readonly ShownItem[] {
    const queue = desk.held()?.broker.queue;
    if (queue === undefined) return [];
    const all = queue.snapshot().items.filter(({ state }) => !needsNobody(state));
    return all.map((item) => queue.shownTo(item, me));
  }

  async function rechecked(outcome: Outcome): Promise<Outcome> {
    await recheckRelease();
    return outcome;
  }

  return {
    view: () => ({
      revision,
      items: items(),
      desk: desk.status(),
      connection: connection.status(),
      proposal: connection.proposal(),
      grants: desk.held()?.broker.queue.snapshot().grants ?? [],
      release: releases.offer(items()),
      rules: rules.view(),
      remote: desk.held()?.remote.status() ?? null,
      leash: desk.held()?.broker.leash.view(window.folders(), connection.asksFirst()) ?? null,
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    decide: (id, decision) =>
      onQueue((queue) => releases.after(queue, id, () => queue.decide(id, decision, me))),
    saveRule: (id, decision) =>
      onQueue((queue) => releases.after(queue, id, () => queue.saveRule(id, decision))),
    undoRule: (id) => onQueue(async (queue) => rechecked(await queue.undoRule(id))),
    dismiss: (id) => onQueue((queue) => queue.dismiss(id)),
    preview: (id, draft) => previewRequest(items(), id, draft, person),
    release: (shown) => onQueue((queue) => releases.release(queue, shown)),
    dropRelease: () => releases.drop(),
    revokeGrant: (id) => onQueue(async (queue) => rechecked(await queue.revokeGrant(id, me))),
    removeRule: (rule) => removal.remove(rule),
    restoreRule: () => removal.restore(),
    explain: (call, folder) => explainCall(call, folder, person),
    proposeConnect: (folder) => connection.connect(folder),
    proposeDisconnect: () => connection.disconnect(),
    async proposeBlocking(on) {
      const leash = desk.held()?.broker.leash;
      if (leash === undefined) {
        const message = 'Another window has the desk. Choose this there, or take it over.';
        return refused('not-the-desk', message);
      }
      const outcome = await leash.setBlocking(on, me);
      if (outcome.kind === 'refused') return outcome;
      return connection.mend('hook-on-failure-differs');
    },
    proposeMending: (finding) => connection.mend(finding),
    applyProposal: () => connection.apply(),
    dropProposal: () => connection.drop(),
    async check() {
      await desk.retry();
      void desk.held()?.broker.leash.lookBack();
      await Promise.all([connection.check(), rules.refresh()]);
    },
    takeOver: () => desk.takeOver(),
    async listenOn(port) {
      await desk.listenOn(port);
      await connection.check();
    },
    remote: remoteOfWindow({
      held: () => desk.held()?.remote.control ?? null,
      onConfigured: (next) => (settings = next),
    }),
    leash: leashOfWindow(() => desk.held()?.broker.leash ?? null, me),
    sendTest: () => sendTestRequest(window, desk.port()),
    setAttentive(attends) {
      focused = attends;
      desk.tellFocus(attends);
      followFocus();
    },
    async close() {
      rules.close();
      await desk.close();
    },
  };
}
