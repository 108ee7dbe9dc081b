import type { DeskView } from '../broker/desk.ts';
import { countWaiting } from '../core/display/count.ts';
import { modeLabel, modeMeaning } from '../core/display/mode-words.ts';
import { visibleLine } from '../core/visible.ts';
import { leashInForce } from '../protocol/leash-in-force.ts';
import { awayProblem, awaySentence } from './away-words.ts';
import { connectionSentence, deskSentence } from './desk-words.ts';
import { waitingItems } from './waiting.ts';

/** How our item in the status bar looks. */
export interface StatusBarLook {
  /** With icons in the editor's `$(name)` form, so it never holds text from outside. */
  readonly text: string;
  /** Also what a screen reader says. */
  readonly tooltip: string;
  readonly tone: 'plain' | 'attention' | 'error';
}

/**
 * The look that fits what the desk shows: agents that are stopped, then waiting requests, then what is
 * wrong.
 * @param folder the window’s folder, whose mode is shown; null where it has none
 */
export function statusBarLook(view: DeskView, folder: string | null): StatusBarLook {
  const stopped = view.leash?.stopped ?? null;
  if (stopped !== null) return stoppedLook(stopped.by);
  const waiting = waitingItems(view).length;
  const away = view.remote && awaySentence(view.remote);
  if (waiting > 0) {
    const icon = away === null ? 'bell-dot' : 'device-mobile';
    const more = away === null ? '' : ` ${away}`;
    return {
      text: `$(${icon}) ${waiting} to countersign`,
      tooltip: `${countWaiting(waiting)} for your answer.${more} Click to see.`,
      tone: 'attention',
    };
  }
  const { desk } = view;
  switch (desk.kind) {
    case 'starting':
      return look('sync~spin', deskSentence(desk), 'plain');
    case 'elsewhere':
      return desk.waiting === 0
        ? look('multiple-windows', deskSentence(desk), 'plain')
        : { ...look('multiple-windows', deskSentence(desk), 'plain'), text: elsewhere(desk) };
    case 'port-taken':
    case 'failed':
      return look('error', deskSentence(desk), 'error');
    case 'here':
      return lookOfConnection(view, folder);
  }
}

function elsewhere({ waiting }: { readonly waiting: number }): string {
  return `$(multiple-windows) ${waiting} in another window`;
}

function stoppedLook(by: string): StatusBarLook {
  return {
    text: '$(stop-circle) Agents are stopped',
    tooltip: `All agents are stopped, by ${visibleLine(by)}. Click to see, and to release them.`,
    tone: 'error',
  };
}

function lookOfConnection(view: DeskView, folder: string | null): StatusBarLook {
  const { connection, remote } = view;
  const sentence = connectionSentence(connection);
  switch (connection.kind) {
    case 'checking':
      return look('sync~spin', sentence, 'plain');
    case 'not-connected':
      return look('debug-disconnect', `${sentence} Click to connect.`, 'plain');
    case 'connected': {
      const blocked = connection.findings.some((finding) => finding.severity === 'error');
      if (blocked) return look('warning', sentence, 'attention');
      const away = remote && awaySentence(remote);
      if (remote === null || away === null) {
        return calmLook(sentence, view, folder);
      }
      const tone = awayProblem(remote) === null ? 'plain' : 'attention';
      return { text: '$(device-mobile) Away', tooltip: `${away} Nothing waits.`, tone };
    }
  }
}

/** The mode stands there while there is one. */
function calmLook(sentence: string, { leash }: DeskView, folder: string | null): StatusBarLook {
  const calm = look('check', `${sentence} Nothing waits.`, 'plain');
  if (leash === null) return calm;
  const { mode } = leashInForce(leash, { folder, session: null });
  if (mode === 'off') return calm;
  const label = modeLabel(mode);
  return {
    text: `$(shield) ${label}`,
    tooltip: `${sentence} Nothing waits. The mode is ${label}: ${modeMeaning(mode)}`,
    tone: 'plain',
  };
}

function look(icon: string, tooltip: string, tone: StatusBarLook['tone']): StatusBarLook {
  return { text: `$(${icon}) Countersign`, tooltip, tone };
}
