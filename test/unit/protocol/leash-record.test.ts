import { describe, expect, it } from 'vitest';
import { NOTHING_SET } from '../../../src/broker/leash/leash-store.ts';
import { leashDocumentSchema, leashRecordSchema } from '../../../src/protocol/leash-record.ts';
import { schemaOnDisk, schemaText } from '../../judgement-schema.ts';

const CHOICE = { mode: 'partial', profile: 'Mine' };

describe('the record of the leash', () => {
  const record = {
    ...NOTHING_SET,
    ...{ isChosen: true, machine: CHOICE, blocksWithoutDesk: true },
    folders: [{ folder: '/home/dev/app', choice: CHOICE }],
    sessions: [{ session: 's1', folder: '', choice: CHOICE, paused: { by: 'app', at: 1 }, at: 1 }],
    stopped: { by: 'Phone', at: 1 },
  };

  it('comes back as it was written', () => {
    expect(leashRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it.each([
    ['another version', { version: 2 }],
    ['a field that isn’t known', { more: 1 }],
    ['a mode that isn’t known', { machine: { mode: 'loose', profile: null } }],
    ['a document that can’t be used', { document: { policies: [{}] } }],
    ['a part that is missing', { stopped: undefined }],
  ])('is not taken with %s', (_what, change) => {
    const text = JSON.stringify({ ...record, ...change });
    expect(leashRecordSchema.safeParse(JSON.parse(text)).success).toBe(false);
  });
});

describe('the document', () => {
  it('may leave out whatever it has nothing to say of', () => {
    expect(leashDocumentSchema.parse({})).toEqual(NOTHING_SET.document);
  });

  it('has a schema for the editor that is made of the code (npm run tables)', () => {
    expect(schemaOnDisk()).toBe(schemaText());
  });
});
