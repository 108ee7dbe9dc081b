import type { KnownOptions } from './bash-operands.ts';

const TABS = {
  plain: '',
  valued: 't',
  longPlain: '',
  longValued: 'tabs',
} as const satisfies KnownOptions;

/**
 * Programs that read files, and whose options Claude Code knows; of all others that read whatever they
 * are given each word that looks like no option counts as a file (measured).
 */
export const KNOWN_OPTIONS: ReadonlyMap<string, KnownOptions> = new Map<string, KnownOptions>([
  [
    'cut',
    {
      plain: 'nswz',
      valued: 'bcdf',
      longPlain: 'complement only-delimited zero-terminated',
      longValued: 'bytes characters delimiter fields output-delimiter',
    },
  ],
  [
    'paste',
    {
      plain: 'sz',
      valued: 'd',
      longPlain: 'serial zero-terminated',
      longValued: 'delimiters',
    },
  ],
  [
    'column',
    {
      plain: 'dehmtxJLV',
      valued: 'cilopsrCEHNORTW',
      longPlain: 'fillrows json keep-empty-lines table table-header-repeat table-noheadings',
      longValued:
        'separator output-separator output-width table-columns table-columns-limit table-hide table-name table-noextreme table-order table-right table-truncate table-wrap tree tree-id tree-parent',
    },
  ],
  ['fold', { plain: 'bs', valued: 'w', longPlain: 'bytes spaces', longValued: 'width' }],
  [
    'fmt',
    {
      plain: 'cmnsu',
      valued: 'dglw',
      longPlain: 'crown-margin split-only tagged-paragraph uniform-spacing',
      longValued: 'goal prefix width',
    },
  ],
  [
    'pr',
    {
      plain: 'acdfmprtvFJT',
      valued: 'hlowDNW',
      joined: 'einsS',
      longPlain:
        'across double-space expand-tabs form-feed join-lines merge no-file-warnings number-lines omit-header omit-pagination output-tabs sep-string separator show-control-chars show-nonprinting',
      longValued: 'columns date-format first-line-number header indent length page-width width',
    },
  ],
  ['tac', { plain: 'br', valued: 's', longPlain: 'before regex', longValued: 'separator' }],
  ['expand', { ...TABS, plain: 'i', longPlain: 'initial' }],
  ['unexpand', { ...TABS, plain: 'af', longPlain: 'all first-only' }],
  [
    'numfmt',
    {
      plain: 'z',
      valued: 'd',
      longPlain: 'debug grouping header zero-terminated',
      longValued: 'delimiter field format from from-unit invalid padding round suffix to to-unit',
    },
  ],
  [
    'comm',
    {
      plain: 'iz',
      valued: '',
      longPlain: 'check-order nocheck-order total zero-terminated',
      longValued: 'output-delimiter',
    },
  ],
  [
    'cmp',
    {
      plain: 'bsx',
      valued: '',
      longPlain: 'print-bytes quiet silent verbose',
      longValued: 'bytes ignore-initial',
    },
  ],
]);
