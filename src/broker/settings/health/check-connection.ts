import type { ConnectionStatus, Finding } from '../../../protocol/desk.ts';
import type { WantedHooks } from '../hook/hook-entry.ts';
import { userSettingsFile } from '../locate.ts';
import { blockedFindings } from './blocked-findings.ts';
import { hasAskingHook, hookFindings, missingHookFindings } from './hook-findings.ts';
import { modeFindings } from './mode-findings.ts';
import { readPlaces, type PlacesToCheck } from './places.ts';
import { preToolFindings } from './pre-tool-findings.ts';
import { proxyFindings, type Environment } from './proxy-findings.ts';

/** What the health check looks at, and what it should find. */
export interface ConnectionCheck extends PlacesToCheck, WantedHooks {
  readonly env: Environment;
}

/**
 * Looks whether Claude Code is set up to ask here, and what stands in the way. Reads only.
 * Connected means that a file Claude Code reads holds our hook; the findings say whether it works.
 */
export async function checkConnection(
  check: ConnectionCheck,
): Promise<Exclude<ConnectionStatus, { kind: 'checking' }>> {
  const { places, sources, findings: ignored } = await readPlaces(check);
  const findings = distinct([
    ...missingHookFindings(places, userSettingsFile(check.claudeDir)),
    ...ignored,
    ...sources.flatMap((source) => hookFindings(source, check)),
    ...preToolFindings(places, sources, check),
    ...places.flatMap((place) => blockedFindings(place, check.port)),
    ...places.flatMap((place) => proxyFindings(place, check.env, check.port)),
    ...places.flatMap(modeFindings),
  ]);
  const files = sources.filter(hasAskingHook).map(({ file }) => file);
  return files.length === 0
    ? { kind: 'not-connected', findings }
    : { kind: 'connected', files, findings };
}

/** Two folders with the same trouble show it once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.id} ${finding.detail}`, finding])).values(),
  ];
}
