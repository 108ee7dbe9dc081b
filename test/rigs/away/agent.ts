import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHeadless, type HeadlessRun } from '../claude/headless.ts';
import type { MockApi } from '../claude/mock-api.ts';
import type { ToolResult, Turn } from '../claude/mock-turns.ts';
import type { Project } from '../claude/project.ts';

/** A command the real Claude Code wants to run, and waits to be allowed. */
export interface WantedCommand {
  readonly command: string;
  /** Words of the command that no other one has. */
  readonly words: string;
  /** What Claude Code was given by the tool, or by the refusal, when it went on. */
  outcome(): Promise<ToolResult>;
  /** How often the command ran. */
  ran(): number;
}

/** One session of the real Claude Code, which wants one thing after the other when it is told to. */
export interface Agent {
  want(): WantedCommand;
  /** Resolves once it has ended: it wants nothing more. */
  end(): Promise<void>;
}

/** How long a session may last in all, in milliseconds. */
const LIFE = 280_000;
/** How long it may take to go on, on a busy machine, in milliseconds. */
const GOES_ON = 40_000;

/** Starts it. Its model thinks until the next thing is wanted. */
export async function startAgent(api: MockApi, project: Project): Promise<Agent> {
  const turns: ((turn: Turn) => void)[] = [];
  const asked: Promise<Turn>[] = [];
  const turnAt = (at: number): Promise<Turn> => {
    while (asked.length <= at) asked.push(new Promise((resolve) => turns.push(resolve)));
    return asked[at]!;
  };
  const say = (at: number, turn: Turn): void => {
    void turnAt(at);
    turns[at]!(turn);
  };
  const prompt = api.play(turnAt);
  const run: HeadlessRun = await startHeadless({
    ...{ project, apiUrl: api.url, prompt },
    timeoutMs: LIFE,
  });
  let wanted = 0;
  return {
    want() {
      const words = `ran-${wanted + 1}.txt`;
      const command = `echo once >> ${words}`;
      const id = `toolu_${wanted + 1}`;
      const file = join(project.folder, words);
      say(wanted, [{ tool: 'Bash', input: { command }, id }]);
      wanted += 1;
      return {
        command,
        words,
        outcome: () => api.toolResult(id, GOES_ON),
        ran: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0),
      };
    },
    async end() {
      say(wanted, 'Done.');
      await run.done;
    },
  };
}
