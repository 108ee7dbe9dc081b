import { homedir } from 'node:os';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { act, type ActionParts } from './actions.ts';
import type { ChooseLeashParts } from './choose-leash.ts';
import { connectionSentence } from './desk-words.ts';
import { leashCommands } from './leash-commands.ts';
import { lastRule } from './last-rule.ts';
import type { EditorLog } from './log.ts';
import { commands, type CommandName } from './manifest.ts';
import { namesOf } from './names.ts';
import { confirm, inform, tell, type Background } from './messages.ts';
import type { PanelAction, PanelView } from './panel-view.ts';
import { shortPath } from './short-path.ts';
import { endTogether, type Part } from './part.ts';
import { pickFolder } from './pick-folder.ts';
import { deviceCommands } from './device-commands.ts';
import type { PairingPanel } from './pairing-panel.ts';
import { ruleCommands } from './rule-commands.ts';
import type { RuleRemovals } from './rule-removals.ts';

type Handler = (argument: unknown) => Promise<void> | void;

/** Registers every command; a missing one does not compile. */
export function registerCommands(
  parts: ActionParts & ChooseLeashParts,
  panel: PanelView,
  pairing: PairingPanel,
  removals: RuleRemovals,
  log: EditorLog,
  background: Background,
): Part {
  const doing = (action: PanelAction): Handler => {
    return async () => tell(await act(parts, action));
  };
  const handlers: Readonly<Record<CommandName, Handler>> = {
    open: () => panel.reveal(),
    connect: doing({ kind: 'connect' }),
    connectProject: async () => {
      const folder = await pickFolder();
      if (folder === undefined) return;
      tell(await parts.proposals.propose(() => parts.desk.proposeConnect(folder)));
    },
    disconnect: doing({ kind: 'disconnect' }),
    sendTest: doing({ kind: 'send-test' }),
    takeOver: doing({ kind: 'take-over' }),
    checkConnection: async () => {
      await parts.desk.check();
      void inform(connectionSentence(parts.desk.view().connection));
    },
    undoLastRule: () => undoLastRule(parts),
    showLog: () => log.show(),
    mend: async (argument) =>
      tell(await act(parts, { kind: 'mend', finding: z.string().parse(argument) })),
    useSuggestedPort: async () => {
      const { desk } = parts.desk.view();
      if (desk.kind !== 'port-taken') return;
      tell(await act(parts, { kind: 'use-port', port: desk.suggested }));
    },
    ...ruleCommands(parts.desk, removals),
    ...leashCommands(parts),
    ...deviceCommands(parts.desk, parts.settings, pairing),
  };
  const registered = namesOf(handlers).map((name) =>
    vscode.commands.registerCommand(commands[name].id, (argument: unknown) => {
      background(`run “${commands[name].title}”`, async () => {
        await handlers[name](argument);
      });
    }),
  );
  return endTogether(...registered);
}

async function undoLastRule({ desk }: ActionParts): Promise<void> {
  const last = lastRule(desk.view());
  if (last === null) {
    void inform('There is no rule to undo here.');
    return;
  }
  const { id, rule } = last;
  const question = `Take ${rule.rules.join(', ')} out of ${shortPath(rule.file, homedir())}?`;
  if (await confirm(question, 'Undo')) tell(await desk.undoRule(id));
}
