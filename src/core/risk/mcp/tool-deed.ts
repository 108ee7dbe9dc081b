/** What a tool’s name says that it does; `unknown` where it says nothing. */
export type ToolDeed = 'read' | 'write' | 'delete' | 'send' | 'run' | 'unknown';

const VERBS: readonly (readonly [deed: ToolDeed, words: string])[] = [
  [
    'delete',
    'delete remove destroy drop purge erase trash wipe clear revoke uninstall terminate truncate unpublish cancel empty prune kick ban deactivate expunge',
  ],
  [
    'send',
    'send reply message notify invite share publish broadcast tweet email mail dm forward announce deploy release promote push react chat call',
  ],
  [
    'run',
    'run execute exec eval evaluate trigger invoke start stop restart apply rollback scale install shell command script code query sql',
  ],
  [
    'write',
    'create update add set edit write put post patch move rename assign unassign close reopen merge approve insert upsert append replace copy upload import link label comment transition archive restore duplicate enable disable make save store sync register submit click type fill press select drag drop hover check uncheck navigate resize handle mark pin lock unlock transfer subscribe fork request review resolve schedule log track complete toggle attach detach modify change order pay charge refund purchase',
  ],
  [
    'read',
    'get list search read find fetch describe view show lookup look check count status browse download export screenshot snapshot query inspect retrieve load scan watch tail history whoami info help explain resolve validate verify compare diff preview ask open wait console network tabs tree stat metadata allowed',
  ],
];

/**
 * What a tool does by the words of its name (`create_issue`, `listPages`, `browser_click`). The first
 * word that is a verb counts; a word that deletes or sends counts wherever it stands.
 */
export function deedOf(tool: string): ToolDeed {
  const words = tool
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  const [first = ''] = words;
  const read = isVerb('read', first);
  if (!read && words.some((word) => isVerb('delete', word))) return 'delete';
  if (read) return 'read';
  for (const word of words) {
    const found = VERBS.find(([, verbs]) => verbs.split(' ').includes(word));
    if (found !== undefined) return found[0];
  }
  return 'unknown';
}

function isVerb(deed: ToolDeed, word: string): boolean {
  return VERBS.some(([name, verbs]) => name === deed && verbs.split(' ').includes(word));
}

/** Whether a tool’s name says that money moves. */
export function movesMoney(tool: string): boolean {
  return /(^|[^a-z])(pay|payment|charge|refund|purchase|checkout|transfer|payout|invoice|withdraw|trade|buy|sell|subscription)s?([^a-z]|$)/i.test(
    tool.replace(/([a-z\d])([A-Z])/g, '$1_$2'),
  );
}
