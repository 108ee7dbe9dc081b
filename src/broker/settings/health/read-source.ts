import type { Scope } from '../../../core/rules/placed-rule.ts';
import type { Finding } from '../../../protocol/desk.ts';
import { readDocument, type DocumentRead } from '../file/read-document.ts';
import { findHooks, type FoundHook } from '../hook/find-hooks.ts';
import { settingsViewSchema, type SettingsView } from './settings-view.ts';

/** A settings file that Claude Code reads. */
export interface Source {
  readonly scope: Scope;
  readonly file: string;
  readonly view: SettingsView;
  /** The hooks of ours in it. */
  readonly hooks: readonly FoundHook[];
}

/** A settings file as the health check sees it. */
export type SourceRead =
  | { readonly kind: 'read'; readonly source: Source }
  | { readonly kind: 'missing' }
  /** Claude Code ignores it; the finding says why. */
  | { readonly kind: 'ignored'; readonly finding: Finding };

/** Reads one settings file as Claude Code would, whole or not at all. */
export async function readSource(scope: Scope, file: string): Promise<SourceRead> {
  const read = await readDocument(file);
  switch (read.kind) {
    case 'missing':
      return read;
    case 'ignored':
      return { kind: 'ignored', finding: findingOf(file, read) };
    case 'read': {
      const { value } = read.document;
      const view = settingsViewSchema.parse(value);
      return { kind: 'read', source: { scope, file, view, hooks: findHooks(value) } };
    }
  }
}

type Ignored = Extract<DocumentRead, { kind: 'ignored' }>;

const TITLES: Readonly<Record<Ignored['because'], string>> = {
  unreadable: "A settings file can't be read",
  empty: 'A settings file is empty',
  invalid: 'Claude Code ignores a settings file',
  hooks: "A settings file has hooks we don't understand",
};

function findingOf(file: string, { because, why }: Ignored): Finding {
  return {
    id: because === 'hooks' ? 'hook-entry-unknown-shape' : 'settings-unreadable',
    severity: 'error',
    title: TITLES[because],
    detail: why,
    file,
    fix: null,
  };
}
