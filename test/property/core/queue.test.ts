import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Requirement } from '../../../src/core/policy/approvers.ts';
import type { Approver, Decision } from '../../../src/core/request/decision.ts';
import type { Outcome } from '../../../src/core/request/item.ts';
import { createQueue, type Queue } from '../../../src/core/request/queue.ts';
import { fakePorts, handClock, type Happening, type HandClock } from '../../fakes/queue-ports.ts';
import { aRequest } from '../../fakes/requests.ts';
import { annsPhone, desk, whoSigns } from '../../unit/core/request/signing-desk.ts';

/** The only ways a request may go, written down a second time on purpose. */
const WAYS: Record<string, readonly string[]> = {
  pending: ['pending', 'decided', 'answered-elsewhere', 'expired', 'released', 'orphaned'],
  decided: ['decided', 'delivered', 'orphaned'],
  delivered: ['delivered'],
  'answered-elsewhere': ['answered-elsewhere'],
  expired: ['expired'],
  released: ['released'],
  orphaned: ['orphaned'],
};

const ids = ['a', 'b', 'c'] as const;
type Id = (typeof ids)[number];

const rule = { destination: 'project', rules: ['Bash(npm test)'] } as const;
const NOT_THIS_CALL = 'Bash(git push *)';
const decisions: readonly Decision[] = [
  { behavior: 'allow', always: null, answers: null },
  { behavior: 'allow', always: rule, answers: null },
  { behavior: 'deny', always: null, message: 'no' },
  { behavior: 'deny', always: rule, message: null },
  { behavior: 'allow', always: { ...rule, rules: [NOT_THIS_CALL] }, answers: null },
];

/** How a request comes in: for anybody to answer, for two to sign, or denied by the leash. */
const arrivals = ['plain', 'plain', 'for two', 'barred'] as const;
type Arrival = (typeof arrivals)[number];

const two: Requirement = {
  of: [{ kind: 'editor' }, { kind: 'any-device' }],
  needs: { atLeast: 2 },
};
const people: readonly Approver[] = [desk, desk, { kind: 'window', name: 'there' }, annsPhone];

/** What the person did, kept apart from the queue. */
interface Model {
  readonly submitted: Set<string>;
}

/** The queue under test with all that can be seen of it from outside. */
interface Real {
  queue: Queue;
  clock: HandClock;
  diary: Happening[];
  restart(): Promise<void>;
  letGoOn(count: number): Promise<void>;
  submit(id: Id, subagent: boolean, arrival: Arrival): void;
  readonly arrivals: Map<string, Arrival>;
  /** Those that waited when all was denied. */
  readonly stopped: Set<string>;
  readonly attempts: { id: string; decision: Decision; by: Approver; outcome?: Outcome }[];
}

type Step = fc.AsyncCommand<Model, Real>;

const step = (name: string, run: (real: Real, model: Model) => void | Promise<void>): Step => ({
  check: () => true,
  run: async (model, real) => {
    await run(real, model);
  },
  toString: () => name,
});

const anyId = fc.constantFrom(...ids);
const steps = [
  fc.tuple(anyId, fc.boolean(), fc.constantFrom(...arrivals)).map(([id, subagent, how]): Step => ({
    check: (model) => !model.submitted.has(id),
    run: (model, real) => {
      model.submitted.add(id);
      real.submit(id, subagent, how);
      return Promise.resolve();
    },
    toString: () => `submit ${id} ${how}`,
  })),
  fc
    .tuple(anyId, fc.constantFrom(...decisions), fc.constantFrom(...people))
    .map(([id, decision, by]) =>
      step(`decide ${id} ${JSON.stringify(decision)} ${by.name}`, (real) => {
        const attempt: Real['attempts'][number] = { id, decision, by };
        real.attempts.push(attempt);
        void real.queue.decide(id, decision, by).then((outcome) => (attempt.outcome = outcome));
      }),
    ),
  fc.constantFrom(...people).map((by) =>
    step(`stop all ${by.name}`, (real) => {
      for (const { request, state } of real.queue.snapshot().items) {
        if (state.kind === 'pending') real.stopped.add(request.id);
      }
      void real.queue.denyOpen(() => true, 'stopped', by);
    }),
  ),
  fc
    .tuple(anyId, fc.constantFrom('alive', 'gone', 'unknown'))
    .map(([id, trace]) => step(`close ${id} ${trace}`, (real) => real.queue.lineClosed(id, trace))),
  anyId.map((id) =>
    step(`terminal ${id}`, (real) =>
      real.queue.answeredInTerminal(id, 'allowed', 'Yes in the terminal'),
    ),
  ),
  anyId.map((id) => step(`dismiss ${id}`, (real) => void real.queue.dismiss(id))),
  anyId.map((id) => step(`undo ${id}`, (real) => void real.queue.undoRule(id))),
  fc
    .tuple(anyId, fc.constantFrom(...decisions))
    .map(([id, decision]) =>
      step(`late rule ${id}`, (real) => void real.queue.saveRule(id, decision)),
    ),
  fc.constantFrom(1_000, 30_000, 90_000_000).map((ms) =>
    step(`time ${ms}`, (real) => {
      real.clock.forward(ms);
      real.queue.tick();
    }),
  ),
  fc.boolean().map((on) => step(`attentive ${on}`, (real) => real.queue.setAttentive(on))),
  // Lets some of the slow parts come to their end, in an order of the scheduler's choosing.
  fc.integer({ min: 1, max: 4 }).map((n) => step(`let ${n} go on`, (real) => real.letGoOn(n))),
  fc.constant(step('restart', (real) => real.restart())),
];

const BARRING = { by: 'the mode partial', message: 'never' };

it(
  'keeps its promises in any order of events, with slow and failing parts',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.commands(steps, { maxCommands: 60, size: 'max' }),
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.boolean()),
        async (scheduler, commands, weather, departures) => {
          const next = (stream: fc.Stream<boolean>): boolean => stream.next().value === true;
          const clock = handClock();
          const gone = new Set<string>();
          const ports = fakePorts(
            {
              // A fault now and then: two coin flips in a row.
              recorderFails: () => next(weather) && next(weather),
              ruleFails: () => next(weather) && next(weather),
              agentGone: (id) => gone.has(id),
              signing: whoSigns(),
              pause: (what) => scheduler.schedule(Promise.resolve(), what),
            },
            clock,
          );
          const seen = new Map<string, string>();
          const watch = (queue: Queue): Queue => {
            const look = (): void => {
              for (const { request, state } of queue.snapshot().items) {
                const before = seen.get(request.id) ?? 'pending';
                expect(WAYS[before], `${before} → ${state.kind}`).toContain(state.kind);
                seen.set(request.id, state.kind);
              }
            };
            queue.onChange(look);
            look();
            return queue;
          };
          const real: Real = {
            queue: watch(createQueue(ports)),
            clock,
            diary: ports.diary,
            attempts: [],
            arrivals: new Map(),
            stopped: new Set(),
            letGoOn: (count) => scheduler.waitNext(Math.min(count, scheduler.count())),
            async restart() {
              const old = real.queue;
              const closing = old.close();
              await scheduler.waitFor(closing);
              real.queue = watch(createQueue(ports, old.snapshot().items));
            },
            submit(id, subagent, arrival) {
              real.arrivals.set(id, arrival);
              if (next(departures) && next(departures)) gone.add(id);
              const request = aRequest({
                id,
                requires: arrival === 'for two' ? [two] : [],
                subagent: subagent ? { id: 'w', type: null } : null,
                receivedAt: clock.now(),
                expiresAt: clock.now() + 86_400_000,
              });
              const line = ports.line(id);
              if (arrival === 'barred') real.queue.bar(request, line, BARRING);
              else real.queue.submit(request, line);
            },
          };
          await fc.asyncModelRun(
            () => ({ model: { submitted: new Set<string>() }, real }),
            commands,
          );
          await scheduler.waitFor(real.queue.close());
          for (const id of ids) judge(id, real);
        },
      ),
      { numRuns: 300 },
    );
  },
);

/** What must hold of one request once everything has come to rest. */
function judge(id: string, real: Real): void {
  const mine = real.diary.filter((entry) => 'id' in entry && entry.id === id);
  const answers = mine.filter((entry) => entry.kind === 'answered');
  const attempts = real.attempts.filter((attempt) => attempt.id === id);

  // One line, one answer at most; and every attempt of the person came to a visible outcome.
  expect(answers.length).toBeLessThanOrEqual(1);
  for (const attempt of attempts) expect(attempt.outcome).toBeDefined();
  const taken = attempts.filter((attempt) => attempt.outcome?.kind === 'done');
  const forTwo = real.arrivals.get(id) === 'for two';
  expect(taken.length).toBeLessThanOrEqual(forTwo ? 3 : 1);

  // What the agent heard is what was said: an allow only from an allow that was taken, and from two
  // where two had to sign.
  const heard = answers[0]?.answer;
  const denied = real.stopped.has(id) || real.arrivals.get(id) === 'barred';
  const said = taken.map((attempt) => attempt.decision.behavior);
  if (heard?.kind === 'allow') {
    expect(said).toEqual(forTwo ? ['allow', 'allow'] : ['allow']);
    expect(new Set(taken.map(({ by }) => by.kind)).size).toBe(forTwo ? 2 : 1);
  } else if (heard?.kind === 'deny') {
    if (!denied) expect(said).toContain('deny');
  } else if (!forTwo) {
    expect(said).toEqual([]);
  } else {
    expect(said).not.toContain('deny');
  }
  if (heard !== undefined && heard.kind !== 'none' && !(denied && heard.kind === 'deny')) {
    const recorded = mine.findIndex(
      (entry) => entry.kind === 'recorded' && entry.event.kind === 'decide',
    );
    expect(recorded).toBeGreaterThan(-1);
    expect(recorded).toBeLessThan(mine.findIndex((entry) => entry.kind === 'answered'));
  }
  // One answer is on record at most, even where several came at once.
  const decided = mine.filter(
    (entry) => entry.kind === 'recorded' && entry.event.kind === 'decide',
  );
  expect(decided.length).toBeLessThanOrEqual(1);
  // A rule that neither was offered nor is for this call is never taken.
  for (const { decision, outcome } of attempts) {
    if (decision.always?.rules[0] === NOT_THIS_CALL) expect(outcome?.kind).toBe('refused');
  }
}
