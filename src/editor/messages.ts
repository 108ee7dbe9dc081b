import * as vscode from 'vscode';
import type { Log } from '../core/ports.ts';
import type { Outcome } from '../core/request/item.ts';
import { plainMessage } from './plain-message.ts';

/**
 * Tells the person something good or neutral, with buttons.
 * @returns the pressed button; undefined once the message was put away
 */
export function inform<Button extends string>(
  text: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window.showInformationMessage(plainMessage(text), ...buttons);
}

/** Tells the person that something needs a look, with buttons; else as `inform`. */
export function warn<Button extends string>(
  text: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> {
  return vscode.window.showWarningMessage(plainMessage(text), ...buttons);
}

/**
 * Asks before something is done, in a dialog that only a person can answer.
 * @returns true where the person pressed the button
 */
export async function confirm(text: string, button: string): Promise<boolean> {
  const options = { modal: true };
  return (await vscode.window.showWarningMessage(plainMessage(text), options, button)) === button;
}

/** Shows what became of an action, where there is something to say. */
export function tell(outcome: Outcome): void {
  if (outcome.kind === 'refused') void warn(outcome.message);
  else if (outcome.note !== null) void inform(outcome.note);
}

/** Starts work that nobody waits for. */
export type Background = (what: string, work: () => Promise<void>) => void;

/** Starts work in the background; an unexpected failure reaches the log and the person. */
export function createBackground(log: Log): Background {
  return (what, work) => {
    work().catch((error: unknown) => {
      log.error(`could not ${what}`, { error: String(error) });
      void warn(`Countersign could not ${what}. The log says more (command “Show the Log”).`);
    });
  };
}
