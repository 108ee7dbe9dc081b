import { entryOf, entryOfEnd, type DeviceEntry } from '../../core/audit/entry.ts';
import type { Recorder } from '../../core/request/ports.ts';
import type { AuditLog } from './audit-log.ts';
import { sha256 } from './sha256.ts';

/** Puts what happens to requests and grants into the audit log. */
export function auditRecorder(auditLog: AuditLog): Recorder {
  return {
    async record(request, event) {
      const entry = entryOf(sha256, request, event);
      if (entry) await auditLog.append(entry);
    },
    recordEnd: (ending) => auditLog.append(entryOfEnd(ending)),
  };
}

/** Puts on record what happens to devices and Away; resolves and rejects as `Recorder` does. */
export interface DeviceRecorder {
  record(entry: DeviceEntry): Promise<void>;
}
