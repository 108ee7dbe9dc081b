import { describe, expect, it } from 'vitest';
import { hookAnswer } from '../../../../src/agents/claude-code/answer.ts';
import { sample } from '../../../samples/claude-code.ts';
import { requestOf } from './request-of.ts';

const bash = requestOf('PermissionRequest.Bash');
const allow = { kind: 'allow', answers: null, sessionRules: [] } as const;

const answered = sample('outputs/PermissionRequest.AskUserQuestion.answer') as {
  hookSpecificOutput: { decision: { updatedInput: { questions: unknown; answers: unknown } } };
};
const { questions } = answered.hookSpecificOutput.decision.updatedInput;
const question = requestOf('PermissionRequest.AskUserQuestion', { tool_input: { questions } });

describe('hookAnswer', () => {
  it('allows in the words Claude Code took', () => {
    expect(hookAnswer(bash, allow)).toEqual(sample('outputs/PermissionRequest.allow'));
  });

  it('denies in the words Claude Code took', () => {
    const deny = { kind: 'deny', message: 'Denied from phone: use yarn' } as const;
    expect(hookAnswer(bash, deny)).toEqual(sample('outputs/PermissionRequest.deny'));
  });

  it('says nothing where nothing was decided', () => {
    expect(hookAnswer(bash, { kind: 'none' })).toBeNull();
  });

  it('answers questions as Claude Code took it', () => {
    const answers = { 'Which framework?': 'Vue', 'Which extras?': ['Lint', 'CI'] };
    expect(hookAnswer(question, { ...allow, answers })).toEqual(answered);
  });

  it.each([null, {}, { 'Which framework?': '' }, { 'Which extras?': [] }])(
    'never allows questions with the answers %j',
    (answers) => {
      expect(hookAnswer(question, { ...allow, answers })).toBeNull();
    },
  );

  it('never allows unreadable questions without answers either', () => {
    const odd = requestOf('PermissionRequest.AskUserQuestion', { tool_input: {} });
    expect(odd.subject.kind).toBe('other');
    expect(hookAnswer(odd, allow)).toBeNull();
  });

  it('approves a plan with its own input, without which the answer is ignored', () => {
    const plan = requestOf('PermissionRequest.ExitPlanMode');
    expect(hookAnswer(plan, allow)).toEqual({
      hookSpecificOutput: {
        hookEventName: 'PermissionRequest',
        decision: { behavior: 'allow', updatedInput: plan.input },
      },
    });
  });

  it('carries rules for the session in the shape Claude Code took', () => {
    const sessionRules = ['Bash(npm run test:*)'];
    const taken = JSON.parse(
      JSON.stringify(sample('outputs/PermissionRequest.allow+rule-in-project')).replace(
        'projectSettings',
        'session',
      ),
    ) as unknown;
    expect(hookAnswer(bash, { ...allow, sessionRules })).toEqual(taken);
  });

  it('unescapes a rule, and leaves out one that would void the whole answer', () => {
    const sessionRules = ['Bash(echo \\(a\\) b)', 'not a rule(', 'mcp__s__t'];
    expect(hookAnswer(bash, { ...allow, sessionRules })).toMatchObject({
      hookSpecificOutput: {
        decision: {
          updatedPermissions: [
            {
              rules: [{ toolName: 'Bash', ruleContent: 'echo (a) b' }, { toolName: 'mcp__s__t' }],
              destination: 'session',
            },
          ],
        },
      },
    });
    expect(hookAnswer(bash, { ...allow, sessionRules: ['('] })).toEqual(
      sample('outputs/PermissionRequest.allow'),
    );
  });

  it('never interrupts', () => {
    const answers = [allow, { kind: 'deny', message: 'x' }, { kind: 'none' }] as const;
    for (const request of [bash, question]) {
      for (const answer of answers) {
        expect(JSON.stringify(hookAnswer(request, answer))).not.toContain('interrupt');
      }
    }
  });
});
