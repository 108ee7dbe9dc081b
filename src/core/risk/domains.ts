/** One field of work, and what can be done in it. */
interface DomainEntry {
  readonly domain: string;
  readonly label: string;
  readonly actions: readonly { readonly action: string; readonly label: string }[];
}

/**
 * The thirteen fields of work a request can touch, and what can be done in each, in words for a
 * person and in the order in which they read them.
 */
export const DOMAINS = [
  {
    domain: 'filesystem',
    label: 'Files and folders',
    actions: [
      { action: 'file_read', label: 'Read files' },
      { action: 'file_write', label: 'Write and change files' },
      { action: 'file_delete', label: 'Delete files' },
    ],
  },
  {
    domain: 'git',
    label: 'Git and its servers',
    actions: [
      { action: 'git_read', label: 'Look at history and state' },
      { action: 'git_write', label: 'Commit, branch, and change the working copy' },
      { action: 'git_push', label: 'Push to a server' },
      { action: 'git_force_push', label: 'Push over a server’s history' },
      { action: 'git_create_pr', label: 'Open a pull request' },
    ],
  },
  {
    domain: 'shell',
    label: 'Programs on this machine',
    actions: [
      { action: 'shell_read', label: 'Run a program that only looks' },
      { action: 'shell_run', label: 'Run a program' },
      { action: 'shell_install', label: 'Install packages and tools' },
      { action: 'shell_admin', label: 'Act with raised rights, or on the system itself' },
    ],
  },
  {
    domain: 'web',
    label: 'The network',
    actions: [
      { action: 'web_read', label: 'Fetch and search' },
      { action: 'web_send', label: 'Send data, or change something on a server' },
    ],
  },
  {
    domain: 'browser',
    label: 'A browser that is driven',
    actions: [
      { action: 'browser_read', label: 'Open and look at pages' },
      { action: 'browser_act', label: 'Click, type, and run scripts in pages' },
    ],
  },
  {
    domain: 'tasks',
    label: 'Tasks and issues',
    actions: [
      { action: 'task_read', label: 'Look at tasks and issues' },
      { action: 'task_write', label: 'Make and change tasks and issues' },
      { action: 'task_delete', label: 'Delete tasks and issues' },
    ],
  },
  {
    domain: 'projects',
    label: 'Projects, documents and data',
    actions: [
      { action: 'project_read', label: 'Look at projects, documents and data' },
      { action: 'project_write', label: 'Make and change projects, documents and data' },
      { action: 'project_delete', label: 'Delete projects, documents and data' },
    ],
  },
  {
    domain: 'comms',
    label: 'Messages to people',
    actions: [
      { action: 'comms_read', label: 'Read messages' },
      { action: 'comms_send', label: 'Write to people, or invite them' },
      { action: 'comms_delete', label: 'Delete messages' },
    ],
  },
  {
    domain: 'teams',
    label: 'People and their rights',
    actions: [
      { action: 'team_read', label: 'Look at people and rights' },
      { action: 'team_write', label: 'Change people and rights' },
    ],
  },
  {
    domain: 'workflows',
    label: 'Pipelines, releases and infrastructure',
    actions: [
      { action: 'workflow_read', label: 'Look at pipelines and infrastructure' },
      { action: 'workflow_run', label: 'Start pipelines, change infrastructure' },
      { action: 'workflow_publish', label: 'Publish and release' },
      { action: 'workflow_delete', label: 'Destroy infrastructure' },
    ],
  },
  {
    domain: 'agents',
    label: 'Other agents',
    actions: [{ action: 'agent_start', label: 'Start or direct an agent' }],
  },
  {
    domain: 'skills',
    label: 'Skills',
    actions: [{ action: 'skill_use', label: 'Use a skill' }],
  },
  {
    domain: 'mcp',
    label: 'Tools of MCP servers',
    actions: [
      { action: 'mcp_read', label: 'Use a tool that only looks' },
      { action: 'mcp_write', label: 'Use a tool that changes something, or that isn’t known' },
      { action: 'mcp_delete', label: 'Use a tool that deletes' },
    ],
  },
] as const satisfies readonly DomainEntry[];

export type Domain = (typeof DOMAINS)[number]['domain'];
/** One thing that can be done in a domain, by the name that policies and profiles use (`git_push`). */
export type Action = (typeof DOMAINS)[number]['actions'][number]['action'];

/** Every action of every domain, in the table's order. */
export const ACTIONS: readonly Action[] = DOMAINS.flatMap(({ actions }) =>
  actions.map(({ action }) => action),
);

const DOMAIN_OF: ReadonlyMap<string, Domain> = new Map(
  DOMAINS.flatMap(({ domain, actions }) => actions.map(({ action }) => [action, domain])),
);

/** The domain an action belongs to. */
export function domainOf(action: Action): Domain {
  return DOMAIN_OF.get(action) ?? 'shell';
}
