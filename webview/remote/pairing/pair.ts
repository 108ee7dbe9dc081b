import {
  confirmDigits,
  confirmStatement,
  pairingStatement,
  welcomeStatement,
} from '../../../src/core/pairing/statements.ts';
import {
  pairAnswerSchema,
  pairedAnswerSchema,
  REMOTE_PATHS,
  remoteRefusalSchema,
} from '../../../src/protocol/remote.ts';
import type { PairAnswer, PairCall } from '../../../src/protocol/remote.ts';
import { dropPending, savePaired, savePending } from '../device/device-store.ts';
import {
  keyId,
  mac,
  newAgreementKey,
  newSigningKey,
  sealingKey,
  verifyingKey,
} from '../device/keys.ts';
import type { OwnKey } from '../device/keys.ts';
import { callDesk } from '../device/signed-call.ts';
import type { PendingPairing, ThisDevice } from '../device/this-device.ts';
import { failedWords, refusalWords } from '../link/words.ts';
import { pause } from './pause.ts';

/** What a person brings from the editor to pair this device. */
export interface PairingSecret {
  readonly by: PairCall['by'];
  readonly secret: string;
}

/** What came of the first step: digits for the person to type in the editor, or why not. */
export type PairingStart =
  | { readonly kind: 'confirm'; readonly pending: PendingPairing }
  | { readonly kind: 'failed'; readonly words: string };

/** What came of the person’s turn in the editor. */
export type PairingEnd =
  | { readonly kind: 'paired'; readonly device: ThisDevice }
  | { readonly kind: 'failed'; readonly words: string };

const PAIR_WITHIN = 15_000;
const ASK_AGAIN_IN = 1_200;
/** Pairing is open for two minutes; a little more for a phone whose network was away. */
const ASK_FOR = 150_000;

/** Makes new keys, proves to know the secret, and takes only a desk that knows it too. */
export async function startPairing(
  { by, secret }: PairingSecret,
  name: string,
): Promise<PairingStart> {
  const [signing, agreement] = await Promise.all([newSigningKey(), newAgreementKey()]);
  const { origin } = location;
  const [signingKey, agreementKey] = [signing.publicKey, agreement.publicKey];
  const proof = await mac(secret, pairingStatement({ origin, signingKey, agreementKey, name }));
  const answer = await sendPairCall({ by, origin, signingKey, agreementKey, name, proof });
  if (typeof answer === 'string') return { kind: 'failed', words: answer };
  const welcome = welcomeStatement({ ...answer, deviceProof: proof });
  if ((await mac(secret, welcome)) !== answer.proof) return { kind: 'failed', words: NOT_THE_DESK };
  const device = await pin({ signing, agreement, name, answer });
  const confirm = confirmStatement({ ...answer, signingKey, agreementKey });
  const digits = confirmDigits(await mac(secret, confirm));
  const pending = { device, digits, startedAt: device.pairedAt };
  await savePending(pending);
  return { kind: 'confirm', pending };
}

/** Asks until the person has typed the digits in the editor, or pairing is over. */
export async function awaitConfirmation(
  { device, startedAt }: PendingPairing,
  trouble: (words: string | null) => void,
): Promise<PairingEnd> {
  const call = { body: {}, answer: pairedAnswerSchema, within: PAIR_WITHIN };
  while (Date.now() - startedAt < ASK_FOR) {
    const result = await callDesk(device, { path: REMOTE_PATHS.paired, ...call });
    if (result.kind === 'ok' && result.answer.state === 'paired') {
      await savePaired(device);
      return { kind: 'paired', device };
    }
    const isOver = result.kind === 'refused' || result.kind === 'ok';
    if (isOver && !(result.kind === 'ok' && result.answer.state === 'waiting')) {
      await dropPending();
      const words = result.kind === 'refused' ? failedWords(result) : NOT_CONFIRMED;
      return { kind: 'failed', words };
    }
    trouble(result.kind === 'ok' ? null : failedWords(result));
    await pause(ASK_AGAIN_IN);
  }
  await dropPending();
  return { kind: 'failed', words: OVER };
}

/** @returns the desk's answer, or why there is none, in words */
async function sendPairCall(call: PairCall): Promise<PairAnswer | string> {
  try {
    const response = await fetch(REMOTE_PATHS.pair, {
      method: 'POST',
      body: JSON.stringify(call),
      headers: { 'content-type': 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PAIR_WITHIN),
    });
    const json: unknown = await response.json();
    const answer = pairAnswerSchema.safeParse(json);
    if (response.status === 200 && answer.success) return answer.data;
    const refusal = remoteRefusalSchema.safeParse(json);
    return refusal.success
      ? refusalWords(refusal.data, false)
      : failedWords({ kind: 'not-reached' });
  } catch {
    return failedWords({ kind: 'not-reached' });
  }
}

async function pin(parts: {
  readonly signing: OwnKey;
  readonly agreement: OwnKey;
  readonly name: string;
  readonly answer: PairAnswer;
}): Promise<ThisDevice> {
  const { signing, agreement, name, answer } = parts;
  return {
    id: await keyId(signing.publicKey),
    name,
    origin: location.origin,
    signingKey: signing.privateKey,
    agreementKey: agreement.privateKey,
    server: await keyId(answer.serverSigningKey),
    serverName: answer.serverName,
    serverKey: await verifyingKey(answer.serverSigningKey),
    sealingKey: await sealingKey(agreement.privateKey, answer.serverAgreementKey),
    address: location.origin,
    pushKey: answer.pushKey,
    pairedAt: Date.now(),
  };
}

const NOT_THE_DESK =
  'What answered does not know the code from your editor, so it is not your computer. Nothing was paired. Check the address.';
const NOT_CONFIRMED =
  'The pairing was refused in VS Code. Open it there again and use the new code.';
const OVER = 'The two minutes are over. Open pairing in VS Code again and use the new code.';
