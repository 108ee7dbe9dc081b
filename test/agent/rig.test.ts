import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runHeadless } from '../rigs/claude/headless.ts';
import { allow, deny, startHookRecorder, type HookRecorder } from '../rigs/claude/hook-recorder.ts';
import { installClaude } from '../rigs/claude/install.ts';
import { startMockApi, type MockApi } from '../rigs/claude/mock-api.ts';
import { makeProject, type Project } from '../rigs/claude/project.ts';
import { openTerminal } from '../rigs/claude/terminal.ts';

let api: MockApi;
let hook: HookRecorder;
let project: Project;

beforeAll(async () => {
  await installClaude();
});
beforeEach(async () => {
  [api, hook, project] = await Promise.all([
    startMockApi(),
    startHookRecorder(),
    makeProject({ mcp: true }),
  ]);
  await project.settings('user', {
    permissions: { defaultMode: 'default' },
    enableAllProjectMcpServers: true,
    hooks: hook.hooks('PermissionRequest'),
  });
});
afterEach(async () => {
  await Promise.all([api.close(), hook.close()]);
  await project.remove();
});

const touch = { tool: 'Bash', input: { command: 'make it > ran.txt; echo done' }, id: 'toolu_one' };
const ran = () => existsSync(join(project.folder, 'ran.txt'));

describe('the real Claude Code, headless', () => {
  it('runs a command the hook allows', async () => {
    hook.policy(() => allow());
    const prompt = api.play([[touch]]);
    const { code, stdout } = await runHeadless({ project, apiUrl: api.url, prompt });
    expect(stdout).toContain('MOCKDONE');
    expect(code).toBe(0);
    expect(ran()).toBe(true);
    expect((await api.toolResult('toolu_one')).text).toContain('done');
  });

  it('gives the model the message of a deny', async () => {
    hook.policy(() => deny('Use yarn instead.'));
    const prompt = api.play([[touch]]);
    await runHeadless({ project, apiUrl: api.url, prompt });
    expect(await api.toolResult('toolu_one')).toEqual({
      toolUseId: 'toolu_one',
      isError: true,
      text: 'Use yarn instead.',
    });
    expect(ran()).toBe(false);
  });

  it('refuses by itself when the hook says nothing', async () => {
    hook.policy(() => ({}));
    const prompt = api.play([[touch]]);
    await runHeadless({ project, apiUrl: api.url, prompt });
    expect((await api.toolResult()).isError).toBe(true);
    expect(ran()).toBe(false);
  });

  it('asks for a tool of an MCP server', async () => {
    hook.policy(() => allow());
    const input = { path: 'a', text: 'b' };
    const prompt = api.play([[{ tool: 'mcp__mocksrv__write_thing', input }]]);
    await runHeadless({ project, apiUrl: api.url, prompt });
    expect((await hook.call('PermissionRequest')).tool).toBe('mcp__mocksrv__write_thing');
    expect((await api.toolResult()).text).toContain('mcp write_thing');
  });
});

describe('the real Claude Code, in a terminal', () => {
  it('shows its dialog while the hook holds the request, and No closes the socket', async () => {
    const terminal = await openTerminal({ project, apiUrl: api.url });
    try {
      await terminal.prompt(api.play([[touch]]));
      const request = await hook.call('PermissionRequest');
      expect(request.body).toMatchObject({ tool_name: 'Bash', tool_input: touch.input });
      await terminal.dialog();
      await terminal.press('Escape');
      await request.closed(2000);
      expect(ran()).toBe(false);
    } finally {
      await terminal.quit();
    }
  });
});
