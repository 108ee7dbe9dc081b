import type { OracleCall } from '../oracle/oracle.ts';
import type { Random } from './random.ts';

const HOSTS = [
  ...[
    'example.com',
    'sub.example.com',
    'a.b.example.com',
    'example.org',
    'example.co.uk',
    'xn--bcher-kva.example',
  ],
  ...[
    'docs.python.org',
    'github.com',
    'raw.githubusercontent.com',
    'react.dev',
    'notexample.com',
    '192.0.2.1',
  ],
];

const upper = (random: Random, text: string) => (random.chance(0.1) ? text.toUpperCase() : text);

function aUrl(random: Random, host: string): string {
  const scheme = random.pick(['https', 'https', 'https', 'http']);
  const user = random.chance(0.08) ? random.pick(['u@', 'u:p@', 'example.com@']) : '';
  const port = random.chance(0.15) ? random.pick([':8080', ':443', ':80']) : '';
  const path = random.pick(['', '/', '/a', '/a/b?c=d', '/a#b', '/@example.com', '?x']);
  const dot = random.chance(0.04) ? '.' : '';
  return `${scheme}://${user}${upper(random, host)}${dot}${port}${path}`;
}

function aHostPattern(random: Random, host: string): string {
  const labels = host.split('.');
  const parent = labels.slice(1).join('.');
  return upper(
    random,
    random.way([
      [8, () => host],
      [4, () => `*.${host}`],
      [4, () => `*.${parent}`],
      [2, () => parent],
      [1, () => '*'],
      [1, () => `*${host}`],
      [1, () => `${labels[0] ?? ''}.*`],
      [1, () => [labels[0], '*', ...labels.slice(2)].join('.')],
      [1, () => `*.${host.slice(1)}`],
      [1, () => `.${host}`],
      [1, () => `${host}.`],
      [1, () => `${host}:8080`],
      [1, () => `https://${host}`],
      [1, () => `${host}/a`],
      [1, () => ` ${host}`],
      [1, () => `${host.slice(0, 3)}*`],
      [1, () => `*.*.${parent}`],
      [1, () => `**.${parent}`],
      [1, () => `u@${host}`],
      [1, () => ''],
    ]),
  );
}

/** A case of a tool that is neither the shell nor a file: rules, and calls they have to do with. */
export interface ToolCase {
  readonly rule: () => string;
  readonly call: () => OracleCall;
}

/** Fetches, and rules for their hosts. */
export function fetches(random: Random): ToolCase {
  const host = random.pick(HOSTS);
  return {
    rule: () =>
      random.way([
        [
          20,
          () =>
            `WebFetch(domain:${aHostPattern(random, random.chance(0.8) ? host : random.pick(HOSTS))})`,
        ],
        [1, () => 'WebFetch'],
        [1, () => 'WebFetch(*)'],
        [1, () => `WebFetch(${host})`],
        [1, () => `WebFetch(https://${host}/*)`],
        [1, () => `WebFetch(url:https://${host}/*)`],
        [1, () => 'WebFetch(prompt:p)'],
        [1, () => `WebFetch(Domain:${host})`],
        [1, () => `WebFetch(domain: ${host})`],
        [1, () => 'webfetch'],
      ]),
    call: () => {
      const of = random.chance(0.6) ? host : random.pick(HOSTS);
      return { tool: 'WebFetch', input: { url: aUrl(random, of), prompt: 'p' } };
    },
  };
}

/** Tools of the server that the rig offers, with rules by their names. */
export function serverTools(random: Random): ToolCase {
  return {
    rule: () =>
      random.pick([
        ...['mcp__mocksrv', 'mcp__mocksrv__*', 'mcp__mocksrv__echo', 'mcp__mocksrv__write_thing'],
        ...[
          'mcp__mocksrv__e*',
          'mcp__mocksrv__write_*',
          'mcp__mocksrv__*o',
          'mcp__mocksrv__*_*',
          'mcp__*',
        ],
        ...[
          'mcp__*__echo',
          'mcp__mock*',
          'mcp__moc*__echo',
          'mcp__other',
          'mcp__other__*',
          '*',
          'mcp__mocksrv__',
        ],
        ...[
          'mcp__mocksrv__echo(*)',
          'mcp__mocksrv__echo(text:x)',
          'mcp__mocksrv__echo()',
          'mcp__mocksrv(*)',
        ],
        ...[
          'MCP__mocksrv',
          'mcp__Mocksrv__echo',
          'mcp__mocksrv__ECHO',
          'mocksrv__echo',
          'mcp_mocksrv_echo',
        ],
        ...[
          'mcp__mocksrv__echo*',
          'mcp__mocksrv__ech?',
          'mcp__mocksrv__{echo}',
          '*echo',
          'm*',
          'mcp__mocksrv*',
        ],
        ...['mcp__mocksrv__**', 'mcp__mocksrv__ec*o', 'mcp__mocksrv__write_thing(path:*)'],
      ]),
    call: () => ({
      tool: random.pick(['mcp__mocksrv__echo', 'mcp__mocksrv__write_thing']),
      input: { text: random.pick(['x', 'y']), ...(random.chance(0.3) ? { path: 'a.txt' } : {}) },
    }),
  };
}

/** Agents, skills and searches. */
export function otherTools(random: Random): ToolCase {
  return {
    rule: () =>
      random.pick([
        ...[
          'Agent',
          'Agent(*)',
          'Agent(Explore)',
          'Agent(Plan)',
          'Agent(general-purpose)',
          'Task(Explore)',
          'Task',
        ],
        ...[
          'Agent(explore)',
          'Agent(Exp*)',
          'Agent(model:opus)',
          'Agent(model:*)',
          'Agent(subagent_type:Explore)',
        ],
        ...[
          'Agent(description:d)',
          'Skill',
          'Skill(*)',
          'Skill(mock)',
          'Skill(mock *)',
          'Skill(mock:*)',
        ],
        ...[
          'Skill(mo*)',
          'Skill(Mock)',
          'Skill(skill:mock)',
          'Skill(args:x)',
          'Skill(mock x)',
          'Skill(other)',
        ],
        ...[
          'WebSearch',
          'WebSearch(*)',
          'WebSearch(x)',
          'WebSearch(query:x)',
          'WebSearch(x *)',
          'websearch',
        ],
        ...[
          'Agent( Explore )',
          'Task(model:opus)',
          'Skill(/mock)',
          'Agent(Explore, Plan)',
          'TodoWrite',
          'Explore',
        ],
      ]),
    call: () =>
      random.way<OracleCall>([
        [3, () => agentCall(random)],
        [
          3,
          () => ({
            tool: 'Skill',
            input: {
              skill: 'mock',
              ...(random.chance(0.5) ? { args: random.pick(['x', 'x y']) } : {}),
            },
          }),
        ],
        [3, () => ({ tool: 'WebSearch', input: { query: random.pick(['x y', 'xxx']) } })],
      ]),
  };
}

function agentCall(random: Random): OracleCall {
  const subagent_type = random.pick(['Explore', 'Plan', 'general-purpose']);
  const model = random.chance(0.5) ? { model: random.pick(['opus', 'sonnet']) } : {};
  return { tool: 'Agent', input: { description: 'd', prompt: 'p', subagent_type, ...model } };
}
