import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leashFiles } from '../../../src/broker/leash/leash-files.ts';
import { ruleCache } from '../../../src/broker/leash/rule-cache.ts';
import { startPlaces } from '../../../src/broker/leash/start-places.ts';
import { judge } from '../../../src/core/rules/judge.ts';
import { handClock } from '../../fakes/queue-ports.ts';
import { ownFolder, put } from '../settings/folders.ts';

/** A file system’s clock may tick so seldom that two changes leave the same mark. */
const TICK = 100;

describe('what was read', () => {
  it('of the rules is not relied on while a change could leave the same mark', async () => {
    const folder = await ownFolder();
    const claudeDir = join(folder, 'claude');
    const file = await put(join(claudeDir, 'settings.json'), '{}');
    const clock = handClock(statSync(file).ctimeMs + TICK - 1);
    const managedFile = join(folder, 'managed.json');
    const place = startPlaces({ claudeDir, clock, managedFile }).of(folder);
    const rules = ruleCache({ claudeDir, home: folder, managedFile, now: () => clock.now() });
    const isKept = async () => (await rules.of(place)) === (await rules.of(place));
    expect(await isKept()).toBe(false);
    clock.forward(2);
    expect(await isKept()).toBe(true);
    const before = await rules.of(place);
    await put(file, '{"permissions": {"deny": ["Bash(ls)"]}}');
    expect(await rules.of(place)).not.toBe(before);
    const call = { tool: 'Bash', input: { command: 'ls' }, cwd: folder };
    expect(judge(await rules.of(place), call).outcome).toBe('deny');
  });

  it('of a leash file is not relied on while a change could leave the same mark', async () => {
    const file = await put(join(await ownFolder(), 'leash.json'), '{"mode": "full"}');
    const clock = handClock(statSync(file).ctimeMs + TICK - 1);
    const files = leashFiles(clock);
    const read = () => files.read(file, 'project');
    expect(read()).not.toBe(read());
    clock.forward(2);
    expect(read()).toBe(read());
    await put(file, '{"mode": "manual"}');
    expect(read()).toMatchObject({ setting: { mode: { name: 'manual' } } });
  });
});
