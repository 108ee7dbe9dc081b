import type { Desk } from '../broker/desk.ts';
import type { ModeName } from '../core/policy/modes.ts';
import { refused, type Outcome } from '../core/request/item.ts';
import type { InputDocuments } from './input-document.ts';
import type { PanelAction } from './panel-view.ts';
import type { Proposals } from './proposals.ts';
import { setLeash } from './set-leash.ts';
import type { Settings } from './settings.ts';

/** What actions are done with. */
export interface ActionParts {
  readonly desk: Desk;
  readonly proposals: Proposals;
  readonly inputs: InputDocuments;
  readonly settings: Pick<Settings, 'set'>;
  /** Brings the Rules view into view. */
  readonly showRules: () => Promise<void>;
  /** Begins to ask how long the agents’ leash is to be; the panel does not wait for it. */
  readonly chooseLeash: () => void;
}

const done: Outcome = { kind: 'done', note: null };

/** Does what a person asked for in the panel, or by a command that asks the same. */
export async function act(parts: ActionParts, action: PanelAction): Promise<Outcome> {
  const { desk, proposals, settings } = parts;
  switch (action.kind) {
    case 'decide':
      return desk.decide(action.id, action.decision);
    case 'save-rule':
      return desk.saveRule(action.id, action.decision);
    case 'dismiss':
      return desk.dismiss(action.id);
    case 'undo-rule':
      return desk.undoRule(action.id);
    case 'open-input':
      return openInput(parts, action.id);
    case 'connect':
      return proposals.propose(() => desk.proposeConnect());
    case 'disconnect':
      return proposals.propose(() => desk.proposeDisconnect());
    case 'mend':
      return proposals.propose(() => desk.proposeMending(action.finding));
    case 'apply-proposal':
      return desk.applyProposal();
    case 'drop-proposal':
      desk.dropProposal();
      return done;
    case 'check-again':
      await desk.check();
      return done;
    case 'take-over':
      return desk.takeOver();
    case 'use-port':
      return settings.set('port', action.port);
    case 'release':
      return desk.release(action.shown);
    case 'drop-release':
      desk.dropRelease();
      return done;
    case 'revoke-grant':
      return desk.revokeGrant(action.grant);
    case 'show-rules':
      await parts.showRules();
      return done;
    case 'send-test':
      return desk.sendTest();
    case 'set-away':
      return desk.remote.setAway(action.on);
    case 'choose-leash':
      parts.chooseLeash();
      return done;
    case 'set-mode':
      return setMachineMode(parts, action.mode);
    case 'set-stopped':
      return desk.leash.setStopped(action.on);
    case 'set-paused':
      return desk.leash.setPaused(action.session, action.on);
  }
}

/** The machine’s profile stays as it is. */
function setMachineMode(parts: ActionParts, mode: ModeName): Promise<Outcome> {
  const profile = parts.desk.view().leash?.machine.profile ?? null;
  return setLeash(parts, { kind: 'machine' }, { mode, profile });
}

async function openInput({ desk, inputs }: ActionParts, id: string): Promise<Outcome> {
  const item = desk.view().items.find(({ request }) => request.id === id);
  if (item === undefined) return refused('unknown-request', 'This request is no longer kept.');
  await inputs.open(item.request);
  return done;
}
