import { hasHidden } from '../hidden.ts';
import { hostOf, isPublicName } from '../rules/url-host.ts';
import { isFreeHost } from '../rules/free-hosts.ts';
import { addressOf } from '../rules/web-domain.ts';
import { looksSecret } from '../rules/secrets.ts';
import { assessCommand } from './assess-command.ts';
import { assessmentOf, joined, type Assessment } from './assessment.ts';
import type { Action } from './domains.ts';
import { effect, type Effect } from './effect.ts';
import type { FolderFacts } from './folder-facts.ts';
import { assessTool } from './mcp/assess-tool.ts';
import type { McpPlacement } from './mcp/placement.ts';
import { deleteEffect, readEffect, writeEffect } from './places/file-effects.ts';
import type { TypedRequest } from './typed-request.ts';

/** What is looked at beside the request itself. */
export interface AssessContext {
  /** The folder the call would run in. */
  readonly cwd: string;
  readonly facts: FolderFacts;
  /** A person’s own lines for MCP tools. */
  readonly placements: readonly McpPlacement[];
  /** All texts of the request’s input, for what does not show in them. */
  readonly texts: readonly string[];
}

/** What a request would do, how risky that is, and why. It never throws. */
export function assess(request: TypedRequest, context: AssessContext): Assessment {
  const own = assessKind(request, context);
  if (!context.texts.some(hasHidden)) return own;
  const action = own.actions[0] ?? 'shell_run';
  const hidden = effect('high', action, 'holds characters that do not show');
  return joined(own, assessmentOf([{ part: 'The text', effect: hidden }], false, false));
}

function assessKind(request: TypedRequest, { cwd, facts, placements }: AssessContext): Assessment {
  switch (request.kind) {
    case 'shell-command':
      if (request.shell === 'bash') return assessCommand(request.command, cwd, facts);
      return one(
        request.command,
        effect('high', 'shell_run', 'is PowerShell, which can’t be analysed'),
        false,
      );
    case 'file-read':
      return fileRead(request.path, cwd, facts);
    case 'file-edit':
    case 'file-write':
      return fileChange(request.path, cwd, facts);
    case 'file-delete': {
      const { path } = request;
      const deleted = deleteEffect({ path, text: path, cwd }, facts, { recursive: true });
      return one(`Delete ${path}`, deleted, true);
    }
    case 'network-access':
      return network(request.url, request.query);
    case 'mcp-tool':
      return assessTool(request, cwd, facts, placements);
    case 'sub-agent':
      return one(
        request.type ?? 'a sub-agent',
        effect('low', 'agent_start', 'is started; what it asks is judged by itself'),
        true,
      );
    case 'skill':
      return one(
        request.name,
        effect('low', 'skill_use', 'is a skill; what it runs is judged by itself'),
        true,
      );
    case 'question':
      return one('a question', effect('none', 'comms_read', 'waits for your answer'), true);
    case 'plan':
      return one('a plan', effect('low', 'task_write', 'waits for your word'), true);
    case 'mode-change':
      return one(
        request.mode,
        request.mode === 'plan'
          ? effect('none', 'task_read', 'only looks and plans')
          : effect('critical', 'agent_start', 'changes what you are asked'),
        true,
      );
    case 'other':
      return other(request.tool);
  }
}

function one(part: string, does: Effect, certain: boolean): Assessment {
  return assessmentOf([{ part, effect: does }], certain, true);
}

function fileRead(path: string | null, cwd: string, facts: FolderFacts): Assessment {
  const named = path ?? cwd;
  return one(`Read ${named}`, readEffect({ path: named, text: named, cwd }, facts), true);
}

function fileChange(path: string, cwd: string, facts: FolderFacts): Assessment {
  return one(`Write ${path}`, writeEffect({ path, text: path, cwd }, facts), true);
}

/** An address: whose it is, and whether it carries something out. */
function network(url: string | null, query: string | null): Assessment {
  if (url === null)
    return one(query ?? 'the web', effect('low', 'web_read', 'is looked up on the web'), true);
  const host = hostOf(url);
  if (host === null)
    return one(url, effect('high', 'web_read', 'is an address that isn’t written plainly'), false);
  const behind = url.slice(url.indexOf(host) + host.length);
  if (behind.length > 200 || looksSecret(behind)) {
    return one(
      url,
      effect('high', 'web_send', 'carries much behind the host’s name, perhaps a secret'),
      true,
    );
  }
  const address = addressOf(url);
  if (address !== null && isFreeHost(address))
    return one(url, effect('none', 'web_read', 'is documentation'), true);
  if (!isPublicName(host))
    return one(url, effect('medium', 'web_read', 'is on this machine or network'), true);
  return one(url, effect('low', 'web_read', 'is fetched from the web'), true);
}

/** Claude Code’s other tools, as far as their names are known. */
const TOOLS: Readonly<
  Record<string, readonly [tier: Effect['tier'], action: Action, does: string]>
> = {
  TodoWrite: ['none', 'task_write', 'keeps the agent’s own list'],
  TodoRead: ['none', 'task_read', 'looks at the agent’s own list'],
  TaskCreate: ['none', 'task_write', 'keeps the agent’s own list'],
  TaskUpdate: ['none', 'task_write', 'keeps the agent’s own list'],
  TaskList: ['none', 'task_read', 'looks at the agent’s own list'],
  TaskGet: ['none', 'task_read', 'looks at the agent’s own list'],
  TaskOutput: ['none', 'shell_read', 'looks at what runs in the background'],
  BashOutput: ['none', 'shell_read', 'looks at what runs in the background'],
  KillShell: ['low', 'shell_run', 'ends what the agent started'],
  KillBash: ['low', 'shell_run', 'ends what the agent started'],
  TaskStop: ['low', 'shell_run', 'ends what the agent started'],
  ToolSearch: ['none', 'mcp_read', 'looks for tools'],
  ListMcpResourcesTool: ['none', 'mcp_read', 'lists what servers hold'],
  ReadMcpResourceTool: ['low', 'mcp_read', 'reads what a server holds'],
  LSP: ['none', 'file_read', 'asks about the code'],
  EnterWorktree: ['low', 'git_write', 'works in a copy of the project'],
  ExitWorktree: ['medium', 'git_write', 'leaves a copy of the project, and may take it away'],
  ReportFindings: ['none', 'task_write', 'says what a review found'],
  ListAgents: ['none', 'task_read', 'looks at which agents there are'],
  SendMessage: ['low', 'agent_start', 'tells another agent something'],
  ScheduleWakeup: [
    'low',
    'agent_start',
    'has the agent go on later; what it does is judged by itself',
  ],
  Workflow: [
    'medium',
    'agent_start',
    'starts agents by a script; what they do is judged by itself',
  ],
  TeamCreate: ['medium', 'agent_start', 'starts a team of agents'],
  TeamDelete: ['medium', 'agent_start', 'ends a team of agents'],
  CronCreate: ['high', 'workflow_run', 'has something run later'],
  CronDelete: ['medium', 'workflow_run', 'takes back what would run later'],
  CronList: ['none', 'workflow_read', 'lists what would run later'],
};

function other(tool: string): Assessment {
  const known = TOOLS[tool];
  if (known === undefined) {
    return one(tool, effect('high', 'shell_run', 'is a tool that isn’t known'), false);
  }
  const [tier, action, does] = known;
  return one(tool, effect(tier, action, does), true);
}
