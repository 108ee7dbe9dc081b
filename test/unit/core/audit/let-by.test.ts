import { expect, test } from 'vitest';
import { sha256 } from '../../../../src/broker/store/sha256.ts';
import { entryOfLetBy } from '../../../../src/core/audit/let-by.ts';

test('of a call that was let by its input is on record as a digest alone', () => {
  const call = { session: 's1', tool: 'Bash', tier: 'low', by: 'the mode partial' } as const;
  const entry = entryOfLetBy(sha256, { ...call, input: { command: 'hunter2', a: 1 } });
  expect(entry).toEqual({
    kind: 'let-by',
    ...call,
    inputSha256: sha256.sha256('{"a":1,"command":"hunter2"}'),
  });
  expect(JSON.stringify(entry)).not.toContain('hunter2');
});
