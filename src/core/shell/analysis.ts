import type { Redirect, SimpleCommand } from './simple-command.ts';
import type { ShellWord } from './word.ts';

/** What a line of shell holds beside its simple commands. */
export type Construct =
  | 'and-or'
  | 'sequence'
  | 'pipeline'
  /** A pipeline inside of a loop, a branch, a substitution, … */
  | 'inner-pipeline'
  | 'negation'
  | 'time'
  | 'background'
  | 'subshell'
  | 'group'
  | 'if'
  | 'for'
  | 'arithmetic-for'
  | 'while'
  | 'case'
  | 'select'
  | 'function'
  | 'coproc'
  | 'test'
  | 'arithmetic';

/** A line of shell taken apart. */
export interface Analysed {
  readonly kind: 'analysed';
  /** In the order in which they stand; those inside substitutions come right after the command they stand in. */
  readonly commands: readonly SimpleCommand[];
  readonly constructs: ReadonlySet<Construct>;
  /** Words outside of any simple command: of a `for`, a `case`, a `[[ … ]]`. */
  readonly looseWords: readonly ShellWord[];
  /** Redirections of a whole construct: `( … ) > file`. */
  readonly looseRedirects: readonly Redirect[];
  /** What each `for` goes through. */
  readonly loops: readonly Loop[];
}

/** `for name in words`: without words it goes through the arguments of the script. */
export interface Loop {
  readonly name: string;
  readonly words: readonly ShellWord[];
}

/** Why a line was not taken apart. */
export type AnalysisFault = 'too-long' | 'not-valid' | 'too-deep' | 'quotes-in-sum';

/** A command line taken apart, or why it can't be analysed; then nothing may be concluded from it. */
export type Analysis =
  | Analysed
  | { readonly kind: 'not-analysable'; readonly fault: AnalysisFault; readonly why: string };
