import type { EffectRule } from './rules.ts';

const AGENTS =
  'claude codex gemini aider cursor-agent opencode goose amp crush qwen copilot llm cline amazon-q q kiro-cli droid auggie kilocode';

/** Other agents, started from a command line. */
export const AGENT_RULES: readonly EffectRule[] = [
  {
    tier: 'medium',
    action: 'agent_start',
    of: AGENTS,
    unless: /^(-v|-h|--list)$/,
    does: 'starts another agent',
  },
  {
    tier: 'high',
    action: 'agent_start',
    of: AGENTS,
    verb: /^(mcp (add|remove)|config (set|add|remove)|plugin|update|install|setup-token|auth|login|logout|agents? (add|create))\b/,
    does: 'changes what an agent may reach',
  },
  {
    tier: 'critical',
    action: 'agent_start',
    of: AGENTS,
    verb: /^config (set|add)\b.*(permission|allow|hook|sandbox|bypass|approval)/i,
    does: 'changes what an agent asks before it does it',
  },
  {
    tier: 'critical',
    action: 'agent_start',
    of: AGENTS,
    flag: /^(--dangerously-\S+|--allow-dangerously-\S+|--yolo|-y|--full-auto|--yes-always|--auto-approve\S*|--allow-all-tools|--trust-all-tools|--no-safety|--skip-permissions\S*|--no-confirm|--auto-yes|--force|--settings(=.*)?|--permission-prompt-tool(=.*)?|--allowed-?tools(=.*)?|bypassPermissions|acceptEdits|--permission-mode=(bypassPermissions|acceptEdits|auto)|--approval-mode(=.*)?|--ask-for-approval=never|danger-full-access)$/i,
    does: 'starts an agent that asks nobody',
  },
];
