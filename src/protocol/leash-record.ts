import * as z from 'zod/mini';
import { WORDS } from '../core/policy/outcome.ts';
import { ACTIONS } from '../core/risk/domains.ts';
import { matchesWildcard } from '../core/rules/wildcard.ts';
import { actionSchema, domainSchema, requirementSchema, tierSchema } from './judgement.ts';
import { leashChoiceSchema, modeNameSchema, stopSchema } from './leash.ts';

const word = z.enum(WORDS);
const name = z.string().check(z.minLength(1), z.maxLength(400));

/** What a custom mode says; a tier that is left out is asked, and with it all above it. */
const customModeSchema = z
  .strictObject({
    tiers: z.partialRecord(tierSchema, word),
    domains: z.partialRecord(domainSchema, word),
  })
  .check(
    z.describe(
      'What the mode “custom” says of each tier and domain; the strictest word counts, and a tier that is left out is asked.',
    ),
  );

const patched = {
  base: name.check(z.describe('One of the eight profiles.')),
  patch: z
    .array(z.json())
    .check(z.describe('Operations of RFC 6902 on {"git": {"git_push": "ask", …}, …}.')),
};

const policy = {
  match: z
    .strictObject({
      agent: z.exactOptional(name),
      action: z.exactOptional(
        name.check(
          z.refine(namesAction, 'names no action there is'),
          z.describe('An action, with * for any text: git_*, file_delete.'),
        ),
      ),
      domain: z.exactOptional(domainSchema),
      tier: z.exactOptional(tierSchema.check(z.describe('This tier and all above it.'))),
    })
    .check(z.describe('What it speaks of. What isn’t named, it doesn’t ask for.')),
  requires: requirementSchema.check(
    z.refine(({ of }) => of.length > 0, 'names nobody who could sign'),
    z.describe('Who has to sign, and how many of them.'),
  ),
};

const ownPolicySchema = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('machine'), ...policy }),
  z.strictObject({ scope: z.literal('project'), folder: name, ...policy }),
  z.strictObject({ scope: z.literal('session'), session: name, ...policy }),
]);

const personSchema = z.strictObject({
  name,
  roles: z._default(z.array(name), []),
  devices: z._default(z.array(name), []).check(z.describe('Their devices, by name or by id.')),
  editor: z.exactOptional(z.boolean()).check(z.describe('Whether they sit at this editor.')),
});
/** Somebody who signs, and from where. */
export type Person = z.infer<typeof personSchema>;

const placementSchema = z.strictObject({
  server: name.check(z.describe('The name of an MCP server, with * for any text.')),
  tool: z.exactOptional(name),
  action: actionSchema,
  tier: z.exactOptional(tierSchema),
});

/** The person’s own part of the leash, as they write it. */
export const leashDocumentSchema = z.strictObject({
  custom: z._default(customModeSchema, { tiers: {}, domains: {} }),
  profiles: z
    .prefault(
      z.record(name, z.strictObject({ ...patched, meaning: z.exactOptional(z.string()) })),
      {},
    )
    .check(z.describe('Profiles of your own, each by its name.')),
  people: z._default(z.array(personSchema), []).check(z.describe('Who signs, and from where.')),
  policies: z
    ._default(z.array(ownPolicySchema), [])
    .check(
      z.describe(
        'Who must sign what. While the mode is off, policies hold only what Claude Code itself asks; with a mode on, every call they speak of.',
      ),
    ),
  placements: z
    ._default(z.array(placementSchema), [])
    .check(z.describe('Where tools of MCP servers belong; the first that fits counts.')),
});
/** The person’s own part of the leash. */
export type LeashDocument = z.infer<typeof leashDocumentSchema>;

/** What the file of a project or of an organisation says; it can only tighten. */
export const leashFileSchema = z
  .strictObject({
    $schema: z.exactOptional(z.string()),
    mode: z.exactOptional(modeNameSchema),
    custom: z.exactOptional(customModeSchema),
    profile: z.exactOptional(z.union([name, z.strictObject(patched)])),
    policies: z.exactOptional(z.array(z.strictObject(policy))),
  })
  .check(
    z.refine(({ mode, custom }) => (mode === 'custom') === (custom !== undefined), {
      path: ['custom'],
      error: 'goes with "mode": "custom", and only with that',
    }),
  );
/** What the file of a project or of an organisation says. */
export type LeashFileText = z.infer<typeof leashFileSchema>;

const setFolderSchema = z.strictObject({ folder: z.string(), choice: leashChoiceSchema });
const setSessionSchema = z.strictObject({
  session: z.string(),
  folder: z.string(),
  choice: leashChoiceSchema,
  paused: z.nullable(stopSchema),
  /** When it was set, or the session was last seen; milliseconds since 1970. */
  at: z.number(),
});
/** What is set for one session. */
export type SetSession = z.infer<typeof setSessionSchema>;

/** All that a person set about the leash, as it stands in the vault. */
export const leashRecordSchema = z.strictObject({
  version: z.literal(1),
  /** Whether the person has said how long the leash is. */
  isChosen: z.boolean(),
  machine: leashChoiceSchema,
  folders: z.array(setFolderSchema),
  sessions: z.array(setSessionSchema),
  stopped: z.nullable(stopSchema),
  /** Whether calls are blocked while no desk answers. */
  blocksWithoutDesk: z.boolean(),
  document: leashDocumentSchema,
});
/** All that a person set about the leash. */
export type LeashRecord = z.infer<typeof leashRecordSchema>;

function namesAction(pattern: string): boolean {
  return ACTIONS.some((action) => matchesWildcard(pattern, action));
}
