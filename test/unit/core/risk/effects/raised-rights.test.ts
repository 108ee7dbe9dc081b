import { expect, test } from 'vitest';
import { assessed } from '../facts.ts';

test.each([
  'sudo id',
  'sudo -u bob ls -l',
  'sudo -n -k id',
  'sudo docker run -v /a:/b c',
  'doas -u www ls',
])('%s acts with raised rights', (line) => expect(assessed(line).tier).toBe('high'));

test.each(['sudo -l', 'sudo -v', 'sudo -K', 'sudo -u bob -l'])('%s only asks about them', (line) =>
  expect(assessed(line).tier).toBe('medium'),
);
