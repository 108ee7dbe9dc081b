import * as vscode from 'vscode';
import type { ChooseLeashParts } from './choose-leash.ts';
import { inform, tell } from './messages.ts';

/** Asks, with what it means, whether calls are blocked while VS Code is closed; then shows the change. */
export async function chooseBlocking({ desk, proposals }: ChooseLeashParts): Promise<void> {
  const { leash } = desk.view();
  if (leash === null) {
    void inform('Another window has the desk. Choose this there, or take the desk over.');
    return;
  }
  const now = (on: boolean): string => (leash.blocksWithoutDesk === on ? 'set now' : '');
  const choice = await vscode.window.showQuickPick(
    [
      {
        label: 'Leave it to Claude Code',
        description: now(false),
        detail:
          'While VS Code is closed Claude Code decides as if Countersign weren’t there, and says at each call that nobody answered.',
        on: false,
      },
      {
        label: 'Block every call',
        description: now(true),
        detail:
          'While VS Code is closed, or can’t answer, Claude Code can do nothing at all, not even read. Nothing runs unseen, and nothing goes on without you.',
        on: true,
      },
    ],
    { title: 'Calls While VS Code Is Closed', placeHolder: 'It counts while a mode is on' },
  );
  if (choice === undefined || choice.on === leash.blocksWithoutDesk) return;
  tell(await proposals.propose(() => desk.proposeBlocking(choice.on)));
}
