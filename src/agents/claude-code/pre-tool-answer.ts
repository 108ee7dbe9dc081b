import type { JsonObject } from '../../core/json.ts';
import type { LayerVerdict } from '../../core/policy/outcome.ts';
import type { Answer } from '../../core/request/decision.ts';

/**
 * What is made of a call before it runs, in the words of Claude Code's PreToolUse hook. The reason of
 * an ask stands in the person's dialog, that of a denial reaches the model (measured).
 * @returns null for no word at all: an empty body, and Claude Code goes on as without us.
 */
export function preToolAnswer({ outcome, because }: LayerVerdict): JsonObject | null {
  return outcome === 'pass' ? null : hookOutput(outcome, because);
}

/**
 * The answer to a call that was held before it ran. Rules for the session have no place in it, and
 * where nobody answered Claude Code asks by itself, which a headless run turns into a denial (measured).
 * @param because why the call was held.
 */
export function heldCallAnswer(answer: Answer, because: string): JsonObject {
  switch (answer.kind) {
    case 'allow':
      return hookOutput('allow', 'Allowed by the user.');
    case 'deny':
      return hookOutput('deny', answer.message);
    case 'none':
      return hookOutput('ask', `${because} Nobody answered in Countersign.`);
  }
}

/**
 * Whether a tool's own dialog always comes, whatever a hook says before (measured): a question or a
 * plan is the person's to answer, so before it there is nothing to ask and nothing to allow.
 */
export function asksByItself(tool: string): boolean {
  return tool === 'AskUserQuestion' || tool === 'ExitPlanMode';
}

/**
 * Whether a session is in a mode of Claude Code’s own that lets nothing by which it doesn’t let by
 * itself: a word of ours would go over its head.
 */
export function decidesItself(permissionMode: string | undefined): boolean {
  return permissionMode === 'plan' || permissionMode === 'dontAsk';
}

function hookOutput(decision: 'allow' | 'ask' | 'deny', reason: string): JsonObject {
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: decision,
      permissionDecisionReason: reason,
    },
  };
}
