import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RulesInForce } from '../../../src/core/rules/rules-in-force.ts';
import type { Grant, GrantTerm } from '../../../src/core/grants/grant.ts';
import type { Approver, Decision } from '../../../src/core/request/decision.ts';
import { createQueue, type Queue } from '../../../src/core/request/queue.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { aRule } from '../../fakes/grants.ts';
import { fakePorts, handClock, type Happening, type HandClock } from '../../fakes/queue-ports.ts';
import { aRequest } from '../../fakes/requests.ts';

const me: Approver = { kind: 'window', name: 'proj' };
const FOLDERS = ['/home/dev/proj', '/home/dev/other'] as const;
const SESSIONS = ['s1', 's2'] as const;
const COMMANDS = ['npm test', 'npm run build', 'npm test; rm -rf ~'] as const;
const TERMS: readonly GrantTerm[] = ['session', 'hour', 'five-times'];

/** What the settings files may say while a request is looked at; only in the first is a grant good. */
const SETTINGS = [
  'clear',
  'clear',
  'clear',
  'clear',
  'ask',
  'deny',
  'ignored',
  'unreadable',
] as const;
type Settings = (typeof SETTINGS)[number];

const rulesOf = (settings: Settings): RulesInForce => {
  switch (settings) {
    case 'clear':
      return { rules: [aRule('ask', 'Bash(make *)')], ignored: [] };
    case 'ask':
    case 'deny':
      return { rules: [aRule(settings, 'Bash(npm *)')], ignored: [] };
    case 'ignored':
      return { rules: [], ignored: [{ file: '/f', why: 'a comment' }] };
    case 'unreadable':
      throw new Error('EIO');
  }
};

/** One thing that happened, in order: what the queue did, and what the world did to it. */
type Event =
  | Happening
  | { readonly kind: 'asked'; readonly request: Request }
  | {
      readonly kind: 'rules-read';
      readonly folder: string;
      readonly good: boolean;
      readonly at: number;
    }
  | { readonly kind: 'revoked'; readonly grant: string }
  | { readonly kind: 'session-over'; readonly session: string; readonly grants: readonly string[] }
  | { readonly kind: 'restarted'; readonly grants: readonly Grant[] };

/** The queue under test, over restarts and crashes, with all that can be seen of it from outside. */
class World {
  readonly clock: HandClock = handClock();
  readonly events: Event[] = [];
  settings: Settings = 'clear';
  queue: Queue;
  #line: ReturnType<typeof fakePorts>['line'] = () => ({ deliver: () => Promise.resolve(false) });
  #asked = 0;
  #grants = 0;
  #onDisk: readonly Grant[] = [];
  #power = { on: true };

  readonly scheduler: fc.Scheduler;
  readonly fails: () => boolean;

  constructor(scheduler: fc.Scheduler, fails: () => boolean) {
    this.scheduler = scheduler;
    this.fails = fails;
    this.queue = this.#open([]);
  }

  #open(items: ReturnType<Queue['snapshot']>['items']): Queue {
    const power = { on: true };
    this.#power = power;
    const ports = fakePorts(
      {
        recorderFails: this.fails,
        keeperFails: this.fails,
        rulesInForce: (folder) => {
          const good = this.settings === 'clear';
          this.events.push({ kind: 'rules-read', folder, good, at: this.clock.now() });
          return rulesOf(this.settings);
        },
        // After a crash nothing of the old queue goes on.
        pause: async (what) => {
          await this.scheduler.schedule(Promise.resolve(), what);
          if (!power.on) await new Promise(() => undefined);
        },
      },
      this.clock,
    );
    ports.diary.push = (...happenings) => {
      for (const happening of happenings) {
        if (happening.kind === 'grants-kept') this.#onDisk = happening.grants;
      }
      return this.events.push(...happenings);
    };
    this.#line = ports.line;
    const ids = { next: () => `g${(this.#grants += 1)}` };
    return createQueue({ ...ports, ids }, items, this.#onDisk);
  }

  ask(fields: Partial<Request>): void {
    const id = `r${(this.#asked += 1)}`;
    const request = aRequest({ id, ...fields, receivedAt: this.clock.now(), expiresAt: 9e15 });
    this.events.push({ kind: 'asked', request });
    this.queue.submit(request, this.#line(id));
  }

  /** A person answers the oldest request that waits. */
  answer(always: Extract<Decision, { behavior: 'allow' }>['always']): void {
    const waiting = this.queue
      .snapshot()
      .items.find(({ state }) => state.kind === 'pending' && state.claim === null);
    if (!waiting) return;
    void this.queue.decide(waiting.request.id, { behavior: 'allow', always, answers: null }, me);
  }

  revoke(at: number): void {
    const grant = this.queue.snapshot().grants[at]?.id;
    if (grant === undefined) return;
    void this.queue.revokeGrant(grant, me).then((outcome) => {
      if (outcome.kind === 'done') this.events.push({ kind: 'revoked', grant });
    });
  }

  endSession(session: string): void {
    const grants = this.queue
      .snapshot()
      .grants.filter(({ limit }) => limit.kind === 'session' && limit.session === session)
      .map(({ id }) => id);
    this.events.push({ kind: 'session-over', session, grants });
    this.queue.sessionEnded(session);
  }

  async restart(): Promise<void> {
    await this.scheduler.waitFor(this.queue.close());
    this.crash();
  }

  crash(): void {
    this.#power.on = false;
    this.queue = this.#open(this.queue.snapshot().items);
    this.events.push({ kind: 'restarted', grants: this.#onDisk });
  }
}

type Step = fc.AsyncCommand<object, World>;
const step = (name: string, run: (world: World) => void | Promise<void>): Step => ({
  check: () => true,
  run: async (_model, world) => {
    await run(world);
  },
  toString: () => name,
});

const asking = fc
  .record({
    folder: fc.constantFrom(FOLDERS[0], FOLDERS[0], FOLDERS[1]),
    session: fc.constantFrom(SESSIONS[0], SESSIONS[0], SESSIONS[1]),
    command: fc.constantFrom(COMMANDS[0], COMMANDS[0], COMMANDS[0], ...COMMANDS),
  })
  .map(({ folder, session, command }) =>
    step(`ask ${command} in ${folder} of ${session}`, (world) =>
      world.ask({ folder, cwd: folder, session, input: { command } }),
    ),
  );
const goOn = fc
  .integer({ min: 1, max: 20 })
  .map((n) =>
    step(`let ${n} go on`, ({ scheduler }) => scheduler.waitNext(Math.min(n, scheduler.count()))),
  );
const rare = fc.oneof(
  fc.nat(2).map((at) => step(`revoke ${at}`, (world) => world.revoke(at))),
  fc.constantFrom(1_000, 1_800_000, 4_000_000).map((ms) =>
    step(`time ${ms}`, (world) => {
      world.clock.forward(ms);
      world.queue.tick();
    }),
  ),
  fc
    .constantFrom(...SESSIONS)
    .map((session) => step(`end ${session}`, (world) => world.endSession(session))),
  fc
    .constantFrom(...SETTINGS)
    .map((settings) => step(`settings ${settings}`, (world) => void (world.settings = settings))),
  fc.constant(step('restart', (world) => world.restart())),
  fc.constant(step('crash', (world) => world.crash())),
);
const steps = [
  asking,
  asking,
  asking,
  goOn,
  goOn,
  goOn,
  rare,
  fc
    .constantFrom(...TERMS, 'five-times' as const)
    .map((term) => step(`grant ${term}`, (w) => w.answer({ term, rules: ['Bash(npm test)'] }))),
  fc.constant(step('allow once', (world) => world.answer(null))),
];

it(
  'a grant allows what it was given for, as often and as long, in any order of events',
  { timeout: 120_000 },
  async () => {
    let allowed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.commands(steps, { maxCommands: 80, size: 'max' }),
        fc.infiniteStream(fc.boolean()),
        async (scheduler, commands, weather) => {
          // A fault now and then: three coin flips in a row.
          const flip = (): boolean => weather.next().value === true;
          const world = new World(scheduler, () => flip() && flip() && flip());
          await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
          await scheduler.waitFor(world.queue.close());
          allowed += judge(world.events);
        },
      ),
      { numRuns: 400 },
    );
    // The runs came to what is looked at here.
    expect(allowed).toBeGreaterThan(200);
  },
);

/** Looks at everything that grants have allowed; how much it was. */
function judge(events: readonly Event[]): number {
  const grants = new Map<string, Grant>();
  const over = new Set<string>();
  const sessionOver = new Map<string, number>();
  const asked = new Map<string, { readonly request: Request; readonly at: number }>();
  const answerer = new Map<string, Approver>();
  const decidedAt = new Map<string, number>();
  const uses = new Map<string, number>();
  let counted: ReadonlyMap<string, number> = new Map();
  let allowed = 0;

  for (const [at, event] of events.entries()) {
    switch (event.kind) {
      case 'asked':
        asked.set(event.request.id, { request: event.request, at });
        break;
      case 'recorded': {
        if (event.event.kind !== 'decide') break;
        const { by, grant } = event.event;
        answerer.set(event.id, by);
        decidedAt.set(event.id, at);
        if (grant) grants.set(grant.id, grant);
        break;
      }
      case 'restarted':
        // What the disk did not lose is there again.
        for (const grant of event.grants) {
          grants.set(grant.id, grant);
          sessionOver.delete(grant.id);
        }
        break;
      case 'revoked':
        over.add(event.grant);
        break;
      case 'session-over':
        for (const id of event.grants) sessionOver.set(id, at);
        break;
      case 'grants-kept':
        counted = new Map(event.grants.map((grant) => [grant.id, grant.used]));
        break;
      case 'answered': {
        const by = answerer.get(event.id);
        if (event.answer.kind !== 'allow') break;
        // Nothing outlives the grant.
        expect(event.answer.sessionRules).toEqual([]);
        if (by?.kind !== 'grant') break;
        allowed += 1;
        const grant = grants.get(by.id);
        const { request, at: since } = asked.get(event.id) ?? expect.fail('asked by nobody');
        if (!grant) expect.fail('allowed by a grant that nobody gave');
        uses.set(by.id, (uses.get(by.id) ?? 0) + 1);

        // For what and where.
        expect(request.input['command']).toBe('npm test');
        expect(request.folder).toBe(grant.folder);
        // Counted on disk before it is said, or gone from there.
        expect(counted.get(by.id) ?? Infinity).toBeGreaterThanOrEqual(uses.get(by.id) ?? 0);
        // Until when.
        expect(over).not.toContain(by.id);
        expect(sessionOver.get(by.id) ?? Infinity).toBeGreaterThan(since);
        const reads = events
          .slice(since, decidedAt.get(event.id))
          .filter((one) => one.kind === 'rules-read')
          .filter((one) => one.good && one.folder === request.folder);
        expect(reads).not.toEqual([]);
        if (grant.limit.kind === 'session') expect(request.session).toBe(grant.limit.session);
        const { limit } = grant;
        if (limit.kind === 'until') expect(reads.some((one) => one.at < limit.at)).toBe(true);
        if (limit.kind === 'times') expect(uses.get(by.id)).toBeLessThanOrEqual(5);
        break;
      }
      case 'rules-read':
      case 'rule-saved':
      case 'rule-undone':
      case 'grant-ended':
        break;
    }
  }
  return allowed;
}
