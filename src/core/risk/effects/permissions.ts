import type { EffectRule } from './rules.ts';

const ADMIN = 'shell_admin';

/** Who may do what with files, and who may use the machine. */
export const PERMISSION_RULES: readonly EffectRule[] = [
  { tier: 'low', action: 'file_write', of: 'chmod chflags', does: 'changes the rights of files' },
  {
    tier: 'high',
    action: 'file_write',
    of: 'umask',
    verb: /^0+$/,
    does: 'lets everybody change files',
  },
  {
    tier: 'medium',
    action: 'file_write',
    of: 'chmod chgrp chflags chattr',
    flag: /^(-R|--recursive)$/,
    does: 'changes the rights of all files in a folder',
  },
  {
    tier: 'high',
    action: 'file_write',
    of: 'chmod',
    unless: /^-[rwxXst]+$/,
    verb: /^[0-7]?[0-7]?[0-7][2367]\b|^[0-7]?777\b|^(a|o|ugo|\w*o)?[+=]r?w|^[aou]*\+\w*w\b(?<!^u\+\w*w)/,
    does: 'lets everybody change files',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'chmod',
    unless: /^-[rwxXst]+$/,
    verb: /^0*[2467][0-7]{3}\b|^([\w+=-]+,)*[ugoa]*[+=]\w*s/,
    does: 'lets a program act with its owner’s rights',
  },
  {
    tier: 'high',
    action: 'file_write',
    of: 'chmod',
    verb: /^[0]{3,4}\b|^a?-\w*r/,
    does: 'locks everybody out of files',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'chown chgrp takeown chattr xattr attrib',
    unless: /^(-l|-lx|-p|-px|--help|\/\?)$/,
    does: 'changes who owns files or may use them',
  },
  {
    tier: 'high',
    action: ADMIN,
    of: 'icacls cacls xcacls',
    verb: /\/(grant|deny|remove|setowner|reset|restore|inheritance|substitute|setintegritylevel|[gerpd])\b/i,
    does: 'changes who owns files or may use them',
  },
  { tier: 'low', action: 'shell_read', of: 'icacls cacls', does: 'looks at who may use files' },
  {
    tier: 'critical',
    action: ADMIN,
    of: 'chmod chown chgrp chattr',
    flag: /^(-R|--recursive)$/,
    verb: /\s(\/|~|\$HOME|\/(etc|usr|bin|sbin|lib|var|boot|home|root|dev|opt|System|Library)\/?\*?|\/\*|\.\.)\/?$/,
    does: 'changes the rights of a whole system',
  },
  {
    tier: 'critical',
    action: ADMIN,
    of: 'chmod chown chgrp',
    verb: /(^|\s)(\/|\/(etc|usr|bin|sbin|lib|boot)(\/\S*)?)$/,
    does: 'changes the rights of the system’s files',
  },
  {
    tier: 'none',
    action: 'shell_read',
    of: 'dscl',
    verb: /^\S+ (list|read|search|-list|-read|-search)\b/,
    does: 'only looks',
  },
  {
    tier: 'critical',
    action: ADMIN,
    of: 'dscl',
    verb: /^(?!\S+ (list|read|search)\b)/,
    unless: /^-(list|read|search)$/,
    does: 'changes users or their passwords',
  },
  {
    tier: 'critical',
    action: ADMIN,
    of: 'useradd userdel usermod groupadd groupdel groupmod adduser deluser addgroup delgroup passwd chpasswd chsh chage gpasswd sysadminctl dseditgroup pwpolicy vipw groupmems newusers',
    unless: /^(--help|-S|--status|-read|-list)$/,
    does: 'changes users or their passwords',
  },
];
