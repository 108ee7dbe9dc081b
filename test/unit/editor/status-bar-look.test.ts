import { expect, test } from 'vitest';
import { statusBarLook } from '../../../src/editor/status-bar-look.ts';
import { aPending, aView, noRemote } from '../../fakes/desk.ts';
import { aLeash } from '../../fakes/leash.ts';

test('counts what waits, before all else', () => {
  const items = [aPending({ id: 'a' }), aPending({ id: 'b' })];
  const view = aView({ items, connection: { kind: 'not-connected', findings: [] } });
  expect(statusBarLook(view, null)).toEqual({
    text: '$(bell-dot) 2 to countersign',
    tooltip: '2 requests wait for your answer. Click to see.',
    tone: 'attention',
  });
});

test('stopped agents go before all else', () => {
  const leash = aLeash({ stopped: { by: 'Pixel', at: 1 } });
  expect(statusBarLook(aView({ items: [aPending()], leash }), null)).toEqual({
    text: '$(stop-circle) Agents are stopped',
    tooltip: 'All agents are stopped, by Pixel. Click to see, and to release them.',
    tone: 'error',
  });
});

test('shows the mode of the window’s folder, unless it is off', () => {
  const folders = [
    { folder: '/p', choice: { mode: 'manual' as const, profile: null }, projectFile: null },
  ];
  const leash = aLeash({ folders });
  expect(statusBarLook(aView({ leash }), '/p')).toEqual({
    text: '$(shield) Manual',
    tooltip:
      'Claude Code asks here. Nothing waits. The mode is Manual: Everything is asked but what only looks.',
    tone: 'plain',
  });
  expect(statusBarLook(aView({ leash }), '/q').text).toBe('$(check) Countersign');
});

test('says when nothing is set up yet', () => {
  const view = aView({ connection: { kind: 'not-connected', findings: [] } });
  expect(statusBarLook(view, null).tooltip).toBe('Claude Code is not connected. Click to connect.');
});

test('says that all is well', () => {
  expect(statusBarLook(aView(), null)).toEqual({
    text: '$(check) Countersign',
    tooltip: 'Claude Code asks here. Nothing waits.',
    tone: 'plain',
  });
});

test('points at what stands in the way', () => {
  const finding = {
    id: 'hooks-disabled' as const,
    severity: 'error' as const,
    title: 'Hooks are turned off',
    detail: 'Remove disableAllHooks.',
    file: '/home/dev/.claude/settings.json',
    fix: null,
  };
  const view = aView({ connection: { kind: 'connected', files: [], findings: [finding] } });
  expect(statusBarLook(view, null)).toMatchObject({
    tooltip: 'Claude Code asks here. 1 thing needs a look: see Connection.',
    tone: 'attention',
  });
});

test('names the window that has the desk, but never in the text, where it could draw icons', () => {
  const desk = { kind: 'elsewhere' as const, port: 27182, window: '$(trash) api', waiting: 2 };
  const look = statusBarLook(aView({ desk }), null);
  expect(look.text).toBe('$(multiple-windows) 2 in another window');
  expect(look.tooltip).toBe('The desk is in window “$(trash) api”. 2 requests wait there.');
});

test('a taken port is an error, and the free one is named', () => {
  const look = statusBarLook(
    aView({ desk: { kind: 'port-taken', port: 27182, suggested: 27183 } }),
    null,
  );
  expect(look.tone).toBe('error');
  expect(look.tooltip).toContain('Port 27183 is free.');
});

const away = {
  ...noRemote,
  away: { on: true, by: 'hand' as const },
  listener: { kind: 'listening' as const, port: 27183 },
  tunnel: {
    kind: 'up' as const,
    by: 'Tailscale',
    origin: 'https://desk.example.ts.net',
    risk: '',
    verifiedAt: 0,
  },
  devices: [
    {
      id: 'd1',
      name: 'Pixel $(trash)',
      pairedAt: 0,
      lastSeenAt: null,
      push: { subscribed: true, confirmedAt: null, problem: null },
    },
  ],
};

test('says that Away is on, and to whom requests go', () => {
  expect(statusBarLook(aView({ remote: away }), null)).toEqual({
    text: '$(device-mobile) Away',
    tooltip: 'Away is on: requests also go to Pixel $(trash). Nothing waits.',
    tone: 'plain',
  });
  const waiting = statusBarLook(aView({ remote: away, items: [aPending()] }), null);
  expect(waiting.text).toBe('$(device-mobile) 1 to countersign');
  expect(waiting.tooltip).toContain('requests also go to Pixel');
});

test('says what is in the way of Away', () => {
  const tunnel = { kind: 'down' as const, by: 'ssh', message: 'Another program answers there.' };
  const look = statusBarLook(aView({ remote: { ...away, tunnel } }), null);
  expect(look.tone).toBe('attention');
  expect(look.tooltip).toContain('Another program answers there.');
});
