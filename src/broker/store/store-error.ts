/** Why a file of ours could not be read or written. */
export type StoreErrorCode = 'disk-full' | 'folder-missing' | 'not-permitted' | 'closed' | 'failed';

/** A file of ours could not be read or written. The message is for the person: what, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Makes a typed error of what the file system threw.
 * @param what what went wrong, as the start of a sentence without its full stop
 *   ("The audit log could not be written").
 */
export function storeError(what: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = storeErrorCode(cause);
  return new StoreError(code, `${what}: ${REMEDY[code]}`, cause);
}

/** What Node calls a failure of the file system (`ENOENT`); the empty text where it has no such name. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : '';
}

const REMEDY = {
  'disk-full': 'the disk is full. Free some space.',
  'folder-missing': 'its folder is gone. Reload the window to make it again.',
  'not-permitted': 'the system does not permit it. Check who may write to its folder.',
  failed: 'see the log of Countersign for the cause.',
} as const;

function storeErrorCode(cause: unknown): keyof typeof REMEDY {
  switch (systemCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk-full';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'folder-missing';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'not-permitted';
    default:
      return 'failed';
  }
}
