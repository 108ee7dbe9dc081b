import type { EffectRule } from './rules.ts';

const KEEPERS =
  'borg borgmatic restic duplicity duplicacy kopia tarsnap rdiff-backup rustic bupstash timeshift snapper barman pgbackrest wal-g wal-e';

/** Copies that are kept for the day they are needed, and what makes them fewer. */
export const BACKUP_RULES: readonly EffectRule[] = [
  {
    tier: 'high',
    action: 'project_delete',
    of: KEEPERS,
    verb: /\b(delete\S*|remove\S*|prune|forget|compact|purge|expire\S*|recreate|rewrite|break-lock|unlock|gc|cleanup|collapse|rollback|undochange|repair|stanza-delete|key (change-\S+|remove|passwd|import)|snapshot (delete|expire)|repository (disconnect|throttle))(?=\s|$)/,
    does: 'takes away backups, or what protects them',
  },
  {
    tier: 'high',
    action: 'project_delete',
    of: KEEPERS,
    flag: /^--(prune|delete\S*|remove\S*|force-unlock|nuke)(=.*)?$/,
    does: 'takes away backups, or what protects them',
  },
  {
    tier: 'medium',
    action: 'file_write',
    of: KEEPERS,
    verb: /(^|\s)(create|backup|extract|restore|init|mount|export-tar|import-tar|archive|fetch)(?=\s|$)/,
    does: 'makes a backup, or writes files from one',
  },
  {
    tier: 'none',
    action: 'project_read',
    of: KEEPERS,
    verb: /^$|(^|\s)(list|info|diff|check|snapshots|ls|stats|find|cat|verify|status|show|version|help)(?=\s|$)/,
    does: 'looks at backups',
  },
];
