import { assessCommand } from '../assess-command.ts';
import { assessmentOf, joined, type Assessment, type PartEffect } from '../assessment.ts';
import type { Action } from '../domains.ts';
import { effect, type Effect } from '../effect.ts';
import { statementEffect } from '../effects/databases.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { deleteEffect, readEffect, writeEffect } from '../places/file-effects.ts';
import type { Tier } from '../tier.ts';
import type { TypedRequest } from '../typed-request.ts';
import { fieldOf, ownPlacement, type Field, type McpPlacement } from './placement.ts';
import { deedOf, movesMoney, type ToolDeed } from './tool-deed.ts';

type McpRequest = Extract<TypedRequest, { kind: 'mcp-tool' }>;

/** What a call of an MCP tool would do, by its server, its name, and what of its input is plain. */
export function assessTool(
  request: McpRequest,
  cwd: string,
  facts: FolderFacts,
  own: readonly McpPlacement[],
): Assessment {
  const { server, tool } = request;
  const part = `${server} ${tool}`;
  const deed = deedOf(tool);
  const placed = ownPlacement(own, server, tool);
  const general = effect('none', GENERAL[deed], 'is a tool of an MCP server');
  if (placed !== null) {
    const does = 'is placed by your own table';
    const tier = placed.tier ?? tierOf(deed, placed.action);
    return assessmentOf(parts(part, [effect(tier, placed.action, does), general]), true, true);
  }
  const field = fieldOf(server) ?? fieldOf(tool);
  const effects: Effect[] = [general, named(deed, field, tool)];
  effects.push(...inputEffects(request, deed, field, cwd, facts));
  const command = shellText(request);
  // A name may say less than a tool does: only one that looks is taken at its word.
  const outer = assessmentOf(parts(part, effects), deed === 'read', true);
  return command === null ? outer : joined(outer, assessCommand(command, cwd, facts));
}

function parts(part: string, effects: readonly Effect[]): readonly PartEffect[] {
  return effects.map((one) => ({ part, effect: one }));
}

const GENERAL: Readonly<Record<ToolDeed, Action>> = {
  read: 'mcp_read',
  write: 'mcp_write',
  send: 'mcp_write',
  run: 'mcp_write',
  unknown: 'mcp_write',
  delete: 'mcp_delete',
};

const DOES: Readonly<Record<ToolDeed, string>> = {
  read: 'looks something up',
  write: 'makes or changes something',
  send: 'sends, shares or publishes something',
  run: 'runs something',
  unknown: 'does something that its name doesn’t say',
  delete: 'deletes something',
};

function named(deed: ToolDeed, field: Field | null, tool: string): Effect {
  const action = pullRequest(tool) ?? field?.[deed] ?? GENERAL[deed];
  if (movesMoney(tool) && deed !== 'read') {
    return effect('high', action, 'moves money, or what is owed');
  }
  return effect(tierOf(deed, action), action, DOES[deed]);
}

/** Tools of git’s sites whose names say more. */
function pullRequest(tool: string): Action | null {
  const name = tool.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  if (/create_(pull_request|pr|merge_request|mr)\b/.test(name)) return 'git_create_pr';
  if (/(push_files|create_or_update_file|merge_(pull_request|pr|merge_request)|push)/.test(name)) {
    return 'git_push';
  }
  return null;
}

function tierOf(deed: ToolDeed, action: Action): Tier {
  if (deed === 'delete') return 'high';
  if (/^(comms_send|team_write|workflow_(publish|delete)|git_force_push)$/.test(action))
    return 'high';
  if (action === 'workflow_run' || deed === 'run') return deed === 'read' ? 'low' : 'high';
  if (deed === 'read') return 'low';
  return 'medium';
}

/** What the input says plainly: a file, an address, a statement for a database. */
function inputEffects(
  { input, tool }: McpRequest,
  deed: ToolDeed,
  field: Field | null,
  cwd: string,
  facts: FolderFacts,
): readonly Effect[] {
  const found: Effect[] = [];
  for (const key of ['path', 'file_path', 'filePath', 'destination', 'source', 'filename']) {
    const path = input[key];
    if (typeof path !== 'string' || field?.read !== 'file_read') continue;
    const file = { path, text: path, cwd };
    if (deed === 'read') found.push(readEffect(file, facts));
    else if (deed === 'delete') found.push(deleteEffect(file, facts, { recursive: true }));
    else found.push(writeEffect(file, facts));
  }
  for (const key of ['sql', 'query', 'statement']) {
    const text = input[key];
    if (typeof text === 'string') found.push(...statementEffect(text));
  }
  if (
    /evaluate|run_?code|execute_?script|console_?exec/i.test(tool) &&
    field?.read === 'browser_read'
  ) {
    found.push(effect('high', 'browser_act', 'runs a script in a page'));
  }
  return found;
}

/** A line of shell that a tool is given to run. */
function shellText({ input, server, tool }: McpRequest): string | null {
  const { command, cmd, script } = input;
  const text = [command, cmd, script].find((one) => typeof one === 'string');
  const runs = /shell|terminal|command|bash|exec|ssh|process/i.test(`${server} ${tool}`);
  return typeof text === 'string' && runs ? text : null;
}
