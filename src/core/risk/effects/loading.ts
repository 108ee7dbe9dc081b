import { operandsOf } from '../command/invocation.ts';
import { setsUpShell } from '../command/shell-setup.ts';
import { effect } from '../effect.ts';
import { isCredentialFile } from '../places/credential-files.ts';
import { STANDARD_INPUT } from './inline-code.ts';
import type { EffectReader } from './rules.ts';

const TEMPORARY = /^(\/private)?\/(tmp|var\/tmp|dev\/shm)\//;

/** `source`, `eval`, and other words of the shell that run what they are given. */
const loads: EffectReader = (call) => {
  const [file] = operandsOf(call.words);
  if (file === undefined)
    return call.piped
      ? [effect('high', 'shell_run', 'runs whatever it is given to read', 'runs-input')]
      : [];
  if (call.args[0] === '-p')
    return [effect('high', 'shell_run', 'loads a file that is looked for elsewhere')];
  const isRead = STANDARD_INPUT.test(file.value ?? '');
  if (isRead || (file.value === null && !file.traits.has('tilde'))) {
    return [effect('high', 'shell_run', 'runs what is only known when it runs', 'runs-input')];
  }
  if (TEMPORARY.test(file.value ?? ''))
    return [effect('high', 'shell_run', `loads ${file.text}, where anybody can put files`)];
  if (isCredentialFile(file.value ?? file.text)) {
    const does = `reads keys or passwords from ${file.text} into the shell`;
    return [effect('high', 'file_read', does, 'reads-secret')];
  }
  if (
    /(^|\/)(activate(\.\w+)?|\.?env(rc)?|\.?(bash|zsh)rc|\.profile|nvm\.sh|cargo\/env)$/.test(
      file.value ?? file.text,
    )
  ) {
    return [effect('low', 'shell_run', `loads ${file.text} into the shell`)];
  }
  return [effect('medium', 'shell_run', `loads ${file.text} into the shell`)];
};

/** `eval "$(brew shellenv)"`: what is run is known by the tool that writes it. */
const setsUp: EffectReader = ({ words }) =>
  setsUpShell(words)
    ? [effect('medium', 'shell_run', 'sets up the shell as a tool of the machine says')]
    : [];

/** `make -f <(curl …)`: what another command writes is what is run. */
const recipes: EffectReader = ({ words }) =>
  words.some(({ traits }) => traits.has('process'))
    ? [effect('high', 'shell_run', 'runs what another command writes', 'runs-input')]
    : [];

/** Words of the shell that run in it what they are given, and programs that go by a recipe. */
export const LOADING: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...['source', '.'].map((name) => [name, loads] as const),
  ['eval', setsUp],
  ...['make', 'gmake', 'just', 'cmake', 'ninja'].map((name) => [name, recipes] as const),
]);
