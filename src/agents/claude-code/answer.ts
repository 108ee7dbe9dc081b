import type { JsonObject } from '../../core/json.ts';
import type { Answer, Answers } from '../../core/request/decision.ts';
import type { Request } from '../../core/request/request.ts';
import { parseRule } from '../../core/rules/rule.ts';

type Allow = Extract<Answer, { kind: 'allow' }>;

/**
 * An answer in the words of Claude Code's PermissionRequest hook.
 * Never with `interrupt`: a late one kills the person's turn (measured).
 * @returns null for no answer at all: an empty body, and Claude Code's own prompt stays.
 */
export function hookAnswer(request: Request, answer: Answer): JsonObject | null {
  switch (answer.kind) {
    case 'none':
      return null;
    case 'deny':
      return hookOutput({ behavior: 'deny', message: answer.message });
    case 'allow':
      return allow(request, answer);
  }
}

function allow(request: Request, { answers, sessionRules }: Allow): JsonObject | null {
  const updated = updatedInput(request, answers);
  if (updated.kind === 'unanswered') return null;
  return hookOutput({
    behavior: 'allow',
    ...(updated.kind === 'input' && { updatedInput: updated.input }),
    ...sessionPermissions(sessionRules),
  });
}

type UpdatedInput =
  | { readonly kind: 'input'; readonly input: JsonObject }
  | { readonly kind: 'as-it-is' }
  | { readonly kind: 'unanswered' };

/** Questions and plans are only allowed together with an input (measured); other tools run as they are. */
function updatedInput({ tool, input }: Request, answers: Answers | null): UpdatedInput {
  switch (tool) {
    case 'AskUserQuestion': {
      const given = Object.entries(answers ?? {})
        .map(([question, answer]) => [question, plainAnswer(answer)] as const)
        .filter(([, answer]) => answer !== '');
      if (given.length === 0) return { kind: 'unanswered' };
      return { kind: 'input', input: { ...input, answers: Object.fromEntries(given) } };
    }
    case 'ExitPlanMode':
      return { kind: 'input', input };
    default:
      return { kind: 'as-it-is' };
  }
}

/** Several labels are one text, joined as Claude Code itself joins them (measured). */
function plainAnswer(answer: string | readonly string[]): string {
  return typeof answer === 'string' ? answer : answer.join(', ');
}

/** One bad entry voids the whole answer (measured), so a rule that can't be read is left out. */
function sessionPermissions(rules: readonly string[]): JsonObject {
  const parsed = rules.flatMap((text) => parseRule(text) ?? []);
  if (parsed.length === 0) return {};
  return {
    updatedPermissions: [
      {
        type: 'addRules',
        rules: parsed.map(({ tool, content }) => ({
          toolName: tool,
          ...(content !== null && { ruleContent: content }),
        })),
        behavior: 'allow',
        destination: 'session',
      },
    ],
  };
}

function hookOutput(decision: JsonObject): JsonObject {
  return { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } };
}
