import type { Decision } from '../core/request/decision.ts';
import { refused, type Outcome } from '../core/request/item.ts';
import type { Queue } from '../core/request/queue.ts';
import { isBeingGranted } from '../core/request/state.ts';
import { createConnection } from './connection.ts';
import type { Desk } from './desk.ts';
import { systemClock, type DeskOptions } from './desk-options.ts';
import { findDeskRole, type DeskRole } from './desk-role.ts';
import { sendTestRequest } from './test-request.ts';

/** Opens this window's desk. It never rejects: what went wrong stands in its view. */
export async function openDesk(window: DeskOptions): Promise<Desk> {
  const clock = window.clock ?? systemClock;
  const listeners = new Set<() => void>();
  let revision = 0;
  let attentive = true;
  let role: DeskRole | null = null;

  function changed(): void {
    revision += 1;
    for (const listener of [...listeners]) listener();
  }

  const connection = createConnection({
    window,
    port: () => role?.port() ?? window.port,
    onChange: changed,
  });

  role = await findDeskRole({
    window,
    clock,
    onChange(taken) {
      taken?.broker.queue.setAttentive(attentive);
      taken?.broker.queue.onChange(changed);
      changed();
    },
    onNotUnderstood: (detail) => connection.notUnderstood(detail),
    onProblem: (message) => connection.storageTrouble(message),
  });
  const desk = role;
  await connection.check();

  /** Acts on the queue, where this window holds it. */
  async function onQueue(act: (queue: Queue) => Outcome | Promise<Outcome>): Promise<Outcome> {
    const held = desk.held();
    if (held) return act(held.broker.queue);
    return refused('not-the-desk', 'Another window has the desk. Answer there, or take it over.');
  }

  const me = { kind: 'window', name: window.windowName } as const;
  return {
    view: () => ({
      revision,
      items: (desk.held()?.broker.queue.snapshot().items ?? []).filter(
        ({ state }) => !isBeingGranted(state),
      ),
      desk: desk.status(),
      connection: connection.status(),
      proposal: connection.proposal(),
      grants: desk.held()?.broker.queue.snapshot().grants ?? [],
      release: null,
      rules: { files: [] },
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    decide: (id: string, decision: Decision) => onQueue((queue) => queue.decide(id, decision, me)),
    saveRule: (id, decision) => onQueue((queue) => queue.saveRule(id, decision)),
    undoRule: (id) => onQueue((queue) => queue.undoRule(id)),
    dismiss: (id) => onQueue((queue) => queue.dismiss(id)),
    preview: () => Promise.resolve(null),
    release: () => Promise.resolve(refused('unknown-request', 'Nothing to release.')),
    dropRelease: () => undefined,
    revokeGrant: (id) => onQueue((queue) => queue.revokeGrant(id, me)),
    removeRule: () => Promise.resolve(refused('rule-not-saved', 'No such rule.')),
    restoreRule: () => Promise.resolve(refused('rule-not-saved', 'No rule was removed.')),
    explain: (call, folder) =>
      Promise.resolve({ outcome: 'ask', rule: null, because: `${call.tool} in ${folder}` }),
    proposeConnect: (folder) => connection.connect(folder),
    proposeDisconnect: () => connection.disconnect(),
    proposeMending: (finding) => connection.mend(finding),
    applyProposal: () => connection.apply(),
    dropProposal: () => connection.drop(),
    async check() {
      await desk.retry();
      await connection.check();
    },
    takeOver: () => desk.takeOver(),
    async listenOn(port) {
      await desk.listenOn(port);
      await connection.check();
    },
    sendTest: () => sendTestRequest(window, desk.port()),
    setAttentive(attends) {
      attentive = attends;
      desk.held()?.broker.queue.setAttentive(attends);
    },
    close: () => desk.close(),
  };
}
