/** Why a settings file was left alone. Stable: tests, logs and the editor's texts key on it. */
export type SettingsProblemCode =
  | 'has-comments'
  | 'trailing-comma'
  | 'syntax-error'
  | 'not-an-object'
  | 'wrong-shape'
  | 'too-deep'
  | 'not-exact'
  | 'not-utf8'
  | 'too-large'
  | 'is-a-folder'
  | 'not-a-file'
  | 'dangling-link'
  | 'link-loop'
  | 'folder-missing'
  | 'folder-unusable'
  | 'not-permitted'
  | 'read-only-file'
  | 'read-only-folder'
  | 'unsaved-editor'
  | 'changed-meanwhile'
  | 'keeps-changing'
  | 'not-read'
  | 'not-written';

/** A settings file was left exactly as it was, and why. */
export interface SettingsProblem {
  readonly kind: 'problem';
  readonly code: SettingsProblemCode;
  /** The settings file, as it was asked for. */
  readonly file: string;
  /** What is wrong and what to do, in plain words, for the person. */
  readonly message: string;
  /** The error of the operating system, where there was one; null otherwise. */
  readonly cause: unknown;
}

const ignored = 'Claude Code reads settings as strict JSON and ignores this whole file';

const messages: Readonly<Record<SettingsProblemCode, (file: string, where: string) => string>> = {
  'has-comments': (file, where) =>
    `${file} has a comment${where}. ${ignored} because of it. Take the comments out, then try again.`,
  'trailing-comma': (file, where) =>
    `${file} has a comma too many${where}. ${ignored} because of it. Take the comma out, then try again.`,
  'syntax-error': (file, where) =>
    `${file} is not valid JSON${where}. ${ignored} because of it. Mend it, then try again.`,
  'not-an-object': (file) =>
    `${file} does not hold a JSON object ({ … }). Claude Code can't use it. Mend it, then try again.`,
  'wrong-shape': (file, where) =>
    `${where} in ${file} is not what Claude Code expects there. Mend it, then try again.`,
  'too-deep': (file) => `${file} is nested too deeply to edit safely. Make the change by hand.`,
  'not-exact': (file) =>
    `${file} can't be changed without touching something else in it (a key may stand in it twice). Make the change by hand.`,
  'not-utf8': (file) => `${file} is not UTF-8 text. Save it as UTF-8, then try again.`,
  'too-large': (file) =>
    `${file} is larger than 1 MB, which no settings file should be. Look into it, then try again.`,
  'is-a-folder': (file) => `${file} is a folder, not a file. Move it away, then try again.`,
  'not-a-file': (file) => `${file} is not an ordinary file. Move it away, then try again.`,
  'dangling-link': (file) =>
    `${file} is a link to a file that isn't there. Mend or remove the link, then try again.`,
  'link-loop': (file) =>
    `${file} is a link that leads in a circle. Mend or remove the link, then try again.`,
  'folder-missing': (file, where) =>
    `The folder ${where}, which should hold ${file}, isn't there. Make it, then try again.`,
  'folder-unusable': (file, where) =>
    `${where}, which should hold ${file}, is not a folder, or is a link to nowhere. Mend it, then try again.`,
  'not-permitted': (file) =>
    `You are not permitted to read ${file}. Give yourself the right to, then try again.`,
  'read-only-file': (file) =>
    `${file} is read-only, so it was left alone. Make it writable if you want it changed, then try again.`,
  'read-only-folder': (file, where) =>
    `The folder ${where} is read-only, so ${file} was left alone. Make the folder writable if you want this changed, then try again.`,
  'unsaved-editor': (file) =>
    `${file} is open in an editor with unsaved changes. Save or revert them, then try again.`,
  'changed-meanwhile': (file) =>
    `${file} has changed since this change was shown. Look at it again, then try again.`,
  'keeps-changing': (file) =>
    `${file} keeps being changed by another program. Try again in a moment.`,
  'not-read': (file) => `${file} could not be read. Look into the log for the cause.`,
  'not-written': (file) =>
    `${file} could not be written and is as it was. Look into the log for the cause, such as a full disk.`,
};

/**
 * A problem with a settings file, in words for the person.
 * @param where What the message of this code speaks of: a place in the file, or a folder.
 */
export function settingsProblem(
  code: SettingsProblemCode,
  file: string,
  where = '',
  cause: unknown = null,
): SettingsProblem {
  return { kind: 'problem', code, file, message: messages[code](file, where), cause };
}
