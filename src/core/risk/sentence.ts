import { visibleLine } from '../visible.ts';
import { hostOf } from '../rules/url-host.ts';
import { relativePath } from '../rules/file-path.ts';
import { effectsOf } from './assess-program.ts';
import type { Invocation } from './command/invocation.ts';
import { reachOf } from './command/reach.ts';
import { asNamed } from './command/temporary-names.ts';
import type { FolderFacts } from './folder-facts.ts';
import { phraseFor } from './sentences/programs.ts';
import { name } from './sentences/words.ts';
import { compareTiers, highestTier, type Tier } from './tier.ts';
import type { TypedRequest } from './typed-request.ts';

/** What a request wants, as a sentence for a person, in one line that hides nothing. */
export function sentenceOf(request: TypedRequest, cwd: string, facts: FolderFacts): string {
  return visibleLine(sentence(request, cwd, facts));
}

function sentence(request: TypedRequest, cwd: string, facts: FolderFacts): string {
  const short = (path: string): string => relativePath(facts.folder, path) ?? path;
  switch (request.kind) {
    case 'shell-command':
      return request.shell === 'bash'
        ? asNamed(commandSentence(request.command, cwd, facts))
        : 'Run a PowerShell command';
    case 'file-read': {
      const where = request.path === null ? 'the project' : short(request.path);
      return request.pattern === null
        ? `Read ${where}`
        : `Search ${where} for ${name(request.pattern)}`;
    }
    case 'file-edit':
      return `Edit ${short(request.path)}`;
    case 'file-write':
      return `Write ${short(request.path)}`;
    case 'file-delete':
      return `Delete ${short(request.path)}`;
    case 'network-access':
      if (request.url !== null) return `Fetch from ${hostOf(request.url) ?? 'the web'}`;
      return request.query === null
        ? 'Search the web'
        : `Search the web for ${name(request.query)}`;
    case 'mcp-tool':
      return `Use ${request.tool} of ${request.server}`;
    case 'sub-agent':
      return `Start a sub-agent${request.task === null ? '' : `: ${name(request.task)}`}`;
    case 'skill':
      return `Use the skill ${name(request.name)}`;
    case 'question':
      return request.questions.length === 1 ? 'Answer a question' : 'Answer some questions';
    case 'plan':
      return 'Approve a plan';
    case 'mode-change':
      return `Change to the mode ${request.mode}`;
    case 'other':
      return `Use ${request.tool}`;
  }
}

/** The weightiest program of a line, and how many more there are. */
function commandSentence(line: string, cwd: string, facts: FolderFacts): string {
  const { invocations, unread } = reachOf(line, cwd);
  if (unread.length > 0 && invocations.length === 0) return 'Run a command that can’t be analysed';
  const weighed = invocations.map((call) => ({ call, tier: tierOf(call, facts) }));
  const [first] = weighed;
  if (first === undefined) return 'Set something for the commands that follow';
  let main = first;
  for (const one of weighed.slice(1)) {
    const more = compareTiers(one.tier, main.tier);
    if (more > 0 || (more === 0 && isPreface(main.call))) main = one;
  }
  const others = weighed.filter(({ call }) => call !== main.call && !isPreface(call)).length;
  const root = invocations.some((call) => /^(sudo|doas|pkexec|run0)$/.test(call.name ?? ''));
  const rights = root ? ', with raised rights' : '';
  const place = main.call.remote ? ', elsewhere' : '';
  const more =
    others === 0 ? '' : others === 1 ? ', and one thing more' : `, and ${others} things more`;
  return `${phraseFor(main.call)}${place}${rights}${more}`;
}

function tierOf(call: Invocation, facts: FolderFacts): Tier {
  // What only carries another program is not what is done.
  if (isPreface(call)) return 'none';
  return highestTier(effectsOf(call, facts).map(({ tier }) => tier));
}

function isPreface({ name: program }: Invocation): boolean {
  return program !== null && PREFACES.test(program);
}

const PREFACES =
  /^(cd|pushd|popd|sudo|doas|pkexec|run0|env|time|nice|nohup|timeout|stdbuf|command|builtin|exec|eval|xargs|true|false|:|set|export|sleep|echo|printf|test|\[|parallel|npx|bunx)$/;
