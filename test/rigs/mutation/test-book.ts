import { performance } from 'node:perf_hooks';
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

/** One test of a file, found again by its id after the files were loaded anew. */
export interface BookedTest {
  /** The file, the names of its groups, its own and, for a table, its row. */
  readonly id: string;
  readonly file: string;
  readonly body: () => unknown;
}

/** How one test went; the message of its failure, or null. */
export interface Outcome {
  readonly failure: string | null;
  readonly ms: number;
}

type Body = (...row: unknown[]) => void;

/**
 * The part of Vitest’s interface that the tests of the pure core use, as a book that the files write
 * their tests into when they are loaded. It runs synchronous tests only, in this process: a mutant
 * then costs the milliseconds of its tests instead of the second that a fresh worker takes.
 */
export interface TestBook {
  readonly tests: readonly BookedTest[];
  /** What a test file gets for `vitest`. */
  readonly vitest: Readonly<Record<string, unknown>>;
  /** To be called where a test file begins. */
  readonly openFile: (file: string) => void;
}

export function openTestBook(): TestBook {
  const tests: BookedTest[] = [];
  const seen = new Map<string, number>();
  let file = '';
  let groups: readonly string[] = [];

  const book = (name: string, body: () => void): void => {
    const plain = [file, ...groups, name].join(' > ');
    const times = seen.get(plain) ?? 0;
    seen.set(plain, times + 1);
    tests.push({ id: times === 0 ? plain : `${plain} (${times})`, file, body });
  };
  const group = (name: string, body: () => void): void => {
    const outer = groups;
    groups = [...outer, name];
    body();
    groups = outer;
  };
  const it = withTables(book);
  const describe = withTables(group);
  return {
    tests,
    vitest: { it, test: it, describe, expect: chai.expect },
    openFile: (name) => {
      file = name;
      groups = [];
    },
  };
}

/** Adds `each` and `skipIf` to what books a test or a group. */
function withTables(act: (name: string, body: () => void) => void): unknown {
  const each = (rows: readonly unknown[]) => (name: string, body: Body) => {
    rows.forEach((row, at) => {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      act(`${name} [${at}]`, () => {
        body(...values);
      });
    });
  };
  const skipIf = (skipped: boolean) => (skipped ? () => undefined : act);
  return Object.assign(act.bind(null), { each, skipIf });
}

/** Runs one test. */
export function runTest(test: BookedTest): Outcome {
  const started = performance.now();
  try {
    const answer = test.body();
    if (answer instanceof Promise) throw new Error(`${test.id} is not synchronous.`);
    return { failure: null, ms: performance.now() - started };
  } catch (error) {
    return { failure: messageOf(error), ms: performance.now() - started };
  }
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
