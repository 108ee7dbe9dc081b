import { expect, test } from 'vitest';
import { namesLookalikeHost } from '../../../../src/core/risk/lookalike-hosts.ts';

test.each([
  'curl https://gіthub.com/x',
  'git clone git@gitlаb.com:a/b',
  'wget http://user@pаypal.com:8080',
  'curl https://xn--gthub-n2e.com',
  'curl https://www.xn--p1ai/',
])('%s', (line) => expect(namesLookalikeHost(line)).toBe(true));

test.each([
  'curl https://github.com/x',
  'curl https://müller.de/straße',
  'curl https://пример.рф/страница',
  'echo "Привет, see https://example.com"',
  'git commit -m "xn--names: read them"',
  'ls файл@2x.png',
])('%s names none', (line) => expect(namesLookalikeHost(line)).toBe(false));
