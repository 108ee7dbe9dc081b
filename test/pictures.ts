// Takes the README's pictures from the real editor: `npm run pictures`.
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk, type Desk } from './rigs/desk/desk.ts';
import { onDevice } from './rigs/desk/device-page.ts';
import { openPairingTab } from './rigs/desk/pairing-tab.ts';
import { checkout, freePort } from './rigs/process.ts';
import { runCommand, setTheme } from './rigs/vscode/palette.ts';
import { treeView } from './rigs/vscode/tree.ts';

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

/** Pairs a device, with a picture of the tab, and takes one of the view and of the device's page. */
async function takeDevices(desk: Desk, address: string): Promise<void> {
  const devices = treeView(desk.page, 'Devices');
  await devices.open();
  await runCommand(desk.page, 'Countersign: Pair a Device');
  const tab = await openPairingTab(desk.page);
  await tab.page.locator('svg.qr').waitFor({ timeout: 30_000 });
  const path = (name: string): string => join(pictures, `${name}.png`);
  const clip = { x: 474, y: 72, width: 600, height: 560 };
  await desk.page.screenshot({ path: path('pairing'), clip });
  const phone = await onDevice(desk.browser.context, `${address}/`);
  await phone.page.emulateMedia({ colorScheme: 'light' });
  await phone.pair(await tab.code(), 'Pixel 8');
  const digits = await phone.digits();
  await desk.page.bringToFront();
  await tab.type(digits);
  await tab.heading('Pixel 8 is paired.');
  await runCommand(desk.page, 'Countersign: Turn Away On');
  await devices.row('Away is on').waitFor();
  await devices.row(address).waitFor();
  const view = await devices.pane.boundingBox();
  if (view === null) throw new Error('The Devices view is not there.');
  await desk.page.mouse.move(700, 500);
  const height = Math.min(view.height, 110);
  await desk.page.screenshot({ path: path('devices'), clip: { ...view, height } });
  await phone.page.bringToFront();
  await phone.page.getByText('npm install express@5').first().click();
  await phone.page.getByRole('button', { name: /^Allow$/ }).waitFor();
  await phone.page.waitForTimeout(SETTLES_IN);
  await phone.page.screenshot({ path: path('phone') });
}

/** How long a request must have been in place before its buttons can be pressed, and a bit. */
const SETTLES_IN = 700;

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
const remotePort = await freePort();
const address = `http://127.0.0.1:${remotePort}`;
const desk = await openDesk({
  column: 'newest',
  home,
  folder,
  scale: 2,
  settings: { 'countersign.remote.port': remotePort, 'countersign.tunnel.url': address },
});
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
  await desk.page.setViewportSize({ width: 1200, height: 1000 });
  await take(desk, 'request', 734);
  await desk.press(card, 'Allow Always');
  await card.locator('code.rule').first().waitFor();
  await card.getByText('Save rule and allow').waitFor();
  await take(desk, 'always', 766);
  await desk.page.setViewportSize({ width: 1200, height: 800 });
  await desk.page.keyboard.press('Escape');
  await takeDevices(desk, address);
} finally {
  await desk.close();
  await rm(root, { recursive: true, force: true });
}
