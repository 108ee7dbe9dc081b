import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealPush } from '../../../src/broker/push/seal.ts';
import { requestWords } from '../../../src/core/display/notice-words.ts';
import type { Request } from '../../../src/core/request/request.ts';
import {
  PUSH_SIZE,
  pushContentSchema,
  pushEnvelopeSchema,
  type PushContent,
} from '../../../src/protocol/push.ts';
import { aRequest } from '../../fakes/requests.ts';
import { openSealed } from '../../rigs/push/handset.ts';

const key = randomBytes(32);
const PAGE = 'https://approve.example';

const common = {
  push: 'p1',
  server: 's'.repeat(22),
  address: 'https://now.example',
  tag: 'a'.repeat(32),
  sentAt: 1_000,
};
function contentOf(request: Request): PushContent {
  const words = requestWords(request);
  const { id, expiresAt } = request;
  return { ...common, kind: 'request', id, nonce: 'n'.repeat(22), expiresAt, request, ...words };
}
async function opened(envelope: string): Promise<PushContent> {
  const { sealed } = pushEnvelopeSchema.parse(JSON.parse(envelope));
  return pushContentSchema.parse(JSON.parse(await openSealed(sealed, key)));
}
const commandOf = (length: number) => {
  const command = 'x'.repeat(length);
  return aRequest({ input: { command }, subject: { kind: 'command', command, description: null } });
};

test('what is sealed with the desk’s cipher is opened with the browser’s', async () => {
  const content = contentOf(aRequest());
  expect(await opened(sealPush(content, key, PAGE))).toEqual(content);
});

test('the outside says nothing of what is in it, and is the same for everything', () => {
  const secret = aRequest({ subject: { kind: 'command', command: 'npm test', description: null } });
  const contents: PushContent[] = [
    contentOf(secret),
    { ...common, kind: 'several', title: '2 requests wait in proj', body: 'npm test' },
    { ...common, kind: 'settled', title: 'Allowed by you in proj', body: 'npm test' },
    { ...common, kind: 'test', title: 'A test', body: '' },
  ];
  const outsides = contents.map((content) => {
    const envelope = pushEnvelopeSchema.parse(JSON.parse(sealPush(content, key, PAGE)));
    return { ...envelope, sealed: '' };
  });
  for (const outside of outsides) expect(outside).toEqual(outsides[0]);
  expect(JSON.stringify(outsides[0])).not.toMatch(/npm|proj|r1|requests? wait/);
  expect(outsides[0]?.notification.navigate).toBe('https://approve.example/');
});

test('every envelope has the same size in bytes, and so has its inside', async () => {
  const insides = new Set<number>();
  const lengths = [0, 1, 2, 3, 50, 500, 600, 601, 602, 603, 700, 800, 5_000];
  for (const length of lengths) {
    for (const page of [PAGE, `${PAGE}1`, `${PAGE}12`, `${PAGE}123`]) {
      const content = contentOf(commandOf(length));
      const envelope = sealPush(content, key, page);
      expect(Buffer.byteLength(envelope)).toBe(PUSH_SIZE);
      expect(await opened(envelope)).toMatchObject({ kind: 'request', id: 'r1' });
      const { sealed } = pushEnvelopeSchema.parse(JSON.parse(envelope));
      if (page === PAGE) insides.add(sealed.length);
    }
  }
  expect(insides.size).toBe(1);
  const other = aRequest({ subject: { kind: 'plan', plan: '…’ 😀 é' } });
  expect(Buffer.byteLength(sealPush(contentOf(other), key, PAGE))).toBe(PUSH_SIZE);
});

test('a request is in it whole, or not at all', async () => {
  const seen = new Set<boolean>();
  for (let length = 100; length < 1_500; length += 7) {
    const request = commandOf(length);
    const content = await opened(sealPush(contentOf(request), key, PAGE));
    if (content.kind !== 'request') throw new Error(content.kind);
    seen.add(content.request === null);
    if (content.request !== null) expect(content.request).toEqual(request);
    expect(content.id).toBe(request.id);
  }
  expect(seen).toEqual(new Set([true, false]));
});

test('one flipped bit anywhere, and nothing is opened', async () => {
  const { sealed } = pushEnvelopeSchema.parse(
    JSON.parse(sealPush(contentOf(aRequest()), key, PAGE)),
  );
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of [0, 11, 12, 200, bytes.length - 17, bytes.length - 1]) {
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 1;
    await expect(openSealed(flipped.toString('base64url'), key)).rejects.toThrow();
  }
  await expect(openSealed(sealed, randomBytes(32))).rejects.toThrow();
});

test('no two envelopes are alike', () => {
  const content = contentOf(aRequest());
  expect(sealPush(content, key, PAGE)).not.toBe(sealPush(content, key, PAGE));
});

test('what can’t fit is an error, and nothing is cut', () => {
  const long: PushContent = { ...common, kind: 'test', title: 'x'.repeat(4_000), body: '' };
  expect(() => sealPush(long, key, PAGE)).toThrow(RangeError);
  expect(() => sealPush(contentOf(aRequest()), key, `https://${'x'.repeat(4_000)}`)).toThrow(
    RangeError,
  );
});
