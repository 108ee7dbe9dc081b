import type { CommandFiles } from './bash-files.ts';
import type { BashRules } from './bash-rules.ts';
import type { Places } from './call.ts';

/** The rules a command is judged by. */
export interface CommandRules {
  readonly bash: BashRules;
  readonly commandFiles: CommandFiles;
  readonly places: Places;
}
