import { isRunner, runnerKind } from './programs/runners.ts';
import { safeAction } from './programs/safe-action.ts';
import type { Rule } from './rule.ts';
import { isWhole } from './tool-name.ts';

/** Why a rule to allow would let anything at all be run; null where it doesn't. */
export function runsAnything(rule: Rule): string | null {
  if (rule.tool !== 'Bash' && rule.tool !== 'PowerShell') return null;
  if (isWhole(rule)) return 'With this rule every command runs unasked, whatever it does.';
  const content = rule.content ?? '';
  const star = content.search(/:?\*/);
  return star === -1 ? null : openEnd(content.slice(0, star), content.charAt(star) === ':');
}

/** @param isWhole whether the last word before the star ends there */
function openEnd(beginning: string, isWhole: boolean): string | null {
  const words = beginning.trim().split(/\s+/);
  // `npx eslint *` names what is run: it is offered, too.
  if ((isWhole || /\s$/.test(beginning)) && safeAction(words)?.words === words.length) return null;
  const [program = ''] = words;
  if (program === '' || (words.length === 1 && !isWhole && !/\s$/.test(beginning))) {
    return `With this rule every program whose name begins with “${program}” runs unasked.`;
  }
  const runner = words.find((word) => isRunner(word));
  if (runner !== undefined) return ofRunner(runner);
  if (words.length === 1 && OPENERS.has(program)) {
    return `Some uses of ${program} run other programs: with this rule any of them runs unasked.`;
  }
  const verb = words.slice(1).find((word) => RUNNING_VERBS.has(word));
  return verb === undefined
    ? null
    : `${program} ${verb} runs what it is given: with this rule any command at all runs unasked.`;
}

function ofRunner(runner: string): string {
  switch (runnerKind(runner)) {
    case 'builder':
      return `${runner} runs what the project’s build files say, and with some options other programs: with this rule all of that runs unasked.`;
    case 'fetcher':
      return `${runner} loads or sends what it is told, wherever that is: with this rule all of that runs unasked.`;
    case 'other':
      return `${runner} runs what it is given: with this rule any command at all runs unasked.`;
  }
}

/** Programs with harmless uses, and others that run what they are told (measured: `git -c core.pager=…`). */
const OPENERS = new Set([
  ...['git', 'docker', 'podman', 'kubectl', 'npm', 'pnpm', 'yarn', 'cargo', 'go', 'uv'],
  ...['poetry', 'pipenv', 'pip', 'conda', 'gh', 'terraform', 'ansible', 'helm', 'vagrant', 'tar'],
]);

/** What follows is a command. */
const RUNNING_VERBS = new Set(['exec', 'x', 'dlx', 'eval', 'shell', 'foreach']);
