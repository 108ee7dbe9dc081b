import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Unsubscribe } from '../core/ports.ts';
import type { Decision } from '../core/request/decision.ts';
import type { Item } from '../core/request/item.ts';
import { inform, tell, type Background } from './messages.ts';
import { newsBetween, type RuleNews } from './news.ts';
import type { PanelView } from './panel-view.ts';
import type { Settings } from './settings.ts';
import { shortPath } from './short-path.ts';
import { toastFor, type Toast } from './toast.ts';
import { waitingItems } from './waiting.ts';
import type { Part } from './part.ts';

/** How long after a request others may arrive that are told together with it, in milliseconds. */
const GATHERING = 200;

const allow: Decision = { behavior: 'allow', always: null, answers: null };
const deny: Decision = { behavior: 'deny', always: null, message: null };

/** Tells the person, by notifications, what the hidden panel would have shown. */
export function notify(
  desk: Desk,
  panel: PanelView,
  settings: Settings,
  background: Background,
): Part {
  let seen = desk.view();
  let arrived: readonly Item[] = [];
  let gathering: NodeJS.Timeout | null = null;

  async function offer(toast: Toast): Promise<void> {
    const pressed = await inform(toast.text, ...toast.buttons);
    switch (pressed) {
      case 'Allow':
        tell(await desk.decide(toast.id, allow));
        return;
      case 'Deny':
        tell(await desk.decide(toast.id, deny));
        return;
      case 'Review':
        await panel.reveal(toast.id);
        return;
      case undefined:
    }
  }

  function tellArrived(): void {
    gathering = null;
    const toast = toastFor(arrived, waitingItems(desk.view()));
    arrived = [];
    if (toast === null || panel.visible() || !settings.get('notifications')) return;
    background('answer the request', () => offer(toast));
  }

  async function offerUndo({ id, rule }: RuleNews): Promise<void> {
    const text = `Rule saved in ${shortPath(rule.file, homedir())}: ${rule.rules.join(', ')}`;
    const pressed = await inform(text, 'Undo', 'Open File');
    if (pressed === 'Undo') tell(await desk.undoRule(id));
    if (pressed === 'Open File') await vscode.window.showTextDocument(vscode.Uri.file(rule.file));
  }

  const unsubscribe: Unsubscribe = desk.onChange(() => {
    const now = desk.view();
    const news = newsBetween(seen, now);
    seen = now;
    arrived = [...arrived, ...news.arrived];
    if (news.arrived.length > 0) gathering ??= setTimeout(tellArrived, GATHERING);
    if (news.testDelivered) {
      void inform('The test arrived and your answer went back. Nothing was run.');
    }
    // The panel offers to undo by itself.
    if (panel.visible()) return;
    for (const rule of news.rules) background('undo the rule', () => offerUndo(rule));
  });

  return {
    dispose() {
      unsubscribe();
      if (gathering !== null) clearTimeout(gathering);
    },
  };
}
