import { operandsOf } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader, EffectRule } from './rules.ts';

const SOURCES = { tier: 'high', action: 'shell_install' } as const;
const TRUSTS = 'changes where packages come from, or whether they are checked';

/** Where package managers get packages from, for good. */
export const PACKAGE_SOURCE_RULES: readonly EffectRule[] = [
  {
    ...{ ...SOURCES, of: 'pip pip3 uv' },
    verb: /^config set (\S+\.)?(index-url|extra-index-url|trusted-host|find-links|no-index|proxy|cert|target)\b/,
    does: TRUSTS,
  },
  {
    ...{ ...SOURCES, of: 'go' },
    verb: /\b(GOPROXY|GOSUMDB|GONOSUMDB|GONOSUMCHECK|GONOPROXY|GOINSECURE|GOPRIVATE|GOFLAGS|GOTOOLCHAIN|CC|CXX)=/,
    flag: /^-w$/,
    does: TRUSTS,
  },
  {
    ...{ ...SOURCES, of: 'poetry' },
    verb: /^(config (repositories|certificates|pypi-token|http-basic)\.|source (add|remove)\b)/,
    does: TRUSTS,
  },
  {
    ...{ ...SOURCES, of: 'gem' },
    verb: /^sources?\b/,
    flag: /^(-a|-r|-c|--add|--remove|--clear-all)$/,
    does: TRUSTS,
  },
];

/** Files in which a project keeps which packages, from where and with which sums, it installs. */
const LOCK_FILES =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|go\.sum|flake\.lock|packages\.lock\.json)$/;

/** A lock file is written by its package manager, and read by nobody. */
const editsLock: EffectReader = ({ args, words }) => {
  if (!args.some((arg) => /^-\w*i(\..*)?$|^--in-?place/.test(arg))) return [];
  const named = operandsOf(words).find(({ text }) => LOCK_FILES.test(text));
  return named === undefined
    ? []
    : [
        effect(
          'high',
          'shell_install',
          `changes ${named.text}, which says which packages are trusted`,
        ),
      ];
};

export const PACKAGE_SOURCE_READERS: ReadonlyMap<string, EffectReader> = new Map(
  ['sed', 'gsed', 'perl', 'ruby', 'yq', 'awk', 'gawk'].map((name) => [name, editsLock] as const),
);
