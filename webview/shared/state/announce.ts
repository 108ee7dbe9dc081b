import { describeState } from '../../../src/core/display/describe.ts';
import { headline } from '../../../src/core/display/headline.ts';
import type { Item } from '../../../src/core/request/item.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { baseName, count } from '../format.ts';
import { releaseOf, releaseWords } from './release.ts';
import { asOpen, waitingCount } from './view.ts';

/**
 * What changed from one snapshot to the next, in words for those who listen; empty where nothing
 * changed that they need to know.
 */
export function announcement(before: PanelSnapshot | null, after: PanelSnapshot): string {
  const known = new Map(before?.items.map((item) => [item.request.id, item]));
  const waiting = waitingCount(after);
  if (before === null) return waiting === 0 ? '' : `${count(waiting, 'request')} waiting.`;
  const news = [
    ...after.items.flatMap((item) => newsOf(known.get(item.request.id) ?? null, item)),
    ...releaseNews(before, after),
  ];
  if (news.length === 0) return '';
  return [...news, waiting === 0 ? 'Nothing waits.' : `${waiting} waiting.`].join(' ');
}

function newsOf(before: Item | null, after: Item): readonly string[] {
  const title = headline(after.request);
  if (after.state.kind === 'pending') {
    return before === null ? [`New request in ${baseName(after.request.folder)}: ${title}.`] : [];
  }
  if (before === null || before.state.kind === after.state.kind) return undoneNews(before, after);
  if (after.state.kind === 'orphaned') {
    return after.state.dismissed ? [] : [`${title}: an answer can no longer reach Claude Code.`];
  }
  return asOpen(before) === null ? [] : [`${title}: ${describeState(after.state)}.`];
}

function releaseNews(before: PanelSnapshot, after: PanelSnapshot): readonly string[] {
  const release = releaseOf(after);
  if (release === null || release.key === releaseOf(before)?.key) return [];
  return [`${releaseWords(release)}.`];
}

function undoneNews(before: Item | null, after: Item): readonly string[] {
  if (before === null || !('saved' in before.state) || !('saved' in after.state)) return [];
  return after.state.saved?.undone === true && before.state.saved?.undone === false
    ? ['Rule undone.']
    : [];
}
