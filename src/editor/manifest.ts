import type { TunnelProgram } from '../protocol/remote-status.ts';

/**
 * Everything the product contributes to the editor, by name, in one place. package.json says the
 * same for the editor to read before any code runs; a test holds the two equal.
 */

/** The programs that can lead an address outside to this machine. */
export const TUNNEL_PROGRAMS = [
  'cloudflared',
  'tailscale',
  'tailscale-funnel',
  'ngrok',
  'devtunnel',
  'ssh',
] as const satisfies readonly TunnelProgram[];

interface CommandEntry {
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
}

/** The word all commands stand under in the palette. */
export const category = 'Countersign';

/**
 * The commands. None of them decides a request: any other extension could run it, and only a
 * person's hand in the panel or on a notification may decide.
 */
export const commands = {
  open: { id: 'countersign.open', title: 'Show Waiting Requests' },
  connect: { id: 'countersign.connect', title: 'Connect Claude Code', icon: '$(plug)' },
  connectProject: {
    id: 'countersign.connectProject',
    title: 'Connect Claude Code in One Project Only',
  },
  disconnect: { id: 'countersign.disconnect', title: 'Disconnect Claude Code' },
  sendTest: { id: 'countersign.sendTest', title: 'Send a Test Request', icon: '$(beaker)' },
  checkConnection: {
    id: 'countersign.checkConnection',
    title: 'Check the Connection',
    icon: '$(refresh)',
  },
  takeOver: { id: 'countersign.takeOver', title: 'Take Over the Desk' },
  undoLastRule: { id: 'countersign.undoLastRule', title: 'Undo the Last Rule' },
  showLog: { id: 'countersign.showLog', title: 'Show the Log', icon: '$(output)' },
  /** Run from a row of the connection view, with the finding's id; it only proposes a change. */
  mend: { id: 'countersign.mend', title: 'Propose a Fix' },
  /** Moves to the free port that was found when ours is taken. */
  useSuggestedPort: { id: 'countersign.useSuggestedPort', title: 'Use the Suggested Port' },
  explain: { id: 'countersign.explain', title: 'Which Rule Decides?', icon: '$(law)' },
  /** These run from a row of the Rules view, which they are given. */
  openRule: { id: 'countersign.openRule', title: 'Open in Its File', icon: '$(go-to-file)' },
  copyRule: { id: 'countersign.copyRule', title: 'Copy Rule' },
  removeRule: { id: 'countersign.removeRule', title: 'Remove Rule', icon: '$(trash)' },
  revokeGrant: { id: 'countersign.revokeGrant', title: 'Revoke Grant', icon: '$(trash)' },
  restoreRule: {
    id: 'countersign.restoreRule',
    title: 'Restore the Removed Rule',
    icon: '$(discard)',
  },
  turnAwayOn: { id: 'countersign.turnAwayOn', title: 'Turn Away On', icon: '$(device-mobile)' },
  turnAwayOff: { id: 'countersign.turnAwayOff', title: 'Turn Away Off', icon: '$(home)' },
  pairDevice: { id: 'countersign.pairDevice', title: 'Pair a Device', icon: '$(add)' },
  chooseAddress: {
    id: 'countersign.chooseAddress',
    title: 'Choose How Devices Reach This Desk',
    icon: '$(globe)',
  },
  checkAddress: { id: 'countersign.checkAddress', title: 'Check the Address', icon: '$(refresh)' },
  resetDevices: { id: 'countersign.resetDevices', title: 'Start an Empty Register of Devices' },
  chooseLeash: {
    id: 'countersign.chooseLeash',
    title: 'Choose Mode and Profile',
    icon: '$(shield)',
  },
  editLeash: { id: 'countersign.editLeash', title: 'Edit Profiles, People and Policies' },
  stopAgents: {
    id: 'countersign.stopAgents',
    title: 'Stop All Agents',
    icon: '$(stop-circle)',
  },
  releaseAgents: {
    id: 'countersign.releaseAgents',
    title: 'Release All Agents',
    icon: '$(debug-start)',
  },
  blockWithoutDesk: {
    id: 'countersign.blockWithoutDesk',
    title: 'Block Calls While VS Code Is Closed',
  },
  /** These run from a row of the Devices view, which they are given. */
  testPush: { id: 'countersign.testPush', title: 'Send a Test Push', icon: '$(beaker)' },
  renameDevice: { id: 'countersign.renameDevice', title: 'Rename Device', icon: '$(edit)' },
  revokeDevice: { id: 'countersign.revokeDevice', title: 'Revoke Device', icon: '$(trash)' },
} as const satisfies Record<string, CommandEntry>;

/** The name of a command in the code. */
export type CommandName = keyof typeof commands;

/** The section of the editor's settings that is ours. */
export const section = 'countersign';

/**
 * The settings. Their scope is the application, so that a repository cannot bring its own: a port or
 * a silence chosen by someone else's folder would not be the person's choice.
 */
export const settings = {
  port: {
    type: 'integer',
    default: 27182,
    minimum: 1024,
    maximum: 65535,
    scope: 'application',
    description:
      'The port on this machine where Claude Code asks. When you change it, Countersign shows how your Claude Code settings would follow.',
  },
  notifications: {
    type: 'boolean',
    default: true,
    scope: 'application',
    description: 'Show a notification when a request waits and the panel is not visible.',
  },
  'denials.offerAfter': {
    type: 'integer',
    default: 3,
    minimum: 0,
    maximum: 20,
    scope: 'application',
    description:
      'After how many denials of a tool in a session a request also offers to pause the agent, to deny always, or to tell it what to do instead. 0: never.',
  },
  'remote.port': {
    type: 'integer',
    default: 27183,
    minimum: 1024,
    maximum: 65535,
    scope: 'application',
    description:
      'The port on this machine of the page for your devices. It listens while Away is on or a device is paired, on 127.0.0.1 only.',
  },
  'tunnel.url': {
    type: 'string',
    default: '',
    scope: 'application',
    description:
      'An https address that you lead to that port yourself: your own proxy, a named tunnel, a port forwarded by VS Code. It is used instead of a program; with ssh or ngrok it is the address that they lead here.',
  },
  'tunnel.program': {
    type: 'string',
    enum: ['none', ...TUNNEL_PROGRAMS],
    default: 'none',
    scope: 'application',
    description:
      'The program that leads an address outside to the page for your devices. Countersign starts it when it is needed and ends it with itself.',
  },
  'tunnel.ssh': {
    type: 'string',
    default: '',
    scope: 'application',
    description:
      'For ssh: where to connect to, such as "me@host", with options where you need them.',
  },
  'away.after': {
    type: 'integer',
    default: 10,
    minimum: 0,
    maximum: 1440,
    scope: 'application',
    description:
      'After how many minutes without a focused window Away turns itself on, where a device is paired. 0: never.',
  },
  'push.hosts': {
    type: 'array',
    items: { type: 'string' },
    default: [],
    scope: 'application',
    description:
      'Hosts of push services beside those of Google, Mozilla, Apple and Microsoft that a device may use.',
  },
  'push.mostOpen': {
    type: 'integer',
    default: 5,
    minimum: 1,
    maximum: 20,
    scope: 'application',
    description: 'How many notifications may be open on a device at once.',
  },
  'push.pauseAfterDenials': {
    type: 'integer',
    default: 3,
    minimum: 0,
    maximum: 20,
    scope: 'application',
    description:
      'After how many denials in a row nothing more of a session is sent to your devices. 0: never.',
  },
} as const;

/** The name of a setting, without its section. */
export type SettingName = keyof typeof settings;

/** What when-clauses may ask about. */
export const contextKeys = {
  /** Whether Claude Code is set up to ask here. */
  connected: 'countersign.connected',
  /** Who runs the desk: the `kind` of its status. */
  desk: 'countersign.desk',
  /** How many requests wait for an answer. */
  waiting: 'countersign.waiting',
  /** Whether a rule was removed that can be put back. */
  removed: 'countersign.removed',
  /** Whether Away is on. */
  away: 'countersign.away',
  /** Whether a device is paired. */
  paired: 'countersign.paired',
  /** Whether something is wrong with the register of devices. */
  registerProblem: 'countersign.registerProblem',
  /** Whether all agents are stopped. */
  stopped: 'countersign.stopped',
} as const;

/** The name of a context key in the code. */
export type ContextKeyName = keyof typeof contextKeys;

/** Our place in the activity bar. */
export const container = {
  id: 'countersign',
  title: 'Countersign',
  icon: 'media/activity.svg',
} as const;

/** The views in it. The native one carries the badge: a webview has none before it was first opened. */
export const views = {
  panel: {
    id: 'countersign.panel',
    name: 'Requests',
    type: 'webview',
    icon: 'media/activity.svg',
    contextualTitle: 'Countersign',
  },
  rules: {
    id: 'countersign.rules',
    name: 'Rules',
    type: 'tree',
    icon: 'media/activity.svg',
    contextualTitle: 'Countersign',
    visibility: 'collapsed',
  },
  devices: {
    id: 'countersign.devices',
    name: 'Devices',
    type: 'tree',
    icon: 'media/activity.svg',
    contextualTitle: 'Countersign',
    visibility: 'collapsed',
  },
  status: {
    id: 'countersign.status',
    name: 'Connection',
    type: 'tree',
    icon: 'media/activity.svg',
    contextualTitle: 'Countersign',
    visibility: 'collapsed',
  },
} as const;

/**
 * Where the product may run. An untrusted folder changes nothing for it: it runs nothing out of the
 * folder, its settings are the application's alone, and while it stood aside an agent's questions
 * would go unseen. Virtual folders have no files of this machine for an agent to work on.
 */
export const capabilities = {
  untrustedWorkspaces: { supported: true },
  virtualWorkspaces: {
    supported: false,
    description: 'Countersign answers Claude Code, which works on files of this machine.',
  },
} as const;
