import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Call } from '../core/rules/call.ts';
import type { PlacedRule } from '../core/rules/placed-rule.ts';
import { explainChoices, type ExplainChoice } from './explain-choices.ts';
import { verdictSentence } from './explain-words.ts';
import { inform } from './messages.ts';
import { pickFolder } from './pick-folder.ts';
import { openSettingsFile } from './rule-document.ts';
import { lineOfRule } from './rule-place.ts';
import { fileNames } from './rules-words.ts';

/** Asks what a person wants to know about, and tells which rule decides it. It answers no request. */
export async function explainCall(desk: Desk): Promise<void> {
  const choice = await choose(desk);
  const place = choice === null ? null : await placeOf(choice);
  if (place === null) return;
  const verdict = await desk.explain(place.call, place.folder);
  const names = fileNames(desk.view().rules, homedir());
  const text = verdictSentence(place.call, verdict, names.path);
  if (verdict.rule === null) void inform(text);
  else if ((await inform(text, 'Open Rule')) === 'Open Rule') await open(desk, verdict.rule);
}

type Item = vscode.QuickPickItem & { readonly choice: ExplainChoice };

/** Shows what can be asked about; null where the person left. */
function choose(desk: Desk): Promise<ExplainChoice | null> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = 'Which Rule Decides?';
  pick.placeholder = 'Type a shell command, or pick one of the last requests';
  pick.matchOnDescription = true;
  const fill = (typed: string): void => {
    pick.items = explainChoices(desk.view().items, typed).map((choice) => ({
      label: choice.label,
      description: choice.description,
      alwaysShow: choice.of.kind === 'typed',
      choice,
    }));
  };
  fill('');
  return new Promise((resolve) => {
    pick.onDidChangeValue(fill);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.choice ?? null);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(null);
      pick.dispose();
    });
    pick.show();
  });
}

interface CallPlace {
  readonly call: Call;
  /** The folder whose rules count. */
  readonly folder: string;
}

async function placeOf({ of }: ExplainChoice): Promise<CallPlace | null> {
  if (of.kind === 'request') {
    const { tool, input, cwd, folder } = of.request;
    return { call: { tool, input, cwd }, folder };
  }
  const folder = await pickFolder();
  if (folder === undefined) return null;
  return { call: { tool: 'Bash', input: { command: of.command }, cwd: folder }, folder };
}

async function open(desk: Desk, rule: PlacedRule): Promise<void> {
  const line = lineOfRule(desk.view().rules, rule);
  await openSettingsFile(rule.file, { text: rule.text, line });
}
