import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAwayWorld, type AwayWorld } from '../rigs/away/away-world.ts';
import { openRequest, pressAnswer, tryAgain } from '../rigs/away/on-page.ts';
import { openChromiumPhone } from '../rigs/chromium/chromium-phone.ts';
import { verdict } from '../rigs/desk/hook-client.ts';
import { openFirefoxPhone } from '../rigs/firefox/firefox-phone.ts';
import type { PhonePage } from '../rigs/phone/page.ts';
import { waitFor } from '../rigs/process.ts';
import { sample } from '../samples/claude-code.ts';

const DENY = { behavior: 'deny', always: null, message: null } as const;
const script = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>`;

describe.each([
  { name: 'Firefox', openPhone: openFirefoxPhone },
  { name: 'Chromium', openPhone: openChromiumPhone },
])('the real Claude Code, answered from $name through a real tunnel', ({ name, openPhone }) => {
  let world: AwayWorld;
  let page: PhonePage;

  beforeAll(async () => {
    world = await openAwayWorld(openPhone);
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    await world.tidy();
    page = await world.page();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const file = `${name.toLowerCase()}-failed-${task.id}.png`;
    await world.keep(file, await page.screenshot());
  });

  const noQuestionStands = () =>
    waitFor('no notification to ask anything', async () => {
      const standing = await world.phone.standing();
      return standing.every(({ actions }) => actions.length === 0);
    });

  it('is pictured by day and by night', async () => {
    const { phone, byHand } = world;
    const keep = async (what: string, dark: boolean) => {
      const file = `${name.toLowerCase()}-${what}-${dark ? 'dark' : 'light'}.png`;
      await world.keep(file, await page.screenshot());
    };
    for (const dark of [false, true]) {
      await phone.setDark(dark);
      const command = `npm run deploy -- --stage ${dark ? 'production' : 'preview'}`;
      const { asked } = await byHand(command, 'pictures', {
        tool_input: { command, description: 'Deploy the shop, without its database' },
      });
      await byHand('git push origin main', 'pictures');
      await page.sees('2 waiting');
      await keep('list', dark);
      await openRequest(page, command);
      await keep('request', dark);
      await pressAnswer(page, 'Allow');
      await page.sees('Claude Code was told');
      expect(await verdict(asked)).toBe('allow');
      await keep('result', dark);
      await world.tidy();
    }
    await phone.setDark(false);
  });

  it('runs a command that is approved in its notification', async () => {
    const wish = await world.away.ask();
    const notification = await world.phone.notification(wish.words);
    expect(notification.text).toBe(wish.command);
    expect(notification.actions.map(({ action }) => action)).toEqual(['approve', 'deny']);
    await world.keep(
      `${name.toLowerCase()}-notification.json`,
      JSON.stringify(notification, null, 2),
    );
    await world.phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
    expect(world.stateOf(wish.id)).toMatchObject({ by: { kind: 'device' } });
  });

  it('does not run a command that is denied in its notification', async () => {
    const wish = await world.away.ask();
    await world.phone.tap(wish.words, 'deny');
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(wish.ran()).toBe(0);
  });

  it('runs a command that is allowed on the page', async () => {
    const wish = await world.away.ask();
    await openRequest(page, wish.words);
    await pressAnswer(page, 'Allow');
    await page.sees('Allowed by you on');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
  });

  it('answers while no page is open, after the phone was off and did not confirm', async () => {
    await world.closePage();
    await world.phone.turnOff();
    const wish = await world.away.ask();
    const problem = () => world.away.status().devices[0]?.push.problem;
    try {
      await waitFor('the desk to say so', () => problem()?.includes('did not confirm'));
    } finally {
      await world.phone.turnOn();
    }
    await world.phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
    await waitFor('what was wrong to be over', () => problem() === null);
  });

  it('takes the notification’s question back when the request is answered at the desk', async () => {
    const wish = await world.away.ask();
    await world.phone.notification(wish.words);
    await openRequest(page, wish.words);
    await world.away.desk.decide(wish.id, DENY);
    await page.sees('Denied by you in shop-api');
    await noQuestionStands();
    expect(await wish.outcome()).toMatchObject({ isError: true });
  });

  it('says who was first, in a notification that was not taken back in time', async () => {
    const { phone, away } = world;
    const wish = await away.ask();
    await phone.notification(wish.words);
    phone.push.setFault(() => ({ kind: 'refuse', status: 503 }));
    try {
      await away.desk.decide(wish.id, DENY);
      await phone.tap(wish.words, 'approve');
      await phone.notification('already answered in shop-api: denied');
    } finally {
      phone.push.setFault(null);
    }
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(wish.ran()).toBe(0);
  });

  it('sends nothing where the tunnel was cut, and the next press counts once', async () => {
    const { farEnd, stateOf, leadTo } = world;
    const wish = await world.away.ask();
    await openRequest(page, wish.words);
    await farEnd.cut();
    await pressAnswer(page, 'Allow');
    await page.sees('as far as we know nothing was sent', 20_000);
    expect(stateOf(wish.id)?.kind).toBe('pending');
    expect(wish.ran()).toBe(0);
    await farEnd.mend();
    await leadTo(farEnd);
    await pressAnswer(page, 'Allow');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
    await page.sees('Allowed by you on');
  });

  it('tells what became of an answer on the page whose outcome was cut off', async () => {
    const { farEnd, leadTo, hushOnceAnswered } = world;
    const wish = await world.away.ask();
    await openRequest(page, wish.words);
    hushOnceAnswered(wish.id);
    await pressAnswer(page, 'Allow');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    await farEnd.cut();
    await page.sees('as far as we know nothing was sent', 20_000);
    await farEnd.mend();
    await leadTo(farEnd);
    await page.sees('Allowed by you on', 20_000);
    expect(wish.ran()).toBe(1);
  });

  it('tells what became of an answer in a notification whose outcome was cut off', async () => {
    const { phone, away, farEnd, leadTo, hushOnceAnswered } = world;
    const wish = await away.ask();
    await phone.notification(wish.words);
    hushOnceAnswered(wish.id);
    await phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    await farEnd.cut();
    await farEnd.mend();
    await leadTo(farEnd);
    await phone.notification('Allowed by you on');
    // Once a later push was shown and confirmed, the cut-off call has long come to its end.
    const [device] = away.status().devices;
    expect(await away.desk.remote.testPush(device!.id)).toMatchObject({ kind: 'done' });
    await phone.notification('Allowed by you on');
    await noQuestionStands();
    expect(wish.ran()).toBe(1);
  });

  it('sends nothing from a notification where the tunnel was cut, and says so', async () => {
    const { phone, farEnd, leadTo, stateOf } = world;
    const wish = await world.away.ask();
    await phone.notification(wish.words);
    await farEnd.cut();
    await phone.tap(wish.words, 'approve');
    await phone.notification('as far as we know nothing was sent');
    expect(stateOf(wish.id)?.kind).toBe('pending');
    await farEnd.mend();
    await leadTo(farEnd);
    await tryAgain(page);
    await openRequest(page, wish.words);
    await pressAnswer(page, 'Deny');
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(wish.ran()).toBe(0);
  });

  it('stays paired when the address changes, in a notification and on the open page', async () => {
    const { phone, otherEnd, leadTo } = world;
    await leadTo(otherEnd);
    const wish = await world.away.ask();
    await phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    const next = await world.away.ask();
    await openRequest(page, next.words);
    await pressAnswer(page, 'Allow');
    expect(await next.outcome()).toMatchObject({ isError: false });
    expect([wish.ran(), next.ran()]).toEqual([1, 1]);
  });

  it('asks for several requests of one session in one notification', async () => {
    const { phone, away, byHand } = world;
    const commands = ['make one', 'make two', 'make three'];
    // One after the other they would be told calmly: a mere number changes once in ten seconds.
    const asked = await Promise.all(commands.map((command) => byHand(command, 'three-at-once')));
    const { title, text, actions } = await phone.notification('3 requests wait');
    expect([title, text.split('\n').sort(), actions]).toEqual([
      '3 requests wait in proj',
      commands.sort(),
      [],
    ]);
    const standing = await phone.standing();
    expect(standing.filter(({ text: words }) => words.includes('make '))).toHaveLength(1);
    for (const { id } of asked) await away.desk.decide(id, DENY);
    await noQuestionStands();
  });

  it('proves that pushes arrive by a test', async () => {
    const { phone, away } = world;
    await page.evaluate(() => void (location.hash = '#device'));
    await page.press('button', 'Send a test notification');
    await phone.notification('Notifications arrive here');
    await page.sees('showed the test');
    const [device] = away.status().devices;
    expect(await away.desk.remote.testPush(device!.id)).toMatchObject({ kind: 'done' });
  });

  it('shows whatever an agent sends as text', async () => {
    const { phone, byHand, away } = world;
    await page.evaluate(() => {
      const faults: string[] = [];
      Object.assign(window, { faults });
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        faults.push(`${violatedDirective} ${blockedURI}`);
      });
      addEventListener('error', ({ message }) => void faults.push(message));
      addEventListener('unhandledrejection', () => void faults.push('unhandled rejection'));
    });
    const session = 'scripts';
    const sent = [
      { tool_name: 'Bash', tool_input: { command: script, description: script, [script]: script } },
      { tool_name: `mcp__${script}__${script}`, tool_input: { [script]: script } },
      { tool_name: script, tool_input: { [script]: script } },
      {
        tool_name: 'Edit',
        tool_input: { file_path: `/${script}`, old_string: script, new_string: `${script}2` },
      },
      {
        tool_name: 'AskUserQuestion',
        tool_input: {
          questions: [
            {
              question: script,
              header: script,
              multiSelect: false,
              options: [
                { label: script, description: script },
                { label: 'B', description: 'b' },
              ],
            },
          ],
        },
      },
    ];
    const items = () => away.desk.view().items.filter(({ request }) => request.session === session);
    const cwd = `${away.project.folder}/${script.replaceAll('/', '')}`;
    for (const call of sent) {
      away.hook.ask({ ...sample('PermissionRequest.Bash'), session_id: session, cwd, ...call });
    }
    await waitFor('all of them to wait', () => items().length === sent.length);
    await phone.notification('onerror="window.broken=1"');
    for (const { request } of items()) {
      await page.evaluate(
        (id) => void (location.hash = `#request=${encodeURIComponent(id)}`),
        [request.id][0]!,
      );
      await page.sees('onerror="window.broken=1"');
      await page.sees('</script>');
    }
    const outcome = await page.evaluate(() => ({
      made: document.querySelectorAll('main img, main script, [onerror]').length,
      broken: 'broken' in window,
      faults: (window as unknown as { faults: string[] }).faults,
    }));
    expect(outcome).toEqual({ made: 0, broken: false, faults: [] });
    await byHand('make nothing', session);
  });

  it('holds a subagent’s request while a device is reachable, and obeys a revoked one no more', async () => {
    const { phone, away, byHand, stateOf } = world;
    const wish = await away.ask();
    const agent = { agent_id: 'a1', agent_type: 'general-purpose' };
    const { id, asked } = await byHand('make docs', 'of-a-subagent', agent);
    away.desk.setAttentive(false);
    away.pass(25_000);
    await phone.notification(wish.words);
    // The desk looks once a second.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(stateOf(id)?.kind).toBe('pending');
    await away.desk.remote.revokeDevice(away.status().devices[0]!.id);
    await page.sees('This device was removed');
    await phone.tap(wish.words, 'approve');
    await phone.notification('Nothing was done.');
    expect(stateOf(wish.id)?.kind).toBe('pending');
    expect(wish.ran()).toBe(0);
    away.pass(25_000);
    expect(await verdict(asked)).toBe('ask');
    expect(stateOf(id)?.kind).toBe('released');
    await away.desk.decide(wish.id, DENY);
    expect(await wish.outcome()).toMatchObject({ isError: true });
  });
});
