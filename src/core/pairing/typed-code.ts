/** Crockford's base 32: no I, L, O or U, so that nothing is read for something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const CODE = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/** How many characters a typed code has: 60 bits. */
export const TYPED_CODE_LENGTH = 12;

/**
 * A pairing code to be typed on a device, in its plain form, such as `7QK3M0ZTB4XE`.
 * @param bytes random; one for each character, of which five bits are used.
 * @throws {RangeError} where there are too few of them: the code would be easier to guess.
 */
export function typedCode(bytes: Uint8Array): string {
  if (bytes.length < TYPED_CODE_LENGTH) {
    throw new RangeError(`A typed code needs ${TYPED_CODE_LENGTH} random bytes.`);
  }
  return Array.from(bytes.slice(0, TYPED_CODE_LENGTH), (byte) => ALPHABET[byte % 32] ?? '').join(
    '',
  );
}

/** A code as it is shown: in groups of four. */
export function shownCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/**
 * The plain form of what a person typed: case, spaces and dashes do not matter, and neither does O
 * for 0, or I and L for 1.
 * @returns null where it is no code.
 */
export function readTypedCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return CODE.test(plain) ? plain : null;
}
