import { under, wordsOf, type Cli } from './cli.ts';

/** What a read would show that should be shown call by call: keys, passwords, tokens. */
const SECRET_NOUN =
  /(^|-)(secrets?|keys?|passwords?|tokens?|credentials?|parameters?|kubeconfig|connection-?strings?|sas|login|auth|private|publishing|appsettings|access-details)(-|$)/;

/** Reads that write what they got to a file named among their words, or hand out content of any size. */
const DOWNLOAD_NOUN =
  /(^|-)(objects?|export|sdk|media|content|torrent|output|configuration|shadow|map|archive|clip|file|blob|document)(-|$)/;

/**
 * `aws SERVICE list-…`, `describe-…`, `get-…`: the CLI's names follow that pattern, so a verb that
 * changes something can't be met. Reads of secrets and downloads to a file are left out.
 */
function findAws([service = '', operation = '']: readonly string[]): number | null {
  if (!/^[a-z][a-z0-9-]*$/.test(service)) return null;
  const [, verb, noun = ''] =
    /^(list|describe|get|batch-get|head)-([a-z0-9-]+)$/.exec(operation) ?? [];
  if (verb === undefined || service === 'configure') return null;
  const isMetadata = verb === 'list' || verb === 'describe' || verb === 'head';
  if (isMetadata) return 2;
  return SECRET_NOUN.test(noun) || DOWNLOAD_NOUN.test(noun) || SECRET_NOUN.test(service) ? null : 2;
}

/** Verbs that change something, go elsewhere or hand something out, as the command lines of clouds name them. */
const CHANGES =
  /^(add|apply|attach|access|bind|call|cancel|clone|connect|copy|cp|create|decrypt|delete|deploy|destroy|detach|disable|download|edit|enable|encrypt|exec|execute|export|failover|generate|grant|import|init|install|invoke|kill|login|logout|migrate|move|mv|patch|power|print|promote|publish|purge|push|reboot|rebuild|reimage|remove|rename|replace|reset|resize|restart|restore|resume|revoke|rm|rollback|rotate|rsync|run|scale|scp|send|set|sign|ssh|start|stop|submit|suspend|swap|sync|tag|undelete|uninstall|unset|update|upgrade|upload|write)(-|$)/;

/**
 * Finds the verb behind any number of nouns: `gcloud compute instances list`, `az vm show`.
 * @param leftOut nouns of which nothing is found
 */
function verbBehindNouns(
  verb: RegExp,
  leftOut?: RegExp,
): (words: readonly string[]) => number | null {
  return (words) => {
    const end = words.findIndex((word) => !/^[a-z][a-z0-9-]*$/.test(word));
    const path = words.slice(0, end === -1 ? undefined : end);
    const at = path.findIndex((word) => verb.test(word));
    const known = path.slice(0, at + 1);
    // Behind another verb the word is only a name: `instances delete list`.
    const isOther = (word: string): boolean =>
      CHANGES.test(word) || SECRET_NOUN.test(word) || leftOut?.test(word) === true;
    return at < 1 || known.some(isOther) ? null : at + 1;
  };
}

const aws: Cli = {
  options: '--profile --region --output --color',
  flags: '--no-cli-pager --no-paginate',
  find: findAws,
  actions: { plain: ['s3 ls', 'sts get-caller-identity', 'configure list-profiles'] },
};

/** All further words of `az` are options: the verb is the last word in front of them. */
const az: Cli = { find: verbBehindNouns(/^(list|show)(-[a-z-]+)?$/) };

const gcloud: Cli = {
  options: '--project --account --configuration --format',
  flags: '-q --quiet',
  find: verbBehindNouns(/^(list|describe|get-value|get-iam-policy)$/),
  actions: { plain: ['version', 'info', 'logging read'] },
};

const findNouned = verbBehindNouns(/^(list|get|show|describe)$/, DOWNLOAD_NOUN);

/** Their `config` holds the keys they sign in with. */
const nouned: Cli = { find: (words) => (words[0] === 'config' ? null : findNouned(words)) };

/** The command lines of clouds: only what reads. */
export const CLOUDS: Readonly<Record<string, Cli>> = {
  aws,
  az,
  gcloud,
  gsutil: { actions: { plain: wordsOf('ls du stat version') } },
  bq: { actions: { plain: wordsOf('ls show') } },
  doctl: nouned,
  hcloud: nouned,
  scw: nouned,
  oci: nouned,
  ibmcloud: nouned,
  'linode-cli': nouned,
  eksctl: { actions: { plain: under('get', 'cluster nodegroup addon') } },
  // Its topics are also the beginnings of what changes them.
  heroku: { actions: { plain: ['logs'] } },
  fly: {
    actions: { plain: [...wordsOf('status logs'), 'apps list', 'machine list', 'regions list'] },
  },
  flyctl: { actions: { plain: [...wordsOf('status logs'), 'apps list', 'machine list'] } },
  vercel: { actions: { plain: wordsOf('ls list inspect whoami') } },
  netlify: { actions: { plain: ['status', 'sites:list'] } },
  wrangler: { actions: { plain: [...wordsOf('whoami tail'), 'deployments list'] } },
};
