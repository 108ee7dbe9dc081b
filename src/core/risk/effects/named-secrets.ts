import type { Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';

/**
 * The passwords of the machine or a private key, named to a program that has other things to do: it has
 * no use for them but to show them (`date -f /etc/shadow`, `file:///etc/shadow`).
 */
export function namedSecrets(call: Invocation, own: readonly Effect[]): readonly Effect[] {
  // Nearly every call is told by this alone.
  if (!call.args.some((arg) => arg.includes('/etc/') || arg.includes('.ssh/id_'))) return [];
  if (MAY_NAME_THEM.test(call.name ?? '') || own.some(({ mark }) => mark === 'reads-secret'))
    return [];
  const named = call.args.find((arg) => SECRETS.test(arg));
  return named === undefined
    ? []
    : [
        effect(
          'high',
          'file_read',
          `is handed ${named}, where keys or passwords are`,
          'reads-secret',
        ),
      ];
}

const SECRETS =
  /(^|[=@:\s])(file:\/\/)?(\/etc\/(shadow|gshadow|master\.passwd)-?|(~|\$HOME|\/root|\/home\/[^/\s]+|\/Users\/[^/\s]+)\/\.ssh\/id_[a-z0-9]+)$/;

/** These log in by keys, look at files from outside, change who may read them, or only say the name. */
const MAY_NAME_THEM =
  /^(ssh|scp|sftp|rsync|mosh|autossh|ssh-\w+|git|ls|ll|stat|test|\[|\[\[|find|file|du|exa|eza|tree|echo|printf|basename|dirname|realpath|readlink|cd|chmod|chown|chgrp|touch|rm|mkdir|unlink|shred|getfacl|setfacl|lsattr|chattr|which|ansible\S*|vagrant|docker|podman|terraform|export|set|declare|local)$/;
