// Takes the README's pictures from the real editor: `npm run pictures`.
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk, type Desk } from './rigs/desk/desk.ts';
import { checkout } from './rigs/process.ts';
import { setTheme } from './rigs/vscode/palette.ts';

const pictures = join(checkout, 'media/readme');
/** The editor's content without its title and status bars, in CSS pixels. */
const side = { x: 48, y: 36, width: 300 };

interface Hook {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** The hook entry that Connect wrote, as Claude Code would read it. */
async function hookIn(home: string): Promise<Hook> {
  const text = await readFile(join(home, '.claude/settings.json'), 'utf8');
  const settings = JSON.parse(text) as {
    hooks: { PermissionRequest: { hooks: Hook[] }[] };
  };
  return settings.hooks.PermissionRequest[0]!.hooks[0]!;
}

/** Asks as Claude Code does, and goes on waiting until the desk closes. */
function ask({ url, headers }: Hook, cwd: string, session: string, call: object): void {
  const sent = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
  });
  sent.on('error', () => undefined);
  sent.on('response', (response) => response.resume());
  sent.end(
    JSON.stringify({
      session_id: session,
      transcript_path: '',
      cwd,
      permission_mode: 'default',
      hook_event_name: 'PermissionRequest',
      ...call,
    }),
  );
}

async function take(desk: Desk, name: string, height: number): Promise<void> {
  await desk.page.mouse.move(700, 500);
  await desk.page.screenshot({ path: join(pictures, `${name}.png`), clip: { ...side, height } });
}

const install = {
  tool_name: 'Bash',
  tool_input: { command: 'npm install express@5', description: 'Add the web framework' },
  permission_suggestions: [
    {
      type: 'addRules',
      rules: [{ toolName: 'Bash', ruleContent: 'npm install *' }],
      behavior: 'allow',
      destination: 'localSettings',
    },
  ],
};

const root = await realpath(await mkdtemp(join(tmpdir(), 'countersign-')));
const home = join(root, 'home');
// Short, since a card shows the whole path of a file.
const folder = join(home, 'shop-api');
await mkdir(folder, { recursive: true });
await mkdir(pictures, { recursive: true });
const desk = await openDesk({ column: 'newest', home, folder, scale: 2 });
try {
  await setTheme(desk.page, 'Dark Modern');
  await desk.connect();
  const hook = await hookIn(home);
  await desk.panel.locator('.notice').waitFor({ state: 'detached' });
  ask(hook, folder, 'session-1', install);
  const card = await desk.card('npm install express@5');
  ask(hook, folder, 'session-1', {
    tool_name: 'Edit',
    tool_input: {
      file_path: join(folder, 'src/cart.ts'),
      old_string: 'return items.length * price;',
      new_string: 'return items.reduce((sum, item) => sum + item.price, 0);',
      replace_all: false,
    },
  });
  await desk.card('src/cart.ts');
  await take(desk, 'request', 620);
  await desk.press(card, 'Allow Always');
  await card.locator('code.rule').first().waitFor();
  await take(desk, 'always', 560);
} finally {
  await desk.close();
  await rm(root, { recursive: true, force: true });
}
