import { matchesWildcard } from '../../rules/wildcard.ts';
import type { Action } from '../domains.ts';
import type { Tier } from '../tier.ts';
import type { ToolDeed } from './tool-deed.ts';

/** Where the tools of some MCP servers belong: a person’s own lines stand in front of the built-in ones. */
export interface McpPlacement {
  /** The server’s name, with `*` for any text. */
  readonly server: string;
  /** The tool’s name, with `*` for any text; left out for all tools. */
  readonly tool?: string;
  readonly action: Action;
  /** Left out where the tool’s name decides. */
  readonly tier?: Tier;
}

/** What is done in a field of work, by what a tool’s name says that it does. */
export type Field = Readonly<Record<ToolDeed, Action>>;

function field(read: Action, write: Action, remove: Action, more: Partial<Field> = {}): Field {
  return { read, write, delete: remove, send: write, run: write, unknown: write, ...more };
}

const FILES = field('file_read', 'file_write', 'file_delete');
const GIT = field('git_read', 'git_write', 'git_write', {
  send: 'task_write',
  run: 'workflow_run',
});
const SHELL = field('shell_read', 'shell_run', 'shell_run');
const WEB = field('web_read', 'web_send', 'web_send', { run: 'web_read', unknown: 'web_read' });
const BROWSER = field('browser_read', 'browser_act', 'browser_act');
const TASKS = field('task_read', 'task_write', 'task_delete', { send: 'comms_send' });
const PROJECTS = field('project_read', 'project_write', 'project_delete', { send: 'comms_send' });
const COMMS = field('comms_read', 'comms_send', 'comms_delete');
const TEAMS = field('team_read', 'team_write', 'team_write');
const WORKFLOWS = field('workflow_read', 'workflow_run', 'workflow_delete', {
  send: 'workflow_publish',
});
const AGENTS = field('agent_start', 'agent_start', 'agent_start');

/** Servers by what their names hold, most telling first. */
const SERVERS: readonly (readonly [words: RegExp, field: Field])[] = [
  [/filesystem|file-?system|^files?$|^fs$/, FILES],
  [/github|gitlab|bitbucket|gitea|forgejo|^git$|git-mcp|graphite|gerrit/, GIT],
  [/playwright|puppeteer|browser|chrome|selenium|firefox|webkit|stagehand|hyperbrowser/, BROWSER],
  [/terminal|shell|commander|^ssh|iterm|^bash$|execut/, SHELL],
  [
    /linear|jira|asana|todoist|clickup|trello|monday|shortcut|basecamp|height|things|ticktick|youtrack|redmine|plane|azure-?devops|taskmaster|task/,
    TASKS,
  ],
  [
    /slack|discord|teams-?chat|microsoft-?teams|gmail|mail|outlook|telegram|whatsapp|twilio|sendgrid|resend|intercom|zendesk|freshdesk|mailchimp|klaviyo|signal|imessage|twitter|linkedin|mastodon|bluesky|buffer|calendar|zoom/,
    COMMS,
  ],
  [
    /okta|workday|bamboo|google-?admin|entra|auth0|clerk|scim|ldap|1password|keycloak|people|hr\b/,
    TEAMS,
  ],
  [
    /aws|azure|gcp|google-?cloud|cloudflare|vercel|netlify|heroku|fly|railway|render|kubernetes|k8s|docker|terraform|pulumi|circleci|jenkins|buildkite|github-?actions|argocd|n8n|zapier|make-?com|pipedream|sentry|datadog|grafana|pagerduty|newrelic|digitalocean|firebase|expo|launchdarkly|statsig/,
    WORKFLOWS,
  ],
  [
    /notion|confluence|atlassian|gdrive|google-?drive|google-?docs|sheets|airtable|figma|miro|obsidian|coda|dropbox|box\b|onedrive|sharepoint|postgres|mysql|sqlite|mongo|supabase|redis|bigquery|snowflake|database|neon|planetscale|shopify|stripe|paypal|square|woocommerce|hubspot|salesforce|posthog|amplitude|mixpanel|analytics|metabase|contentful|sanity|wordpress|webflow|canva|quickbooks|xero|plaid|elasticsearch|qdrant|pinecone|weaviate/,
    PROJECTS,
  ],
  [
    /fetch|search|tavily|exa|perplexity|firecrawl|context7|deepwiki|brave|serp|crawl|scrap|docs|wikipedia|arxiv|web/,
    WEB,
  ],
  [/agent|claude|codex|openai|gemini|crew|swarm/, AGENTS],
];

/** The field of work a server belongs to by its name; null for one that isn’t known. */
export function fieldOf(server: string): Field | null {
  const name = server.toLowerCase().replace(/[_\s.]+/g, '-');
  return SERVERS.find(([words]) => words.test(name))?.[1] ?? null;
}

/** A person’s own line for a tool; null where none fits. The first that fits counts. */
export function ownPlacement(
  own: readonly McpPlacement[],
  server: string,
  tool: string,
): McpPlacement | null {
  return (
    own.find(
      (one) =>
        matchesWildcard(one.server, server) &&
        (one.tool === undefined || matchesWildcard(one.tool, tool)),
    ) ?? null
  );
}
