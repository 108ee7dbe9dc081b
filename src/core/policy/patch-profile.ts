import { applyPatch, type Operation } from 'rfc6902';
import { isJsonObject, type JsonValue } from '../json.ts';
import { DOMAINS, type Action } from '../risk/domains.ts';
import { WORDS, type Word } from './outcome.ts';
import { PROFILES, tabled, type Profile, type ProfileTable } from './profiles.ts';

/** A person’s own profile, or what is wrong with it, in words that name the place. */
export type PatchedProfile =
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'fault'; readonly path: string; readonly message: string };

/** A person’s own profile as it stands in a file: a patch on one of the eight (RFC 6902). */
export interface ProfilePatch {
  readonly name: string;
  readonly base: string;
  /** Operations on a document `{"git": {"git_push": "ask", …}, …}`. */
  readonly patch: JsonValue;
}

/** Makes a profile of one there is and a patch; it says the first thing that is wrong. */
export function patchProfile({ name, base, patch }: ProfilePatch): PatchedProfile {
  const known = PROFILES.get(base);
  if (known === undefined) return fault('/base', `There is no profile “${base}”.`);
  if (PROFILES.has(name)) return fault('/name', `“${name}” is the name of a profile there is.`);
  if (!isList(patch)) return fault('/patch', 'The patch must be a list of operations.');
  const operations: Operation[] = [];
  for (const [at, value] of patch.entries()) {
    const operation = readOperation(value);
    if (typeof operation === 'string') return fault(`/patch/${at}`, operation);
    operations.push(operation);
  }
  const document = documentOf(known.table);
  const results = applyPatch(document, operations);
  const failed = results.findIndex((result) => result !== null);
  if (failed !== -1) {
    const { path } = operations[failed] ?? { path: '' };
    const why = results[failed]?.name === 'TestError' ? 'holds something else' : 'isn’t there';
    return fault(`/patch/${failed}`, `${path} ${why}, so the patch can’t be applied.`);
  }
  return readDocument(name, document);
}

function fault(path: string, message: string): PatchedProfile {
  return { kind: 'fault', path, message };
}

const OPS = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** An operation, or what is wrong with it. */
function readOperation(value: JsonValue): Operation | string {
  if (!isJsonObject(value)) return 'An operation must be an object with op and path.';
  const { path, from, value: put } = value;
  const op = OPS.find((one) => one === value['op']);
  if (typeof path !== 'string' || !isPointer(path)) {
    return 'path must name a place, such as "/git/git_push".';
  }
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      return put === undefined ? `${op} ${path} needs a value.` : { op, path, value: put };
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      if (typeof from !== 'string' || !isPointer(from)) return `${op} ${path} needs from.`;
      return { op, path, from };
    case undefined:
      return 'op must be add, remove, replace, move, copy or test.';
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A JSON pointer (RFC 6901 §3) to something of its own in the document. */
function isPointer(path: string): boolean {
  return path.startsWith('/') && !/\/(__proto__|constructor|prototype)(\/|$)/.test(path);
}

type Document = Record<string, unknown>;

function documentOf(table: ProfileTable): Document {
  return Object.fromEntries(
    DOMAINS.map(({ domain, actions }) => [
      domain,
      Object.fromEntries(actions.map(({ action }) => [action, table[action]])),
    ]),
  );
}

function readDocument(name: string, document: Document): PatchedProfile {
  const words = new Map<Action, Word>();
  const known = new Set<string>(DOMAINS.map(({ domain }) => domain));
  const strange = Object.keys(document).find((key) => !known.has(key));
  if (strange !== undefined) return fault(`/${strange}`, `There is no domain “${strange}”.`);
  for (const { domain, actions } of DOMAINS) {
    const own = document[domain];
    if (!isRecord(own)) return fault(`/${domain}`, `/${domain} must hold its actions.`);
    const names = new Set<string>(actions.map(({ action }) => action));
    const other = Object.keys(own).find((key) => !names.has(key));
    if (other !== undefined) {
      return fault(`/${domain}/${other}`, `${domain} has no action “${other}”.`);
    }
    for (const { action } of actions) {
      const word = WORDS.find((one) => one === own[action]);
      if (word === undefined) {
        return fault(`/${domain}/${action}`, `/${domain}/${action} must be allow, ask or never.`);
      }
      words.set(action, word);
    }
  }
  const table = tabled((action) => words.get(action) ?? 'never');
  return { kind: 'profile', profile: { name, table } };
}

function isRecord(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
