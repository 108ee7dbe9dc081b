import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { sample } from '../../samples/claude-code.ts';

/** What the endpoint answered. Status 200 with an empty body means: ask at your own prompt. */
export interface HookAnswer {
  readonly status: number;
  readonly body: string;
}

/** One question that was sent, and its connection. */
export interface Asked {
  /** The answer; null where the connection ended without one. */
  readonly answer: Promise<HookAnswer | null>;
  /** Closes the connection, as the agent does when it no longer waits. */
  drop(): void;
}

/** Asks as Claude Code's http hook does. */
export interface HookClient {
  /** Where the hook entry points. */
  readonly url: string;
  ask(event: object): Asked;
}

interface HookEntry {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A client that uses the hook entry in a HOME's settings, as they stand now. */
export async function hookClient(home: string): Promise<HookClient> {
  const text = await readFile(join(home, '.claude/settings.json'), 'utf8');
  const settings = JSON.parse(text) as {
    hooks: { PermissionRequest: { hooks: HookEntry[] }[] };
  };
  const { url, headers } = settings.hooks.PermissionRequest[0]!.hooks[0]!;
  return { url, ask: (event) => ask(url, headers, JSON.stringify(event)) };
}

function ask(url: string, headers: HookEntry['headers'], body: string): Asked {
  const sent = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    agent: false,
  });
  const answer = new Promise<HookAnswer | null>((resolve) => {
    sent.on('error', () => resolve(null));
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', () => resolve(null));
    });
  });
  sent.end(body);
  return { answer, drop: () => sent.destroy() };
}

/** What a session wants to run, and where it was started. */
export interface Wish {
  readonly folder: string;
  readonly command: string;
  readonly session?: string;
}

/** The message with which the real Claude Code asks to run a command, made for this wish. */
export function commandEvent({ folder, command, session = 'session-1' }: Wish): object {
  return {
    ...sample('PermissionRequest.Bash'),
    session_id: session,
    transcript_path: '',
    cwd: folder,
    tool_input: { command, description: 'what the agent says of it' },
  };
}

/** What an answer tells the agent, in short: `allow`, `deny: <message>`, or `ask` (its own prompt). */
export async function verdict({ answer }: Asked): Promise<string> {
  const answered = await answer;
  if (answered === null) return 'no answer';
  if (answered.status !== 200) return `status ${answered.status}`;
  if (answered.body === '') return 'ask';
  const { hookSpecificOutput } = JSON.parse(answered.body) as {
    hookSpecificOutput: { decision: { behavior: string; message?: string } };
  };
  const { behavior, message } = hookSpecificOutput.decision;
  return message === undefined ? behavior : `${behavior}: ${message}`;
}
