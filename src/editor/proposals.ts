import { homedir } from 'node:os';
import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { Desk, ProposalOutcome, ProposalPreview } from '../broker/desk.ts';
import type { Outcome } from '../core/request/item.ts';
import { inform, tell, type Background } from './messages.ts';
import { closeDiff, provideDocuments, showDiff } from './virtual-documents.ts';
import type { Part } from './part.ts';
import { shortPath } from './short-path.ts';

/** The change to a settings file that waits for the person's word, shown as a diff. */
export interface Proposals extends Part {
  /** Asks the desk for a change and shows it. Nothing is written yet. */
  propose(ask: () => Promise<ProposalOutcome>): Promise<Outcome>;
}

/**
 * Shows proposed changes, one at a time. It is answered on the panel, or where that is hidden on a
 * notification; then its diff closes by itself.
 */
export function showProposals(
  desk: Desk,
  panel: { visible(): boolean },
  background: Background,
): Proposals {
  const documents = provideDocuments('countersign-proposal');
  let shown: vscode.Uri | null = null;

  async function close(): Promise<void> {
    const after = shown;
    shown = null;
    if (after !== null) await closeDiff(after);
  }

  async function show({ proposal, before, after }: ProposalPreview): Promise<vscode.Uri> {
    await close();
    const name = basename(proposal.file);
    const left = documents.put(name, before);
    const right = documents.put(name, after);
    shown = right;
    await showDiff(left, right, `${proposal.summary} (${shortPath(proposal.file, homedir())})`);
    return right;
  }

  async function offer({ proposal }: ProposalPreview, mine: vscode.Uri): Promise<void> {
    const pressed = await inform(
      `${proposal.summary}, in ${shortPath(proposal.file, homedir())}?`,
      'Apply',
      'Cancel',
    );
    if (pressed === undefined) return;
    // Another change may be on show by now; this notification did not speak of that one.
    if (shown !== mine) void inform('This change is no longer on offer. Nothing was changed.');
    else if (pressed === 'Apply') tell(await desk.applyProposal());
    else desk.dropProposal();
  }

  const unsubscribe = desk.onChange(() => {
    if (desk.view().proposal === null) background('close the diff', close);
  });

  return {
    async propose(ask) {
      const outcome = await ask();
      if (outcome.kind !== 'proposed') return outcome;
      const mine = await show(outcome.preview);
      if (!panel.visible()) background('apply the change', () => offer(outcome.preview, mine));
      return { kind: 'done', note: null };
    },
    dispose() {
      unsubscribe();
      background('close the diff', close);
      documents.dispose();
    },
  };
}
