import { operandsOf, type Invocation } from './command/invocation.ts';
import { isCredentialFile } from './places/credential-files.ts';

/** Whether files with keys or passwords are read by names that one program hands to another: `ls ~/.ssh | xargs cat`. */
export function readsHandedNames(invocations: readonly Invocation[]): boolean {
  return invocations.some(showsHanded) && invocations.some(namesSecrets);
}

function showsHanded({ name, fed, piped }: Invocation): boolean {
  return (fed && SHOWS_FILES.test(name ?? '')) || (piped && name === 'cpio');
}

/** What is in the files that they are given ends up before somebody’s eyes, or in another file. */
const SHOWS_FILES =
  /^(cat|head|tail|tac|nl|bat|less|more|strings|base64|xxd|od|hexdump|cut|sort|jq|yq|awk|sed|e?grep|rg|cp|mv|ln|tar|zip|curl|scp|rsync|gpg|openssl)$/;

/** `find ~/.ssh …`, `ls ~/.aws`, `echo .env`: the names of files with keys are handed on. */
function namesSecrets({ name, args, words }: Invocation): boolean {
  const isKey = (text: string): boolean =>
    /[./~]/.test(text) && isCredentialFile(text.replace(/^\*+|\*+$/g, ''));
  if (name === 'find') {
    const end = args.findIndex((arg) => /^-(exec|execdir|ok|okdir)$/.test(arg));
    const own = end === -1 ? args : args.slice(0, end);
    const tests = own.findIndex((arg) => /^[-(!]/.test(arg));
    const roots = tests === -1 ? own : own.slice(0, tests);
    return [...roots, ...own.filter((_, at) => NAME_TEST.test(own[at - 1] ?? ''))].some(isKey);
  }
  return (
    /^(ls|fd|fdfind|echo|printf|locate)$/.test(name ?? '') &&
    operandsOf(words).some(({ value, text }) => (value ?? text).split(/\s+/).some(isKey))
  );
}

const NAME_TEST = /^-i?(name|path|wholename)$/;
