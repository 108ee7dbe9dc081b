import { describe, expect, it } from 'vitest';
import {
  asksByItself,
  heldCallAnswer,
  preToolAnswer,
} from '../../../../src/agents/claude-code/pre-tool-answer.ts';
import { OUTCOMES } from '../../../../src/core/policy/outcome.ts';
import { sample } from '../../../samples/claude-code.ts';

/** The words Claude Code took, with this decision and reason. */
function words(permissionDecision: string, permissionDecisionReason: string) {
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision,
      permissionDecisionReason,
    },
  };
}

describe('preToolAnswer', () => {
  it.each(['allow', 'ask', 'deny'] as const)('says %s with its reason', (outcome) => {
    expect(preToolAnswer({ outcome, because: 'So it is.' })).toEqual(words(outcome, 'So it is.'));
  });

  it('says nothing where it is left to Claude Code', () => {
    expect(preToolAnswer({ outcome: 'pass', because: 'Off.' })).toBeNull();
  });

  it('allows for no outcome but allow', () => {
    const allowing = OUTCOMES.filter((outcome) =>
      JSON.stringify(preToolAnswer({ outcome, because: '' })).includes('"allow"'),
    );
    expect(allowing).toEqual(['allow']);
  });
});

describe('heldCallAnswer', () => {
  it('allows without rules for the session, which have no place in it', () => {
    const allow = { kind: 'allow', answers: null, sessionRules: ['Bash(npm test)'] } as const;
    expect(heldCallAnswer(allow, 'It is asked.')).toEqual(words('allow', 'Allowed by the user.'));
  });

  it('denies with the person’s message', () => {
    const deny = { kind: 'deny', message: 'Use yarn.' } as const;
    expect(heldCallAnswer(deny, 'It is asked.')).toEqual(words('deny', 'Use yarn.'));
  });

  it('asks where nobody answered', () => {
    expect(heldCallAnswer({ kind: 'none' }, 'It is asked.')).toEqual(
      words('ask', 'It is asked. Nobody answered in Countersign.'),
    );
  });
});

describe('asksByItself', () => {
  it.each(['AskUserQuestion', 'ExitPlanMode'])('knows %s', (tool) => {
    expect(asksByItself(tool)).toBe(true);
    expect(sample(`PermissionRequest.${tool}`)['tool_name']).toBe(tool);
  });

  it.each(['Bash', 'askuserquestion', 'mcp__x__AskUserQuestion'])('not %s', (tool) => {
    expect(asksByItself(tool)).toBe(false);
  });
});
