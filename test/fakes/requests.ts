import type { Judgement } from '../../src/core/policy/judgement.ts';
import type { Request } from '../../src/core/request/request.ts';
import type { PartOffer } from '../../src/core/rules/offers.ts';

const npmTest: PartOffer = {
  part: 'npm test',
  rungs: [
    {
      rung: 'exact',
      reach: 'this exact command only',
      warning: null,
      rules: {
        project: ['Bash(npm test)'],
        local: ['Bash(npm test)'],
        user: ['Bash(npm test)'],
      },
    },
  ],
  selected: 0,
};

const npmTestJudgement: Judgement = {
  kind: 'shell-command',
  sentence: 'Run the project’s tests',
  tier: 'low',
  domains: ['shell'],
  actions: ['shell_run'],
  reasons: ['`npm test` runs the project’s own code'],
  because: null,
};

/** A plain shell request, with any field replaced. */
export function aRequest(fields: Partial<Request> = {}): Request {
  return {
    id: 'r1',
    agent: 'claude-code',
    session: 's1',
    prompt: 'p1',
    subagent: null,
    folder: '/home/dev/proj',
    cwd: '/home/dev/proj',
    transcript: null,
    tool: 'Bash',
    input: { command: 'npm test' },
    subject: { kind: 'command', command: 'npm test', description: null },
    rest: {},
    offers: {
      allow: {
        kind: 'some',
        parts: [npmTest],
      },
      deny: {
        kind: 'some',
        parts: [npmTest],
      },
    },
    judgement: npmTestJudgement,
    requires: [],
    ownPrompt: true,
    purpose: 'work',
    receivedAt: 1_000,
    expiresAt: 86_401_000,
    ...fields,
  };
}
