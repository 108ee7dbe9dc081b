import { homedir } from 'node:os';
import { join } from 'node:path';
import { startHost, type Host } from './host.ts';
import { CannotInstall, columnNamed, installVscode, type Column } from './install.ts';
import { ourVsix } from './vsix.ts';

/** What a person may choose for the VS Code that `npm start` opens. */
export interface PersonOptions {
  readonly folder: string;
  /** Where all its data goes. */
  readonly root: string;
  /** A column by name; the newest that can be had when left out. */
  readonly column?: string | undefined;
  readonly port?: number | undefined;
}

/** The agent's own variables: a terminal in this editor must start the person's agent as theirs. */
const agentVariables = /^(CLAUDE_CONFIG_DIR$|ANTHROPIC_)/;

/**
 * Starts a VS Code with our extension for a person to use: their own HOME, so that Connect reaches
 * their own Claude Code, but all of the editor's data in the root. A sample request will be waiting.
 * @throws {CannotInstall} when the column (or, with none named, any column) can't be had
 */
export async function startForPerson(
  options: PersonOptions,
): Promise<{ host: Host; column: Column }> {
  const column = await chooseColumn(options.column);
  const own = Object.entries(process.env).filter(([name]) => agentVariables.test(name));
  const host = await startHost({
    column,
    vsix: [ourVsix()],
    root: join(options.root, column),
    home: homedir(),
    folder: options.folder,
    env: { ...stringsOf(own), COUNTERSIGN_SAMPLE_REQUEST: '1' },
    settings: {
      'files.autoSave': 'afterDelay',
      // The server's own folders are hidden in the root; the person's programs have theirs.
      'terminal.integrated.env.linux': folderVariables(),
      'terminal.integrated.env.osx': folderVariables(),
    },
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return { host, column };
}

async function chooseColumn(name: string | undefined): Promise<Column> {
  console.log('Fetching VS Code from npm, unless it is here already (a minute or two) …');
  if (name !== undefined) return columnNamed(name);
  try {
    return (await installVscode('newest')).column;
  } catch (error) {
    if (!(error instanceof CannotInstall)) throw error;
    console.log(`${error.message}\nTrying the oldest supported one instead …`);
    return 'oldest';
  }
}

/** The XDG variables as they were before the host changed them; null removes one. */
function folderVariables(): Record<string, string | null> {
  const names = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME'];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? null]));
}

function stringsOf(variables: [string, string | undefined][]): Record<string, string> {
  return Object.fromEntries(variables.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
