import type { DeskView } from '../broker/desk.ts';
import { countWaiting } from '../core/display/count.ts';
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

/** The look that fits what the desk shows: waiting requests first, then what is wrong. */
export function statusBarLook(view: DeskView): StatusBarLook {
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
      return lookOfConnection(view);
  }
}

function elsewhere({ waiting }: { readonly waiting: number }): string {
  return `$(multiple-windows) ${waiting} in another window`;
}

function lookOfConnection({ connection, remote }: DeskView): StatusBarLook {
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
        return look('check', `${sentence} Nothing waits.`, 'plain');
      }
      const tone = awayProblem(remote) === null ? 'plain' : 'attention';
      return { text: '$(device-mobile) Away', tooltip: `${away} Nothing waits.`, tone };
    }
  }
}

function look(icon: string, tooltip: string, tone: StatusBarLook['tone']): StatusBarLook {
  return { text: `$(${icon}) Countersign`, tooltip, tone };
}
