import { StringDecoder } from 'node:string_decoder';

/** Takes the output of a program in chunks of any size. */
export interface LineReader {
  push(chunk: Uint8Array): void;
  /** The output is over: what is left is a line too. */
  end(): void;
}

/** How many characters of a line are kept; what follows up to its end is dropped. */
export const LONGEST_LINE = 4096;

/** CSI and OSC sequences, and what is left of any other (ECMA-48 §5.3–5.6). */
const ESCAPES = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/**
 * Reads whole lines: a chunk may end in the middle of an address, a character or an escape sequence.
 * Lines come without colours and control characters, and without space at their ends; empty ones do
 * not come.
 */
export function readLines(onLine: (line: string) => void): LineReader {
  const decoder = new StringDecoder('utf8');
  let line = '';
  const add = (text: string): void => {
    const room = LONGEST_LINE - line.length;
    if (room > 0) line += text.slice(0, room);
  };
  const finish = (): void => {
    const plain = line.replace(ESCAPES, '').replace(CONTROLS, '').trim();
    line = '';
    if (plain !== '') onLine(plain);
  };
  const take = (text: string): void => {
    const [first = '', ...rest] = text.split(/[\r\n]/);
    add(first);
    for (const next of rest) {
      finish();
      add(next);
    }
  };
  return {
    push: (chunk) => take(decoder.write(Buffer.from(chunk))),
    end() {
      take(decoder.end());
      finish();
    },
  };
}
