import type { ShellWord } from './word.ts';

/** A variable that is set in front of a command (or alone). */
export interface Assignment {
  readonly name: string;
  /** As written: `NAME=value`. */
  readonly text: string;
  /** Null for a list in parentheses. */
  readonly value: ShellWord | null;
}

/** Where a command's input comes from or its output goes. */
export type Redirect =
  | {
      readonly kind: 'file';
      /** As written: `>`, `>>`, `<`, `&>`, … */
      readonly operator: string;
      readonly target: ShellWord;
      readonly access: 'read' | 'write';
    }
  /** `2>&1`, `>&2`, `<&-`: from one open file to another. */
  | { readonly kind: 'descriptor'; readonly operator: string; readonly target: ShellWord }
  | { readonly kind: 'text'; readonly operator: '<<<'; readonly target: ShellWord }
  | {
      readonly kind: 'heredoc';
      readonly operator: string;
      /** A quoted delimiter (`<<'E'`): its text is taken as it stands. */
      readonly quoted: boolean;
      readonly body: string;
    };

/** What a command stands inside of. */
export type Enclosure =
  | 'subshell'
  | 'group'
  | 'if'
  | 'for'
  | 'while'
  | 'case'
  | 'select'
  | 'function'
  | 'coproc'
  | 'substitution'
  | 'process';

/** One program with its arguments: the smallest thing a rule can speak of. */
export interface SimpleCommand {
  /** As written, redirections and all; of a heredoc only its beginning. */
  readonly written: string;
  /** As written, without its redirections. */
  readonly text: string;
  /** As written from the program's name on, without its redirections; empty where only variables are set. */
  readonly invocation: string;
  readonly assignments: readonly Assignment[];
  /** The program and its arguments. */
  readonly words: readonly ShellWord[];
  readonly redirects: readonly Redirect[];
  /** From the outermost in; empty where it stands in the line itself. */
  readonly enclosures: readonly Enclosure[];
  /** Ends in `&`, itself or something around it. */
  readonly background: boolean;
  /** What it reads is the output of another command. */
  readonly piped: boolean;
  /** Stands right behind `time`, and its options. */
  readonly timed: boolean;
}
