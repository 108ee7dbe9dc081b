import { judgeCall } from '../../src/core/policy/judge-call.ts';
import type { LeashJudge } from '../../src/broker/leash/leash-judge.ts';

/** Tells what calls mean, and leaves them to Claude Code, as where every mode is off. */
export function judgeUnleashed(person: {
  readonly home: string;
  readonly claudeDir: string;
}): LeashJudge['judge'] {
  const because = 'Countersign’s mode is off.';
  const verdict = { outcome: 'pass', because, by: 'the mode off', layers: [] } as const;
  return ({ tool, input, subject, cwd, folder }) => {
    const facts = { ...person, folder, gitRoot: null, protectedPaths: [] };
    const asked = { tool, input, subject };
    const { judgement, assessment } = judgeCall(asked, { cwd, facts, placements: [] });
    const { tier, mayAlways } = assessment;
    return Promise.resolve({ tier, judgement, mayAlways, requires: [], verdict });
  };
}
