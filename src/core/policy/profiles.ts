import type { Assessment } from '../risk/assessment.ts';
import { ACTIONS, DOMAINS, domainOf, type Action, type Domain } from '../risk/domains.ts';
import { outcomeOf, stricter, type LayerVerdict, type Word } from './outcome.ts';

/** What a profile says of each action, of all of them. */
export type ProfileTable = Readonly<Record<Action, Word>>;

/** A person’s choice of what an agent is for. */
export interface Profile {
  readonly name: string;
  readonly table: ProfileTable;
}

/** What a profile says of domains, then of single actions; what neither names is as the base says. */
interface Sketch {
  readonly meaning: string;
  readonly base: Word;
  readonly domains?: Readonly<Partial<Record<Domain, Word>>>;
  readonly actions?: Readonly<Partial<Record<Action, Word>>>;
}

const READS: Readonly<Partial<Record<Action, Word>>> = Object.fromEntries(
  ACTIONS.filter((action) => action.endsWith('_read')).map((action) => [action, 'allow'] as const),
);

const SKETCHES = {
  'Read Only': {
    meaning: 'Looks and nothing else',
    base: 'never',
    actions: { ...READS, agent_start: 'ask', skill_use: 'ask' },
  },
  Standard: {
    meaning: 'Everyday work: risky actions are asked',
    base: 'ask',
    domains: { shell: 'allow', agents: 'allow', skills: 'allow', tasks: 'allow' },
    actions: {
      ...READS,
      ...{ file_write: 'allow', file_delete: 'allow', git_write: 'allow', git_push: 'ask' },
      ...{ git_force_push: 'ask', shell_admin: 'ask', task_delete: 'ask', shell_install: 'ask' },
      ...{ mcp_write: 'allow', mcp_delete: 'ask' },
    },
  },
  'Full Access': {
    meaning: 'Nothing is held back by the profile; the mode alone decides',
    base: 'allow',
  },
  'Coding Standard': {
    meaning: 'Code, tests and commits; nothing is published, nobody is written to',
    base: 'ask',
    domains: {
      filesystem: 'allow',
      git: 'allow',
      shell: 'allow',
      agents: 'allow',
      skills: 'allow',
    },
    actions: {
      ...READS,
      ...{ git_push: 'ask', git_force_push: 'never', git_create_pr: 'ask', shell_admin: 'ask' },
      ...{
        comms_send: 'never',
        comms_delete: 'never',
        team_write: 'never',
        workflow_publish: 'never',
      },
      ...{ workflow_delete: 'never', browser_act: 'allow', mcp_write: 'allow' },
    },
  },
  'Marketing Safe': {
    meaning:
      'Texts, pages and research; whatever reaches people is asked, code and machines are out',
    base: 'ask',
    domains: { git: 'never', shell: 'never', teams: 'never', workflows: 'never' },
    actions: {
      ...READS,
      ...{ file_write: 'allow', file_delete: 'ask', project_write: 'allow', task_write: 'allow' },
      ...{ browser_act: 'ask', comms_send: 'ask', comms_delete: 'never', project_delete: 'never' },
      ...{ mcp_write: 'allow', mcp_delete: 'never', skill_use: 'allow' },
    },
  },
  'Commerce Restricted': {
    meaning:
      'Looks after a shop: data may be read, every change is asked, nothing is deleted or published',
    base: 'ask',
    domains: { teams: 'never' },
    actions: {
      ...READS,
      ...{
        file_delete: 'never',
        project_delete: 'never',
        task_delete: 'never',
        comms_delete: 'never',
      },
      ...{ mcp_delete: 'never', workflow_delete: 'never', workflow_publish: 'never' },
      ...{
        git_force_push: 'never',
        shell_admin: 'never',
        shell_install: 'never',
        team_read: 'allow',
      },
      ...{ skill_use: 'allow' },
    },
  },
  'Analytics Read-Only': {
    meaning: 'Asks data and writes reports into the project; changes nothing anywhere else',
    base: 'never',
    actions: {
      ...READS,
      ...{
        file_write: 'ask',
        shell_run: 'ask',
        agent_start: 'ask',
        skill_use: 'allow',
        mcp_write: 'ask',
      },
    },
  },
  'Minimal Chat': {
    meaning: 'Talks; whatever it would look at is asked, all else is out',
    base: 'never',
    actions: {
      ...{ file_read: 'ask', web_read: 'ask', project_read: 'ask', comms_read: 'allow' },
      ...{ task_read: 'allow', task_write: 'allow' },
    },
  },
} as const satisfies Readonly<Record<string, Sketch>>;

/** The eight profiles there are from the start, with a word on what each is for. */
export const PROFILES: ReadonlyMap<string, Profile & { readonly meaning: string }> = new Map(
  Object.entries(SKETCHES).map(([name, sketch]) => [
    name,
    { name, meaning: sketch.meaning, table: tableOf(sketch) },
  ]),
);

function tableOf({ base, domains, actions }: Sketch): ProfileTable {
  const word = (action: Action): Word => actions?.[action] ?? domains?.[domainOf(action)] ?? base;
  return tabled(word);
}

/** A table with a word for every action. */
export function tabled(word: (action: Action) => Word): ProfileTable {
  const table: Partial<Record<Action, Word>> = {};
  for (const action of ACTIONS) table[action] = word(action);
  return complete(table);
}

function complete(table: Partial<Record<Action, Word>>): ProfileTable {
  if (!isComplete(table)) throw new Error('A profile says something of every action.');
  return table;
}

function isComplete(table: Partial<Record<Action, Word>>): table is Record<Action, Word> {
  return ACTIONS.every((action) => table[action] !== undefined);
}

/** What a profile says of a request: of all its actions, the strictest. */
export function judgeProfile({ name, table }: Profile, { actions }: Assessment): LayerVerdict {
  let strictest: LayerVerdict = { outcome: 'allow', because: `The profile ${name} lets it by.` };
  for (const action of actions) {
    const outcome = outcomeOf(table[action]);
    if (stricter(outcome, strictest.outcome) === strictest.outcome) continue;
    const verb = outcome === 'deny' ? 'never allows' : 'asks about';
    strictest = { outcome, because: `The profile ${name} ${verb} “${labelOf(action)}”.` };
  }
  return strictest;
}

const LABELS: ReadonlyMap<string, string> = new Map(
  DOMAINS.flatMap(({ actions }) => actions.map(({ action, label }) => [action, label] as const)),
);

function labelOf(action: Action): string {
  return LABELS.get(action) ?? action;
}
