import * as z from 'zod/mini';

/** The autonomy modes, by name. */
export const modeNameSchema = z.enum(['off', 'full', 'partial', 'manual', 'custom']);

/** What is set in one place; null where it leaves that to the next wider one. */
export const leashChoiceSchema = z.strictObject({
  mode: z.nullable(modeNameSchema),
  /** The name of a profile, one of the eight or the person’s own. */
  profile: z.nullable(z.string()),
});
/** What is set in one place. */
export type LeashChoice = z.infer<typeof leashChoiceSchema>;

const counts = z.strictObject({ allow: z.number(), ask: z.number(), deny: z.number() });

/** Who stopped or paused agents, and when (milliseconds since 1970). */
export const stopSchema = z.strictObject({ by: z.string(), at: z.number() });

/** How long the agents’ leash is, as a window shows it. */
export const leashViewSchema = z.strictObject({
  machine: leashChoiceSchema,
  /** The folders of this window, and others for which something is set. */
  folders: z.array(
    z.strictObject({
      folder: z.string(),
      choice: leashChoiceSchema,
      /** The project’s own file, where there is one. */
      projectFile: z.nullable(
        z.strictObject({
          file: z.string(),
          /** Why it can’t be used, and what to do; null where it can. Unusable, everything is asked. */
          problem: z.nullable(z.string()),
          /** What it tried to loosen, each in words; it has no effect. */
          loosened: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** Sessions for which something is set, or that are paused. */
  sessions: z.array(
    z.strictObject({
      session: z.string(),
      folder: z.string(),
      choice: leashChoiceSchema,
      paused: z.nullable(stopSchema),
    }),
  ),
  /** All profiles by name, the person’s own last. */
  profiles: z.array(z.strictObject({ name: z.string(), meaning: z.string() })),
  /** The organisation’s file, where there is one. */
  organisation: z.nullable(z.strictObject({ file: z.string(), problem: z.nullable(z.string()) })),
  /** Whether Claude Code asks before each call, as a mode other than off needs it. */
  hook: z.enum(['not-needed', 'in-place', 'missing']),
  /**
   * How far the person’s and the projects’ policies hold for this window: where the mode is off
   * (`only-asked`) they hold what Claude Code itself asks and nothing else.
   */
  policies: z.enum(['none', 'held', 'only-asked']),
  /** Whether calls are blocked while no desk answers. */
  blocksWithoutDesk: z.boolean(),
  /** The kill switch. */
  stopped: z.nullable(stopSchema),
  /** What each mode would have done with the person’s last requests; null while none are known. */
  foresight: z.nullable(
    z.strictObject({ of: z.number(), full: counts, partial: counts, manual: counts }),
  ),
  /** Whether the person has said how long the leash is; until then they are asked once. */
  isChosen: z.boolean(),
  /** Why what was set can’t be read, and what to do; then everything is asked. Null where it can. */
  problem: z.nullable(z.string()),
});
/** How long the agents’ leash is, as a window shows it. */
export type LeashView = z.infer<typeof leashViewSchema>;
