import { pushContentSchema, pushEnvelopeSchema } from '../../../src/protocol/push.ts';
import type { PushContent } from '../../../src/protocol/push.ts';
import { fromBase64url, utf8 } from './bytes.ts';
import { parseJson } from './signed-call.ts';
import type { ThisDevice } from './this-device.ts';

const NONCE_BYTES = 12;

/**
 * The inside of a push.
 * @returns null where it was not sealed for this device by the desk it is paired with
 */
export async function openPush(device: ThisDevice, text: string): Promise<PushContent | null> {
  const envelope = pushEnvelopeSchema.safeParse(parseJson(utf8(text)));
  if (!envelope.success) return null;
  const bytes = await unseal(device.sealingKey, envelope.data.sealed);
  const content = bytes === null ? null : pushContentSchema.safeParse(parseJson(bytes));
  return content?.success === true && content.data.server === device.server ? content.data : null;
}

/** @returns null where it was sealed with another key, or changed on the way */
async function unseal(key: CryptoKey, sealed: string): Promise<Uint8Array | null> {
  try {
    const bytes = fromBase64url(sealed);
    const iv = bytes.slice(0, NONCE_BYTES);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      key,
      bytes.slice(NONCE_BYTES),
    );
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}
