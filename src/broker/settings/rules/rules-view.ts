import { listRules, type FileToList } from '../../../core/rules/list-rules.ts';
import type { RulesFile, RulesView } from '../../../core/rules/rules-view.ts';
import { readRuleFiles, type RuleFile, type RulesPlace } from './read-rule-files.ts';
import { inForceOf } from './rules-in-force.ts';

/** A place with its settings files as they were read. */
export interface ReadPlace {
  readonly place: RulesPlace;
  readonly files: readonly RuleFile[];
}

/** Reads the settings files of all places. */
export async function readPlacesRules(places: readonly RulesPlace[]): Promise<ReadPlace[]> {
  return Promise.all(places.map(async (place) => ({ place, files: await readRuleFiles(place) })));
}

/** Every rule of every settings file that was read. */
export function rulesViewOf(read: readonly ReadPlace[]): RulesView {
  const listed = listRules(
    read.map(({ place: { folder, home, claudeDir }, files }) => ({
      folder,
      places: { folder: folder ?? home, home, claudeDir },
      files: files.map(toList),
      inForce: inForceOf(files).rules,
    })),
  );
  // An organisation's word holds in every folder alike.
  const overruled = new Map(
    read.flatMap(({ files }) =>
      files.flatMap(({ file, silenced }) =>
        silenced?.rules === 'all' ? [[file, silenced.why] as const] : [],
      ),
    ),
  );
  return {
    files: listed.files.map((file) => withoutForce(file, overruled.get(file.file) ?? null)),
  };
}

function toList({ scope, file, root, read, silenced }: RuleFile): FileToList {
  if (read.kind !== 'read') return { scope, file, root, content: read };
  const untrusted = silenced?.rules === 'allow' ? silenced.why : null;
  return { scope, file, root, content: { kind: 'read', rules: read.rules, untrusted } };
}

/** A file none of whose rules count, and why. */
function withoutForce(file: RulesFile, why: string | null): RulesFile {
  const { content } = file;
  if (content.kind !== 'read' || why === null) return file;
  const rules = content.rules.map((rule) => ({
    ...rule,
    standing: { kind: 'dead' as const, why },
  }));
  return { ...file, content: { ...content, rules } };
}
