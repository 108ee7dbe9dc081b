import { wordsOf } from './cli.ts';
import { safeAction } from './safe-action.ts';

/** Programs whose second word says only which things are worked on next. */
const NESTED: ReadonlyMap<string, number> = new Map([
  ...lengths(2, 'aws gcloud az gh glab doctl hcloud scw oci heroku'),
  ...lengths(3, 'gcloud', 'beta alpha'),
  ...lengths(2, 'docker', 'compose container image volume network system context buildx builder'),
  ...lengths(2, 'podman', 'compose container image volume network system'),
  ...lengths(2, 'npm', 'run run-script exec config'),
  ...lengths(2, 'pnpm', 'run exec dlx'),
  ...lengths(2, 'yarn', 'run dlx'),
  ...lengths(2, 'bun', 'run x'),
  ...lengths(2, 'uv', 'run pip tool python'),
  ...lengths(2, 'poetry', 'run env'),
  ...lengths(2, 'bundle', 'exec'),
  ...lengths(2, 'git', 'stash remote submodule worktree config bisect'),
  ...lengths(2, 'kubectl', 'rollout config auth get describe delete'),
  ...lengths(2, 'terraform', 'state workspace'),
  ...lengths(2, 'ip', 'addr link route netns'),
]);

function lengths(
  length: number,
  program: string,
  seconds?: string,
): readonly (readonly [string, number])[] {
  if (seconds === undefined) return wordsOf(program).map((one) => [one, length + 1] as const);
  return wordsOf(seconds).map((second) => [`${program} ${second}`, length + 1] as const);
}

/** Programs that are told what to work on, not what to do: their first argument is no verb. */
const VERBLESS = new Set(
  wordsOf(`
    rm rmdir cp mv ln chmod chown chgrp touch mkdir dd kill killall pkill tee cat ls echo printf cd
    export source grep egrep rg find fd sed awk head tail sort sh bash zsh fish dash python python3
    node deno ruby perl php curl wget ssh scp rsync ping which test truncate shred mkfs mount umount
  `),
);

/**
 * How many words say what a program is to do: `git push`, `docker compose down`; 1 where only its
 * name does. For rules to deny, where it does no harm to be wrong.
 */
export function actionLength(words: readonly string[]): number {
  const [program = '', verb = ''] = words;
  const safe = safeAction(words)?.words ?? 1;
  if (safe > 1) return safe;
  if (VERBLESS.has(program) || !isVerb(verb)) return 1;
  const length = NESTED.get(`${program} ${verb}`) ?? NESTED.get(program) ?? 2;
  const path = words.slice(1, length);
  const end = path.findIndex((word) => !isVerb(word));
  return 1 + (end === -1 ? path.length : end);
}

function isVerb(word: string): boolean {
  return /^[a-z][\w:-]*$/i.test(word);
}
