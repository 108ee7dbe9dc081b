import { isReader } from '../rules/programs/runners.ts';
import { effectsOf } from './assess-program.ts';
import { operandsOf, type Invocation } from './command/invocation.ts';
import type { Reach } from './command/found.ts';
import { plainPath, runsFile } from './command/written-script.ts';
import { isFetcher } from './effects/network.ts';
import type { FolderFacts } from './folder-facts.ts';
import { isAtLeast } from './tier.ts';

/** Whether a line runs a file that holds what it fetched, or hands that to a program that acts by it. */
export function runsFetched(reach: Reach, facts: FolderFacts): boolean {
  const files = fetchedFiles(reach);
  return (
    reach.commands.some((command) => files.some((file) => runsFile(command, file, isReader))) ||
    actsByFetched(reach, facts)
  );
}

/** Whether a line brings in files from the network whose names can’t be seen: a repository, or an archive at once unpacked. */
export function bringsFiles({ invocations }: Reach): boolean {
  const clones = invocations.some(
    ({ name, args }) =>
      name === 'git' && args.includes('clone') && args.some((arg) => ADDRESS.test(arg)),
  );
  return (
    clones ||
    (invocations.some(({ name }) => isFetcher(name)) &&
      invocations.some(
        ({ name, piped }) => piped && /^(tar|bsdtar|cpio|unzip|funzip|pax)$/.test(name ?? ''),
      ))
  );
}

const ADDRESS = /^(\w+:\/\/|[\w.-]+@[\w.-]+:|[\w-]+(\.[\w-]+)+:)/;

/** Whether a cluster or a container is told to run what a pipe brings. */
export function appliesInput({ name, args, piped }: Invocation): boolean {
  if (!piped) return false;
  return /^(kubectl|oc)$/.test(name ?? '')
    ? args.some((arg) => /^(-|-f-|--filename=-|\/dev\/stdin)$/.test(arg))
    : /^(docker|podman|nerdctl)$/.test(name ?? '') && /^(load|import)$/.test(args[0] ?? '');
}

/** Where what is fetched ends up by a redirection, or by `tee`. */
function fetchedFiles({ invocations }: Reach): readonly string[] {
  const fetchers = invocations.filter(({ name }) => isFetcher(name));
  const copies = invocations.filter(({ name, piped }) => name === 'tee' && piped);
  const targets = [...fetchers, ...copies].flatMap(({ redirects }) =>
    redirects.flatMap((one) => (one.kind === 'file' && one.access === 'write' ? [one.target] : [])),
  );
  return fetchers.length === 0
    ? []
    : [...targets, ...copies.flatMap(({ words }) => operandsOf(words))].map(plainPath);
}

/** `program <(curl …)`: what only looks may read it. */
function actsByFetched({ invocations }: Reach, facts: FolderFacts): boolean {
  return invocations.some(
    (call) =>
      call.words.some(({ text, traits }) => traits.has('process') && FETCHED.test(text)) &&
      !isFetcher(call.name) &&
      effectsOf(call, facts).some(({ tier }) => isAtLeast(tier, 'medium')),
  );
}

const FETCHED = /^<\(\s*(curl|wget|aria2c|http|https|xh|fetch)\s/;
