import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyProposal } from '../../../src/broker/settings/proposal/apply.ts';
import {
  proposeConnect,
  proposeDisconnect,
} from '../../../src/broker/settings/proposal/connect.ts';
import { proposeAskingMode } from '../../../src/broker/settings/proposal/propose-mode.ts';
import type { Proposed, SettingsProposal } from '../../../src/broker/settings/proposal/propose.ts';
import { allSaved, everythingIn, ownFolder, put } from './folders.ts';

const target = { port: 27182, token: 'secret-1', preTool: 'absent' } as const;

function proposalOf(proposed: Proposed): SettingsProposal {
  if (proposed.kind !== 'proposed') throw new Error(proposed.kind);
  return proposed.proposal;
}

async function connect(file: string): Promise<void> {
  const proposal = proposalOf(await proposeConnect({ file, target, isShared: false }));
  expect(await applyProposal(proposal, allSaved)).toEqual({ kind: 'applied' });
}

async function disconnect(file: string): Promise<void> {
  const proposal = proposalOf(await proposeDisconnect(file));
  expect(await applyProposal(proposal, allSaved)).toEqual({ kind: 'applied' });
}

describe('connecting', () => {
  test('shows the change, writes nothing before it is applied, then exactly that', async () => {
    const folder = await ownFolder();
    const file = await put(join(folder, 'settings.json'), '{\n\t"model": "x"\n}\n');
    const proposal = proposalOf(await proposeConnect({ file, target, isShared: false }));
    expect(proposal).toMatchObject({ purpose: 'connect', file, before: '{\n\t"model": "x"\n}\n' });
    expect(proposal.summary).toContain('every session on this machine');
    expect(await readFile(file, 'utf8')).toBe(proposal.before);
    await applyProposal(proposal, allSaved);
    expect(await readFile(file, 'utf8')).toBe(proposal.after);
    expect(await proposeConnect({ file, target, isShared: false })).toEqual({
      kind: 'nothing-to-do',
    });
  });

  test('a file made for it is readable by its owner only, since it holds the key', async () => {
    const file = join(await ownFolder(), '.claude', 'settings.json');
    await connect(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('a file that is there keeps its mode', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{}');
    await chmod(file, 0o664);
    await connect(file);
    expect((await stat(file)).mode & 0o777).toBe(0o664);
  });

  test("warns that a project's file carries the key", async () => {
    const file = join(await ownFolder(), 's.json');
    const proposal = proposalOf(await proposeConnect({ file, target, isShared: true }));
    expect(proposal.summary).toContain('keep this file out of version control');
  });

  test('refuses when the file changed since it was shown, or came or went', async () => {
    const folder = await ownFolder();
    const file = await put(join(folder, 's.json'), '{}');
    const proposal = proposalOf(await proposeConnect({ file, target, isShared: false }));
    await put(file, '{ }');
    expect(await applyProposal(proposal, allSaved)).toMatchObject({ code: 'changed-meanwhile' });
    expect(await readFile(file, 'utf8')).toBe('{ }');
    const other = join(folder, 'new.json');
    const fresh = proposalOf(await proposeConnect({ file: other, target, isShared: false }));
    await put(other, '');
    expect(await applyProposal(fresh, allSaved)).toMatchObject({ code: 'changed-meanwhile' });
    expect(await applyProposal({ ...fresh, before: '' }, () => true)).toMatchObject({
      code: 'unsaved-editor',
    });
    expect(await everythingIn(folder)).toEqual(['new.json', 's.json']);
  });

  test.each([
    ['has-comments', '// mine\n{}'],
    ['wrong-shape', '{"hooks":{"PermissionRequest":"x"}}'],
  ])('proposes nothing for a file with %s', async (code, text) => {
    const file = await put(join(await ownFolder(), 's.json'), text);
    expect(await proposeConnect({ file, target, isShared: false })).toMatchObject({
      kind: 'problem',
      code,
    });
  });
});

describe('disconnecting leaves no trace', () => {
  test.each([
    '{}',
    '{\n}\n',
    '{"hooks":{}}',
    '{\r\n  "model": "x"\r\n}\r\n',
    '\uFEFF{"hooks":{"PermissionRequest":[]}}',
  ])('in %j', async (text) => {
    const file = await put(join(await ownFolder(), 's.json'), text);
    await connect(file);
    await disconnect(file);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('a file that was made for it goes, and the proposal says so', async () => {
    const folder = await ownFolder();
    const file = join(folder, 's.json');
    await connect(file);
    expect(proposalOf(await proposeDisconnect(file))).toMatchObject({
      after: null,
      summary: expect.stringContaining('it is removed') as string,
    });
    await disconnect(file);
    expect(await everythingIn(folder)).toEqual([]);
  });

  test('what stands behind a link is not removed', async () => {
    const folder = await ownFolder();
    const real = await put(join(folder, 'real.json'), '{}\n');
    await symlink('real.json', join(folder, 's.json'));
    await connect(join(folder, 's.json'));
    await disconnect(join(folder, 's.json'));
    expect(await readFile(real, 'utf8')).toBe('{}\n');
  });

  test('says when there is nothing to take out', async () => {
    const folder = await ownFolder();
    expect(await proposeDisconnect(join(folder, 'none.json'))).toEqual({ kind: 'nothing-to-do' });
  });
});

test('the mode that asks is set, or replaced where it stands', async () => {
  const folder = await ownFolder();
  const file = await put(
    join(folder, 's.json'),
    '{"permissions":{"defaultMode":"auto","allow":["A"]}}',
  );
  expect(proposalOf(await proposeAskingMode(file)).after).toBe(
    '{"permissions":{"defaultMode":"default","allow":["A"]}}',
  );
  expect(proposalOf(await proposeAskingMode(join(folder, 'new.json'))).after).toBe(
    '{\n  "permissions": {\n    "defaultMode": "default"\n  }\n}\n',
  );
  await put(file, '{"permissions":{"defaultMode":"default"}}');
  expect(await proposeAskingMode(file)).toEqual({ kind: 'nothing-to-do' });
  await put(file, '{"permissions":{"defaultMode":7}}');
  expect(await proposeAskingMode(file)).toMatchObject({ code: 'wrong-shape' });
});
