import type { Desk } from '../broker/desk.ts';
import { chooseBlocking } from './choose-blocking.ts';
import { chooseLeash, type ChooseLeashParts } from './choose-leash.ts';
import type { CommandName } from './manifest.ts';
import { confirm, tell } from './messages.ts';

type LeashCommandName = Extract<
  CommandName,
  'chooseLeash' | 'editLeash' | 'stopAgents' | 'releaseAgents' | 'blockWithoutDesk'
>;

/** What the commands about the agents’ leash do. */
export function leashCommands(
  parts: ChooseLeashParts,
): Readonly<Record<LeashCommandName, () => Promise<void>>> {
  const { desk } = parts;
  return {
    chooseLeash: () => chooseLeash(parts),
    editLeash: () => parts.openDocument(),
    stopAgents: () => stopAgents(desk),
    releaseAgents: () => releaseAgents(desk),
    blockWithoutDesk: () => chooseBlocking(parts),
  };
}

async function stopAgents(desk: Desk): Promise<void> {
  const question =
    'Stop all agents? Whatever they ask is denied, and every new call that comes here is blocked, until you release them.';
  if (await confirm(question, 'Stop All Agents')) tell(await desk.leash.setStopped(true));
}

async function releaseAgents(desk: Desk): Promise<void> {
  const question = 'Release the agents? They may ask and go on, as mode and profile say.';
  if (await confirm(question, 'Release')) tell(await desk.leash.setStopped(false));
}
