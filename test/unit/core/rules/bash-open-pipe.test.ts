import { expect, it } from 'vitest';
import { beforeOpenPipe } from '../../../../src/core/rules/bash-open-pipe.ts';

it('finds what stands before a pipe into nothing', () => {
  for (const end of ['|', ' |', ' | ', ' |\n\n', ' | # later'])
    expect(beforeOpenPipe(`ls -l${end}`, 'not-valid')?.trim()).toBe('ls -l');
});

it('takes no other line for one', () => {
  const others = ['ls ||', 'ls >|', 'ls \\|', 'ls | |', 'echo "a |', 'ls | ;', 'ls &&', '|', 'ls'];
  for (const line of others) expect(beforeOpenPipe(line, 'not-valid'), line).toBeNull();
  expect(beforeOpenPipe('ls |', 'too-long')).toBeNull();
});
