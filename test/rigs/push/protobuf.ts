/** The little of protobuf's wire format that Chromium's push connection needs. */

/** A number as 7-bit groups, the lowest first. */
export function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const group = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? group | 128 : group);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const tag = (field: number, wireType: number) => varint((field << 3) | wireType);

/** A field that holds a number. */
export function numberField(field: number, value: number | bigint): Buffer {
  return Buffer.concat([tag(field, 0), varint(value)]);
}

/** A field that holds text, bytes, or a message within the message. */
export function bytesField(field: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([tag(field, 2), varint(bytes.length), bytes]);
}

/** A field that holds a number of eight bytes. */
export function fixed64Field(field: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return Buffer.concat([tag(field, 1), bytes]);
}

/** @returns the number at `start` and where it ends; null when it has not come whole yet */
export function readVarint(bytes: Buffer, start: number): { value: number; end: number } | null {
  let value = 0n;
  for (let at = start; at < bytes.length; at += 1) {
    const group = bytes[at]!;
    value |= BigInt(group & 127) << BigInt(7 * (at - start));
    if (group < 128) return { value: Number(value), end: at + 1 };
  }
  return null;
}

/** A decoded message: the values of each field, in their order. */
export interface Fields {
  numbers(field: number): readonly number[];
  bytes(field: number): readonly Buffer[];
  /** The first value of a field of text; empty when it is not there. */
  text(field: number): string;
}

/** @throws when the message is cut short or holds a kind of field that is not in use */
export function readFields(bytes: Buffer): Fields {
  const numbers: [number, number][] = [];
  const blobs: [number, Buffer][] = [];
  let at = 0;
  const next = (): number => {
    const read = readVarint(bytes, at);
    if (read === null) throw new Error('a message that is cut short');
    at = read.end;
    return read.value;
  };
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  while (at < bytes.length) {
    const head = next();
    const field = head >> 3;
    switch (head & 7) {
      case 0:
        numbers.push([field, next()]);
        break;
      case 1:
        take(8);
        break;
      case 2:
        blobs.push([field, take(next())]);
        break;
      case 5:
        take(4);
        break;
      default:
        throw new Error(`a field of the unknown kind ${head & 7}`);
    }
  }
  const of = <T>(all: readonly [number, T][], field: number) =>
    all.filter(([each]) => each === field).map(([, value]) => value);
  return {
    numbers: (field) => of(numbers, field),
    bytes: (field) => of(blobs, field),
    text: (field) => of(blobs, field)[0]?.toString() ?? '',
  };
}
