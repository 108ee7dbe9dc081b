import { deny, startHookRecorder, type HookCall } from '../claude/hook-recorder.ts';
import { startHeadless, type HeadlessResult, type HeadlessRun } from '../claude/headless.ts';
import { startMockApi } from '../claude/mock-api.ts';
import { toolResultsIn, type ToolResult } from '../claude/mock-turns.ts';
import type { Project } from '../claude/project.ts';
import { offline } from './harmless.ts';
import type { OracleCall } from './question.ts';

/** Calls of one turn: enough to make turns cheap, few enough that a hook isn't kept waiting. */
const CALLS_A_TURN = 12;

/** How long a run may take to end once all calls have their results; it takes 100 ms by itself. */
const PATIENCE_MS = 3000;

/** What the CLI did with one call. */
export interface CallOutcome {
  readonly result: ToolResult;
  /** The hook's event when it was asked about. */
  readonly asked: HookCall | undefined;
  /** The tool ran, and failed. */
  readonly failed: boolean;
}

/** What one run needs. */
export interface RunOptions {
  readonly project: Project;
  readonly calls: readonly OracleCall[];
  /** The program put before every command. */
  readonly shellPrefix: string;
  /** Is told of the process as soon as it runs. */
  readonly started: (run: HeadlessRun) => void;
}

const idOf = (index: number) => `toolu_${index}`;

function turnsOf(calls: readonly OracleCall[]) {
  const blocks = calls.map(({ tool, input }, index) => ({ tool, input, id: idOf(index) }));
  const turns = Math.ceil(blocks.length / CALLS_A_TURN);
  return Array.from({ length: turns }, (_, turn) =>
    blocks.slice(turn * CALLS_A_TURN, (turn + 1) * CALLS_A_TURN),
  );
}

/** Waits until a run is over; one that has done all and still waits (for a timer it set) is ended. */
async function endOf(run: HeadlessRun, hasDoneAll: () => boolean): Promise<HeadlessResult> {
  let patience: NodeJS.Timeout | undefined;
  const check = setInterval(() => {
    if (!hasDoneAll()) return;
    clearInterval(check);
    patience = setTimeout(run.kill, PATIENCE_MS);
  }, 100);
  try {
    return await run.done;
  } finally {
    clearInterval(check);
    clearTimeout(patience);
  }
}

/**
 * Lets the CLI make all calls, refusing whatever it asks about.
 * @throws Error when not every call came to a result.
 */
export async function runCalls(options: RunOptions): Promise<readonly CallOutcome[]> {
  const { project, calls, shellPrefix, started } = options;
  const [api, hook] = await Promise.all([startMockApi({ sideCalls: false }), startHookRecorder()]);
  try {
    // The event that asks names no call; but the refusal's words come back as that call's result.
    const asked = new Map<string, HookCall>();
    hook.policy((call) => {
      if (call.event !== 'PermissionRequest') return {};
      const words = `Asked, as number ${asked.size}.`;
      asked.set(words, call);
      return deny(words);
    });
    const settings = {
      enableAllProjectMcpServers: calls.some(({ tool }) => tool.startsWith('mcp__')),
      hooks: hook.hooks('PermissionRequest', 'PostToolUseFailure'),
    };
    const turns = turnsOf(calls);
    const run = await startHeadless({
      project,
      apiUrl: api.url,
      prompt: api.play(turns),
      args: ['--permission-mode', 'default', '--settings', JSON.stringify(settings)],
      env: { ...offline, CLAUDE_CODE_SHELL_PREFIX: shellPrefix },
      timeoutMs: 180_000 + 1000 * calls.length,
    });
    started(run);
    const { code, stdout, stderr } = await endOf(run, () => {
      const played = api.calls().filter(({ scenario }) => scenario !== null);
      return played.length > turns.length;
    });

    const results = api.calls().flatMap((call) => toolResultsIn(call.messages));
    const byId = new Map(results.map((result) => [result.toolUseId, result]));
    const failed = new Set(
      hook
        .calls()
        .filter(({ event }) => event === 'PostToolUseFailure')
        .map(({ body }) => body['tool_use_id']),
    );
    const outcomes = calls.map((call, index) => {
      const result = byId.get(idOf(index));
      if (result === undefined)
        throw new Error(
          `Claude Code ended (${String(code)}) before ${call.tool} ${JSON.stringify(call.input)} had a result.\n${stdout}${stderr}`,
        );
      return { result, asked: asked.get(result.text), failed: failed.has(idOf(index)) };
    });
    if (outcomes.filter((outcome) => outcome.asked).length !== asked.size)
      throw new Error('Claude Code asked about something that is none of the calls.');
    return outcomes;
  } finally {
    await Promise.all([api.close(), hook.close()]);
  }
}
