import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  capabilities,
  category,
  commands,
  container,
  contextKeys,
  section,
  settings,
  views,
} from '../../../src/editor/manifest.ts';

const menuItem = z.object({ command: z.string(), when: z.optional(z.string()) });
const manifest = z
  .object({
    capabilities: z.unknown(),
    contributes: z.object({
      commands: z.array(z.unknown()),
      configuration: z.object({ properties: z.record(z.string(), z.unknown()) }),
      viewsContainers: z.unknown(),
      views: z.unknown(),
      viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
      menus: z.record(z.string(), z.array(menuItem)),
      walkthroughs: z.array(
        z.object({
          steps: z.array(
            z.object({ description: z.string(), completionEvents: z.array(z.string()) }),
          ),
        }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const { contributes } = manifest;
const commandIds: string[] = Object.values(commands).map(({ id }) => id);

test('package.json contributes exactly our commands, in our words', () => {
  expect(contributes.commands).toEqual(
    Object.values(commands).map(({ id, ...rest }) => ({ command: id, category, ...rest })),
  );
});

test('package.json contributes exactly our settings, none of which a repository can set', () => {
  expect(contributes.configuration.properties).toEqual(
    Object.fromEntries(Object.entries(settings).map(([name, it]) => [`${section}.${name}`, it])),
  );
  expect(new Set(Object.values(settings).map(({ scope }) => scope))).toEqual(
    new Set(['application']),
  );
});

test('package.json contributes exactly our views', () => {
  expect(contributes.viewsContainers).toEqual({ activitybar: [container] });
  expect(contributes.views).toEqual({ [container.id]: Object.values(views) });
  expect(manifest.capabilities).toEqual(capabilities);
});

test('menus name only commands, views and context keys that exist', () => {
  const items = Object.values(contributes.menus).flat();
  expect(items.map(({ command }) => command).filter((id) => !commandIds.includes(id))).toEqual([]);
  const named = items.flatMap(({ when }) => when?.match(/countersign\.\w+/g) ?? []);
  const known: string[] = [
    ...Object.values(contextKeys),
    ...Object.values(views).map(({ id }) => id),
  ];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((key) => !known.includes(key))).toEqual([]);
});

test('the walkthrough names only commands and context keys that exist', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const named = steps.flatMap(({ description, completionEvents }) => [
    ...(description.match(/countersign\.\w+/g) ?? []),
    ...completionEvents.map((event) => event.replace(/^on(Command|Context):/, '')),
  ]);
  const known: string[] = [...commandIds, ...Object.values(contextKeys)];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('an empty view names only commands that exist', () => {
  const ids: string[] = Object.values(views).map(({ id }) => id);
  const { viewsWelcome } = contributes;
  expect(viewsWelcome.map(({ view }) => view).filter((id) => !ids.includes(id))).toEqual([]);
  const named = viewsWelcome.flatMap(({ contents }) => contents.match(/countersign\.\w+/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !commandIds.includes(name))).toEqual([]);
});

test('what needs a row of a view is not in the palette', () => {
  const needsNoRow = ['countersign.chooseAddress'];
  const inRows = (contributes.menus['view/item/context'] ?? [])
    .map(({ command }) => command)
    .filter((command) => !needsNoRow.includes(command));
  const hidden = (contributes.menus['commandPalette'] ?? [])
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  expect(inRows.length).toBeGreaterThan(0);
  expect(inRows.filter((command) => !hidden.includes(command))).toEqual([]);
});

test('no command decides a request', () => {
  expect(Object.keys(commands).filter((name) => /allow|deny|decide|answer/i.test(name))).toEqual(
    [],
  );
});
