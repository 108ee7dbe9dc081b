import { describe, expect, it } from 'vitest';
import { aLeash } from '../fakes/leash.ts';
import { aSnapshot } from '../fakes/panel-snapshots.ts';
import { usePanel, type PanelPage } from './editor-page.ts';
import { leashScenes } from './leash-scenes.ts';

const open = usePanel();

const { judged, signing, denied, stopped } = leashScenes;

function button(panel: PanelPage, name: string) {
  return panel.page.getByRole('button', { name });
}

describe('a card', () => {
  it('says what a request means, how risky it is and why, before it asks', async () => {
    const panel = await open();
    await panel.snapshot(judged);
    const card = panel.card('force');
    expect(await card.locator('h3').textContent()).toBe(
      'Push branch main to origin, overwriting its history',
    );
    expect(await card.locator('.tier').textContent()).toContain('High risk');
    expect(await card.locator('.reasons').isVisible()).toBe(true);
    expect(await card.innerText()).toContain(
      'Countersign asks: The mode partial asks about what has high risk.',
    );
  });

  it('folds the reasons of what is less risky', async () => {
    const panel = await open();
    await panel.snapshot(judged);
    const card = panel.card('install');
    expect(await card.locator('.reasons').isVisible()).toBe(false);
    await card.getByText('Why medium risk').click();
    expect(await card.locator('.reasons').isVisible()).toBe(true);
  });

  it('has the accent on the answer that is safe to give', async () => {
    const panel = await open();
    await panel.snapshot(judged);
    const accent = (id: string) =>
      panel.card(id).locator('.answers vscode-button[appearance="primary"]').innerText();
    expect(await accent('force')).toContain('Deny');
    expect(await accent('install')).toContain('Allow');
  });

  it('says who must sign, and once you have, who is missing', async () => {
    const panel = await open();
    await panel.snapshot(signing);
    expect(await panel.card('unsigned').locator('.signing').innerText()).toBe(
      '2 of 3 must sign: nobody has signed yet. Missing: 2 of this editor, Pixel and Ada.',
    );
    const signed = panel.card('signed');
    expect(await signed.locator('.signing').innerText()).toBe(
      '2 of 3 must sign: you have signed. Missing: Pixel or Ada.',
    );
    expect(await signed.locator('vscode-button').allInnerTexts()).toEqual([
      'DenyD',
      'Deny Always…',
    ]);
    expect(await signed.locator('.answers').innerText()).toContain('You have signed');
    await panel.settled();
    await panel.press('signed', 'Deny');
    expect(await panel.posted()).toMatchObject([{ kind: 'decide', id: 'signed' }]);
  });

  it('offers no rule to allow, nor a grant, for what a policy wants signed each time', async () => {
    const panel = await open();
    await panel.snapshot(signing);
    const card = panel.card('unsigned');
    expect(await card.locator('vscode-button').allInnerTexts()).toEqual([
      'AllowA',
      'DenyD',
      'Deny Always…',
    ]);
    expect(await card.locator('.answers').innerText()).toContain('Each time is asked');
    await panel.settled();
    await card.focus();
    await panel.page.keyboard.press('Shift+A');
    expect(await card.locator('.workbench').count()).toBe(0);
    expect(await card.getByRole('alert').innerText()).toBe(
      'A policy says who must sign it, so each time is asked.',
    );
  });

  it('says beforehand that others sign it, and takes no allow, by key neither', async () => {
    const panel = await open();
    await panel.snapshot(signing);
    const card = panel.card('others');
    const words = 'It waits for Pixel or Ada to sign; you can deny it.';
    expect(await card.locator('.why').innerText()).toBe(words);
    expect(await card.locator('.answers').innerText()).toContain('Not yours to allow');
    expect(await card.locator('vscode-button').allInnerTexts()).toEqual(['DenyD', 'Deny Always…']);
    await panel.settled();
    await card.focus();
    await panel.page.keyboard.press('a');
    expect(await panel.posted()).toEqual([]);
    expect(await card.getByRole('alert').innerText()).toBe(words);
    await panel.page.keyboard.press('d');
    expect(await panel.posted()).toMatchObject([
      { kind: 'decide', id: 'others', decision: { behavior: 'deny' } },
    ]);
  });
});

describe('an agent that asks on after denials', () => {
  it('can be paused, denied always, or told what to do instead', async () => {
    const panel = await open();
    await panel.snapshot(denied);
    const card = panel.card('again');
    expect(await card.innerText()).toContain('Denied 3 times in this session.');
    await card.getByRole('button', { name: 'Deny always', exact: true }).click();
    expect(await card.locator('.workbench').innerText()).toContain('Deny from now on');
    await panel.page.keyboard.press('Escape');
    await card.getByRole('button', { name: 'Tell it what to do instead' }).click();
    expect(await card.locator('.message').count()).toBe(1);
    await card.getByRole('button', { name: 'Pause this agent' }).click();
    expect(await panel.posted()).toEqual([{ kind: 'set-paused', session: 's1', on: true }]);
  });

  it('is offered nothing before the limit, or where there is none', async () => {
    const panel = await open();
    for (const denialLimit of [4, 0]) {
      await panel.snapshot({ ...denied, denialLimit });
      expect(await panel.card('again').locator('.denied-before').count()).toBe(0);
    }
  });
});

describe('the bar at the top', () => {
  it('shows mode and profile of this window’s folder, and leads to the choice', async () => {
    const panel = await open();
    await panel.snapshot(judged);
    const choice = panel.page.locator('.leash-choice');
    expect((await choice.innerText()).replace(/\s+/g, ' ')).toBe(
      'Mode: Partial · Profile: Coding Standard ▾',
    );
    await choice.click();
    expect(await panel.posted()).toEqual([{ kind: 'choose-leash' }]);
  });

  it('is not there where another window has the desk', async () => {
    const panel = await open();
    await panel.snapshot({ ...judged, leash: null });
    expect(await panel.page.locator('.leash').count()).toBe(0);
  });

  it('stops all agents after a second word, with the keyboard too', async () => {
    const panel = await open();
    await panel.snapshot(judged);
    await button(panel, 'Stop all agents…').focus();
    await panel.page.keyboard.press('Enter');
    expect(await panel.posted()).toEqual([]);
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Enter');
    expect(await panel.posted()).toEqual([{ kind: 'set-stopped', on: true }]);
  });

  it('takes no second click on Stop for a release', async () => {
    const panel = await open();
    await panel.stopTime();
    await panel.snapshot(stopped);
    const release = button(panel, 'Release');
    await release.click();
    expect(await panel.posted()).toEqual([]);
    expect(await panel.page.locator('main').innerText()).toContain('only just come up here');
    await panel.settled();
    await release.click();
    expect(await panel.posted()).toEqual([{ kind: 'set-stopped', on: false }]);
  });

  it('says who stopped the agents, and what is paused', async () => {
    const panel = await open();
    await panel.snapshot(stopped);
    const text = await panel.page.locator('.leash').innerText();
    expect(text).toContain('All agents are stopped');
    expect(text).toContain('By Pixel · 2 min ago.');
    expect(text.replace(/\s+/g, ' ')).toContain('infra is paused by shop-api · 3 min ago');
    await button(panel, 'Resume').click();
    expect(await panel.posted()).toEqual([{ kind: 'set-paused', session: 's2', on: false }]);
  });

  it('names what can’t be used and what has no effect, and leads to the missing hook', async () => {
    const panel = await open();
    await panel.snapshot(leashScenes['leash-trouble']);
    const text = await panel.page.locator('.leash').innerText();
    expect(text).toContain('/etc/countersign/leash.json: policies[0].match.tier is not a tier.');
    expect(text).toContain('has no effect: The project’s mode full would be looser');
    await button(panel, 'Show the change').click();
    expect(await panel.posted()).toEqual([{ kind: 'mend', finding: 'hook-pre-tool-missing' }]);
  });
});

it('says, where the mode is off, that policies hold only what Claude Code itself asks', async () => {
  const panel = await open();
  await panel.snapshot(leashScenes['leash-policies']);
  expect(await panel.page.locator('.leash').innerText()).toContain(
    'While the mode is off, your policies hold only what Claude Code itself asks.',
  );
});

describe('the question after connecting', () => {
  it('says what each choice would have done, and sets the mode', async () => {
    const panel = await open();
    await panel.snapshot(leashScenes['leash-question']);
    const question = panel.page.locator('.leash-question');
    expect(await question.innerText()).toContain(
      'Of your last 120 calls: 96 go by, 22 wait, 2 are denied.',
    );
    await panel.settled();
    await question.getByRole('button', { name: /^Partial/ }).click();
    expect(await panel.posted()).toEqual([{ kind: 'set-mode', mode: 'partial' }]);
  });

  it('takes no press that was meant for what stood there before', async () => {
    const panel = await open();
    await panel.stopTime();
    await panel.snapshot(leashScenes['leash-question']);
    await panel.page.getByRole('button', { name: /^Full/ }).click();
    expect(await panel.posted()).toEqual([]);
  });

  it('is not asked before Claude Code is connected, nor once it was answered', async () => {
    const panel = await open();
    const leash = aLeash({ isChosen: false });
    const notConnected = { kind: 'not-connected' as const, findings: [] };
    for (const snapshot of [
      aSnapshot({ leash, connection: notConnected }),
      aSnapshot({ leash: aLeash() }),
    ]) {
      await panel.snapshot(snapshot);
      expect(await panel.page.locator('.leash-question').count()).toBe(0);
    }
  });
});

it('stays in its width at 200 percent', async () => {
  // A side bar of 300 pixels at twice the size has room for 150.
  const panel = await open({ width: 150 });
  for (const [name, scene] of Object.entries(leashScenes)) {
    await panel.snapshot({ ...scene, revision: 1 });
    const wide = await panel.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, name).toBe(0);
  }
});
