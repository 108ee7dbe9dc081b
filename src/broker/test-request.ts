import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { refused, type Outcome } from '../core/request/item.ts';
import { hookUrl } from '../protocol/hook-endpoint.ts';
import type { DeskOptions } from './desk-options.ts';
import { authorizationOf } from './settings/hook/find-hooks.ts';
import { readPlaces } from './settings/health/places.ts';

/** The way a test goes: as Claude Code's hook entry has it, or straight where there is none yet. */
interface Way {
  readonly url: string;
  readonly authorization: string;
  /** The settings file that holds the entry; null where none does. */
  readonly file: string | null;
}

/** How long the endpoint may take to turn a message away, in milliseconds; a card is held longer. */
const REFUSED_WITHIN = 700;

/**
 * Sends a request as Claude Code would: its hook format, the address and key of the hook entry in
 * the settings, real HTTP. The card that appears is marked as a test; nothing is run.
 * @returns done once the request is held for an answer; refused where it did not arrive.
 */
export async function sendTestRequest(window: DeskOptions, port: number): Promise<Outcome> {
  const way = await findWay(window, port);
  const [cwd = window.claudeDir] = window.folders();
  const result = await post(way, JSON.stringify(testEvent(cwd)));
  if (result.kind === 'held') return { kind: 'done', note: noteOf(way) };
  return refused('test-failed', `The test request did not arrive: ${result.why}`);
}

function noteOf({ file }: Way): string {
  if (file === null) return 'Test request sent. Claude Code itself is not connected yet.';
  return `Test request sent the way ${file} says.`;
}

async function findWay(window: DeskOptions, port: number): Promise<Way> {
  const { claudeDir } = window;
  const { sources } = await readPlaces({ claudeDir, folders: window.folders() });
  for (const { file, hooks } of sources) {
    for (const { handler } of hooks) {
      const url = handler['url'];
      const authorization = authorizationOf(handler)?.value;
      if (typeof url === 'string' && typeof authorization === 'string') {
        return { url, authorization, file };
      }
    }
  }
  return {
    url: hookUrl(port),
    authorization: `Bearer ${window.secrets.hookToken}`,
    file: null,
  };
}

function testEvent(cwd: string): unknown {
  return {
    session_id: `countersign-test-${randomUUID()}`,
    transcript_path: '',
    cwd,
    permission_mode: 'default',
    hook_event_name: 'PermissionRequest',
    tool_name: 'Bash',
    tool_input: { command: 'npm install express@5' },
    permission_suggestions: [
      {
        type: 'addRules',
        rules: [{ toolName: 'Bash', ruleContent: 'npm install *' }],
        behavior: 'allow',
        destination: 'localSettings',
      },
    ],
  };
}

type Posted = { readonly kind: 'held' } | { readonly kind: 'failed'; readonly why: string };

/** Posts and waits until the answer is refused, or is surely being waited for. */
function post({ url, authorization }: Way, body: string): Promise<Posted> {
  return new Promise((resolve) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const held = setTimeout(() => resolve({ kind: 'held' }), REFUSED_WITHIN);
    const fail = (why: string): void => {
      clearTimeout(held);
      resolve({ kind: 'failed', why });
    };
    const sent = httpRequest(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      if (response.statusCode === 200) {
        clearTimeout(held);
        resolve({ kind: 'held' });
      } else {
        fail(`the endpoint answered ${response.statusCode ?? 'nothing'}. Check the connection.`);
      }
    });
    sent.on('error', (error) => fail(`${error.message}. Check the connection.`));
    sent.end(body);
  });
}
