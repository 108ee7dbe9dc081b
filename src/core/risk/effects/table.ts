import { AGENT_RULES } from './agents.ts';
import { ANSIBLE } from './ansible.ts';
import { ARCHIVES } from './archives.ts';
import { AWK } from './awk.ts';
import { BACKUP_RULES } from './backups.ts';
import { CHOSEN_PROGRAMS } from './chosen-programs.ts';
import { CLUSTER_RULES } from './clusters.ts';
import { COMPILING } from './compiling.ts';
import { CONTAINER_READERS, CONTAINER_RULES } from './containers.ts';
import { DATABASE_READERS, DATABASE_RULES } from './databases.ts';
import { DELETION } from './deletion.ts';
import { DISK_READERS, DISK_RULES } from './disks.ts';
import { ENDLESS } from './endless.ts';
import { FED_CODE } from './fed-code.ts';
import { FETCHING } from './fetching.ts';
import { FORGE_RULES } from './forges.ts';
import { FOUND_FILES } from './found-files.ts';
import { GIT_READERS } from './git-files.ts';
import { GIT_SERVER_RULES } from './git-servers.ts';
import { GIT_RULES } from './git.ts';
import { GIT_SETTINGS } from './git-settings.ts';
import { INFRASTRUCTURE_RULES } from './infrastructure.ts';
import { INLINE_CODE } from './inline-code.ts';
import { LOADING } from './loading.ts';
import { LOOKALIKE_PACKAGES } from './lookalike-packages.ts';
import { LOOKING } from './looking.ts';
import { LOOKING_OPTION_READERS, LOOKING_OPTIONS } from './looking-options.ts';
import { MACHINE_READERS, MACHINE_RULES } from './machine.ts';
import { NETWORK_READERS, NETWORK_RULES } from './network.ts';
import { PACKAGE_SOURCE_READERS, PACKAGE_SOURCE_RULES } from './package-sources.ts';
import { PACKAGE_RULES } from './packages.ts';
import { PERMISSION_RULES } from './permissions.ts';
import { PROTECTION_RULES } from './protection.ts';
import { RIGHTS } from './rights.ts';
import { PROVISIONING_RULES } from './provisioning.ts';
import { RAISED_RIGHTS } from './raised-rights.ts';
import { readersOf, type EffectReader } from './rules.ts';
import { SECRETS } from './secrets.ts';
import { SYSTEM_PACKAGE_RULES } from './system-packages.ts';
import { WAYS_IN_READERS, WAYS_IN_RULES } from './ways-in.ts';
import { cmdletReaders, WINDOWS_READERS, WINDOWS_RULES } from './windows.ts';
import { WRITES } from './writes.ts';

/** What is known of programs, class by class; all that speak of a program are asked. */
const CLASSES: readonly ReadonlyMap<string, EffectReader>[] = [
  DELETION,
  FOUND_FILES,
  readersOf(DISK_RULES),
  DISK_READERS,
  ENDLESS,
  readersOf([...GIT_RULES, ...GIT_SERVER_RULES, ...FORGE_RULES]),
  GIT_READERS,
  GIT_SETTINGS,
  readersOf(AGENT_RULES),
  readersOf([...INFRASTRUCTURE_RULES, ...PROVISIONING_RULES, ...CLUSTER_RULES]),
  ANSIBLE,
  readersOf(CONTAINER_RULES),
  CONTAINER_READERS,
  readersOf([...MACHINE_RULES, ...PERMISSION_RULES, ...PROTECTION_RULES, ...WINDOWS_RULES]),
  MACHINE_READERS,
  RAISED_RIGHTS,
  WINDOWS_READERS,
  readersOf(WAYS_IN_RULES),
  WAYS_IN_READERS,
  readersOf([...PACKAGE_RULES, ...SYSTEM_PACKAGE_RULES, ...PACKAGE_SOURCE_RULES]),
  PACKAGE_SOURCE_READERS,
  LOOKALIKE_PACKAGES,
  readersOf([...DATABASE_RULES, ...BACKUP_RULES]),
  DATABASE_READERS,
  readersOf(NETWORK_RULES),
  NETWORK_READERS,
  FETCHING,
  INLINE_CODE,
  LOADING,
  COMPILING,
  AWK,
  FED_CODE,
  WRITES,
  ARCHIVES,
  SECRETS,
  RIGHTS,
  CHOSEN_PROGRAMS,
  readersOf(LOOKING_OPTIONS),
  LOOKING_OPTION_READERS,
  LOOKING,
];

const BY_PROGRAM: ReadonlyMap<string, readonly EffectReader[]> = collect();

function collect(): ReadonlyMap<string, readonly EffectReader[]> {
  const found = new Map<string, EffectReader[]>();
  for (const one of CLASSES) {
    for (const [name, reader] of one) found.set(name, [...(found.get(name) ?? []), reader]);
  }
  return found;
}

/** Those who know a program, by its plain name or without its version (`python3.12`). */
export function readersFor(name: string): readonly EffectReader[] {
  const known = BY_PROGRAM.get(name) ?? BY_PROGRAM.get(name.replace(/-?\d+(\.\d+)*$/, ''));
  return [...(known ?? []), ...cmdletReaders(name)];
}
