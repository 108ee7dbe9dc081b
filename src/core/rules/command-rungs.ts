import type { SimpleCommand } from '../shell/simple-command.ts';
import { isSafeAssignment } from './bash-safe-variables.ts';
import { programPlaces } from './bash-spellings.ts';
import { distinct, isSound, rung, warned } from './offer-list.ts';
import type { RungOffer } from './offers.ts';
import { actionLength } from './programs/action-length.ts';
import type { Trust } from './programs/cli.ts';
import { runsItsInput } from './programs/feeds.ts';
import { safeAction } from './programs/safe-action.ts';
import { looksSecret } from './secrets.ts';

/** The ladder of one simple command, or why it has none. */
export type CommandRungs =
  | {
      readonly kind: 'rungs';
      readonly rungs: readonly RungOffer[];
      readonly selected: number;
    }
  | { readonly kind: 'none'; readonly why: string };

/** A longer text is not read by anyone before it is signed. */
const LONGEST_RULE = 500;

/** What may be allowed for a simple command: it alone, its action, its program; the last where harmless. */
export function allowRungs(command: SimpleCommand): CommandRungs {
  if (command.words.length === 0) return none('Setting variables alone is always asked.');
  if (runsItsInput(command.words.map(({ text }) => text))) {
    return none('As a rule, this command would run any text that another one pipes into it.');
  }
  const fault = exactFault(command.text);
  const exact =
    fault === null ? [rung('exact', 'this exact command only', bash(command.text))] : [];
  const safe = safeRung(command);
  const rungs = distinct([...exact, ...(safe === null ? [] : [safe.offer])]).filter(isSound);
  const selected = rungs.findIndex(({ rung: kind }) => kind !== 'exact');
  if (rungs.length === 0) return none(fault ?? SECRET);
  const isModest = safe?.trust === 'reads-files' && exact.length > 0;
  return { kind: 'rungs', rungs, selected: isModest ? 0 : Math.max(0, selected) };
}

/** What may be denied for a simple command: it alone, its action, its program. Broad is safe there. */
export function denyRungs(command: SimpleCommand): CommandRungs {
  const { text } = command;
  const fault = exactFault(text);
  const exact = fault === null ? [rung('exact', 'this exact command only', bash(text))] : [];
  const words = invoked(command);
  const action = actionLength(words);
  const rungs = distinct([
    ...exact,
    ...(action > 1 ? [net('action', words.slice(0, action))] : []),
    ...(words.length > 0 ? [net('program', words.slice(0, 1))] : []),
  ]).filter(isSound);
  if (rungs.length === 0) return none(fault ?? SECRET);
  return {
    kind: 'rungs',
    rungs,
    selected: Math.max(
      0,
      rungs.findIndex(({ rung: kind }) => kind === 'action'),
    ),
  };
}

function none(why: string): CommandRungs {
  return { kind: 'none', why };
}

const SECRET = 'This command looks as if it held a secret, and rules are kept in a file.';

/** Why a rule can't hold a command word for word; null where it can. */
function exactFault(text: string): string | null {
  if (text.includes('*')) {
    return 'This command holds a `*`, which in a rule would stand for anything.';
  }
  if (/[\n\r\t]/.test(text)) return 'A rule is one line, and this command is more.';
  if (text.length > LONGEST_RULE) return 'This command is too long to be read in a rule.';
  return looksSecret(text) ? SECRET : null;
}

const WARNINGS: Readonly<Record<Trust, string | null>> = {
  plain: null,
  steerable: 'Some flags and files of the project make it run programs or write files.',
  'own-code': 'It runs what the project holds, and with some flags other programs.',
  'reads-files': 'It can show what any file holds.',
};

interface SafeRung {
  readonly offer: RungOffer;
  readonly trust: Trust;
}

function safeRung(command: SimpleCommand): SafeRung | null {
  // Claude Code looks past some variables only; with any other the rule would match nothing.
  if (!command.assignments.every(isSafeAssignment)) return null;
  const words = invoked(command);
  const action = safeAction(words);
  if (action === null) return null;
  const kind = action.isProgram ? 'program' : 'action';
  const offer = beginning(kind, words.slice(0, action.words));
  return { offer: warned(offer, WARNINGS[action.trust]), trust: action.trust };
}

/** The words from the program on that a rule is compared with: those behind wrappers it looks past. */
function invoked(command: SimpleCommand): readonly string[] {
  const at = programPlaces(command).at(-1) ?? 0;
  return command.words.slice(at).map(({ text }) => text);
}

function beginning(kind: 'action' | 'program', words: readonly string[]): RungOffer {
  const text = words.join(' ');
  return rung(kind, `any command that begins with ${text}`, bash(`${text} *`));
}

/** A beginning that is denied. */
function net(kind: 'action' | 'program', words: readonly string[]): RungOffer {
  const offer = beginning(kind, words);
  const holes = 'a net with holes: scripts and other shells can get around it';
  return { ...offer, reach: `${offer.reach} (${holes})` };
}

function bash(content: string): { readonly tool: string; readonly content: string } {
  return { tool: 'Bash', content };
}
