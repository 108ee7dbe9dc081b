import type { Finding } from '../../../protocol/desk.ts';
import type { Place } from './places.ts';

/** Variables of a process, as Claude Code is likely to have them too. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable's value and the settings file it comes from; null for the environment. */
interface Variable {
  readonly value: string;
  readonly file: string | null;
}

/**
 * Whether Claude Code would send its questions through a proxy: it does so even to 127.0.0.1,
 * unless NO_PROXY names that (measured). The proxy's address, which can hold a password, is not told.
 */
export function proxyFindings(place: Place, env: Environment, port: number): readonly Finding[] {
  const proxy = variable(place, env, 'HTTP_PROXY') ?? variable(place, env, 'http_proxy');
  if (proxy === null) return [];
  const exempt = ['NO_PROXY', 'no_proxy'].some((name) =>
    covers(variable(place, env, name)?.value ?? '', port),
  );
  if (exempt) return [];
  const where = proxy.file ?? 'the environment';
  return [
    {
      id: 'proxy-in-the-way',
      severity: proxy.file === null ? 'warning' : 'error',
      title: 'A proxy stands in the way',
      detail: `HTTP_PROXY is set in ${where}, and Claude Code uses it for its questions too, even on this machine. Add 127.0.0.1 to NO_PROXY there, and start Claude Code anew.`,
      file: proxy.file,
      fix: null,
    },
  ];
}

/** A settings file's `env` block goes before the environment. An empty value counts as none. */
function variable({ sources }: Place, env: Environment, name: string): Variable | null {
  for (const { view, file } of sources) {
    const value = view.env?.[name];
    if (typeof value === 'string') return value === '' ? null : { value, file };
  }
  const value = env[name] ?? '';
  return value === '' ? null : { value, file: null };
}

function covers(noProxy: string, port: number): boolean {
  const names = noProxy.split(/[\s,]+/);
  return ['*', '127.0.0.1', `127.0.0.1:${port}`].some((name) => names.includes(name));
}
