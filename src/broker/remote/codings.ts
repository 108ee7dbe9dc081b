import type { Coding } from './shell-files.ts';

/** The best coding that a client takes, of those there are (RFC 9110 §12.5.3). */
export function chooseCoding(accepted: string | undefined, there: ReadonlySet<Coding>): Coding {
  const taken = new Set(
    (accepted ?? '').split(',').flatMap((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : name;
    }),
  );
  if (there.has('br') && taken.has('br')) return 'br';
  return there.has('gzip') && taken.has('gzip') ? 'gzip' : 'identity';
}
