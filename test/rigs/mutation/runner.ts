import { bundleTests, type LoadTests } from './load-tests.ts';
import { messageOf, runTest, type BookedTest, type TestBook } from './test-book.ts';

/** The tests that a change of the rules or of the shell’s analysis has to fail. */
const FOLDERS = ['test/unit/core/rules', 'test/unit/core/shell'];

type Hits = Record<string, number>;

/** What the instrumented code reads and writes: which mutant is on, who covers what. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: { readonly static: Hits; readonly perTest: Record<string, Hits> };
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

function board(): Switchboard {
  const all = globalThis as unknown as { __stryker__?: Switchboard };
  return (all.__stryker__ ??= {});
}

interface MutantRun {
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly activeMutant: { readonly id: string; readonly fileName: string };
  readonly mutantActivation: 'runtime' | 'static';
}

const statusOf = (failure: string | null) =>
  failure === null ? { status: 0 } : { status: 1, failureMessage: failure };

/**
 * A test runner for Stryker (its plugin interface, `TestRunner` of @stryker-mutator/api 9) that keeps
 * the project loaded and runs only the tests that reach a mutant.
 */
function createRunner() {
  let load: LoadTests;
  let book: TestBook;
  /** What each test took, where this process has seen it: the quick ones come first. */
  const times = new Map<string, number>();
  /** How many mutants of a file each test has found: these come before all others. */
  const finds = new Map<string, Map<string, number>>();
  return {
    /** A static mutant, one in what a module does when it is loaded, gets the modules loaded anew. */
    capabilities: () => ({ reloadEnvironment: true }),
    init: async (): Promise<void> => {
      load = await bundleTests(process.cwd(), FOLDERS);
      book = load();
    },
    dryRun: (): Promise<unknown> => {
      book = load();
      const tests = book.tests.map((test) => {
        board().currentTestId = test.id;
        const { failure, ms } = runTest(test);
        board().currentTestId = undefined;
        times.set(test.id, ms);
        const named = { id: test.id, name: test.id, fileName: test.file, timeSpentMs: ms };
        return { ...named, ...statusOf(failure) };
      });
      return Promise.resolve({
        status: 'complete',
        tests,
        mutantCoverage: board().mutantCoverage,
      });
    },
    mutantRun: (run: MutantRun): Promise<unknown> => Promise.resolve(runMutant(run)),
  };

  function runMutant({ testFilter, hitLimit, activeMutant, mutantActivation }: MutantRun): unknown {
    const isStatic = mutantActivation === 'static';
    Object.assign(board(), { hitCount: 0, hitLimit, activeMutant: activeMutant.id });
    try {
      const mutated = isStatic ? load() : book;
      const wanted = testFilter && new Set(testFilter);
      const found = finds.get(activeMutant.fileName) ?? new Map<string, number>();
      finds.set(activeMutant.fileName, found);
      const rank = ({ id }: BookedTest) => [-(found.get(id) ?? 0), times.get(id) ?? 0] as const;
      const tests = mutated.tests
        .filter(({ id }) => wanted?.has(id) !== false)
        .map((test) => ({ test, rank: rank(test) }))
        .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
      let ran = 0;
      for (const { test } of tests) {
        ran += 1;
        const { failure } = runTest(test);
        if (isOver(hitLimit)) return { status: 'timeout' };
        if (failure === null) continue;
        found.set(test.id, (found.get(test.id) ?? 0) + 1);
        return killed(test.id, failure, ran);
      }
      // A test that isn’t made any more has not passed.
      const made = new Set(mutated.tests.map(({ id }) => id));
      const lost = book.tests.find(({ id }) => !made.has(id));
      return lost
        ? killed(lost.id, 'The test is not there.', ran)
        : { status: 'survived', nrOfTests: ran };
    } catch (error) {
      return isOver(hitLimit)
        ? { status: 'timeout' }
        : killed(book.tests[0]?.id ?? '', messageOf(error), 0);
    } finally {
      board().activeMutant = undefined;
    }
  }

  function isOver(hitLimit: number | undefined): boolean {
    return hitLimit !== undefined && (board().hitCount ?? 0) > hitLimit;
  }
}

const killed = (by: string, failureMessage: string, nrOfTests: number) => ({
  status: 'killed',
  killedBy: [by],
  failureMessage,
  nrOfTests,
});

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: createRunner }];
