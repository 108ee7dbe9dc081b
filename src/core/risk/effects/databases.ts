import { optionValues, textsBelow, type Invocation } from '../command/invocation.ts';
import { effect, type Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { namedEffect } from '../named-script.ts';
import { verbOf, type EffectReader, type EffectRule } from './rules.ts';

/** In words that follow the part’s name. */
export const LOSES_DATA = 'deletes or changes data in a database';

/** What a database does with what it is given to read, where that can’t be told. */
export const FED_DATABASE = effect(
  'high',
  'project_delete',
  'runs whatever it is given to read, in a database',
);

const LOSES = { tier: 'high', action: 'project_delete' } as const;

/** Databases: dropping, migrating, flushing. */
export const DATABASE_RULES: readonly EffectRule[] = [
  {
    ...LOSES,
    of: 'dropdb dropuser',
    unless: /^(--help|--version|-V|-\?)$/,
    does: 'drops a database',
  },
  {
    ...LOSES,
    of: 'mysqladmin mysql_upgrade',
    verb: /^(?!.*\b(status|ping|version|variables|processlist|extended-status)\b)/,
    does: 'drops a database',
  },
  {
    ...LOSES,
    of: 'redis-cli valkey-cli keydb-cli',
    verb: /\b(flushall|flushdb|del|unlink|shutdown|config (set|rewrite|resetstat)|debug|script (flush|kill)|eval|slaveof|replicaof|cluster (reset|forget)|rename|swapdb|migrate|restore|acl|module|failover|xtrim|ltrim)\b/i,
    does: 'deletes or changes data',
  },
  {
    ...LOSES,
    tier: 'medium',
    of: 'redis-cli valkey-cli',
    verb: /\b(set\w*|hset\w*|lpush|rpush|sadd|zadd|incr\w*|expire|persist|publish|append|mset|getset|xadd)\b/i,
    does: 'changes data',
  },
  {
    tier: 'low',
    action: 'project_read',
    of: 'redis-cli valkey-cli pg_isready mysqlshow',
    does: 'asks a database',
  },
  {
    ...LOSES,
    of: 'pg_restore mysqlimport mongorestore mongoimport pg_upgrade pg_resetwal initdb innobackupex xtrabackup',
    verb: /./,
    does: 'writes over a database',
  },
  {
    ...LOSES,
    of: 'pg_ctl',
    verb: /^(?!status\b)/,
    does: 'writes over a database',
  },
  {
    tier: 'medium',
    action: 'project_read',
    of: 'pg_dump pg_dumpall mysqldump mongodump mongoexport sqlite3_dump expdp',
    does: 'copies a whole database',
  },
  {
    tier: 'medium',
    action: 'project_write',
    of: 'createdb createuser vacuumdb reindexdb',
    does: 'changes a database',
  },
  {
    ...LOSES,
    of: 'rails rake bin/rails',
    verb: /\bdb:(drop|reset|purge|migrate:(reset|down|redo)|rollback|truncate_all|schema:load|setup|environment:set|seed:replant|structure:load)\b/,
    does: 'drops or resets a database',
  },
  {
    ...LOSES,
    of: 'rails rake bin/rails',
    verb: /\bdb:migrate\b.*\bVERSION=0+(\s|$)/,
    does: 'takes all migrations of a database back',
  },
  {
    ...LOSES,
    of: 'rails bin/rails',
    verb: /^(runner|r)\b.*\b(delete_all|destroy_all|update_all|delete|destroy|drop\w*|truncate\w*)\b/i,
    does: LOSES_DATA,
  },
  {
    tier: 'low',
    action: 'file_write',
    of: 'rails bin/rails',
    verb: /^(g|generate)\b/,
    does: 'writes files for the project',
  },
  {
    tier: 'medium',
    action: 'project_write',
    of: 'rails rake',
    verb: /\b(db:\S+|runner|console|c|destroy|credentials:edit|secrets:edit|dbconsole)\b/,
    does: 'changes a database',
  },
  {
    ...LOSES,
    of: 'prisma sequelize sequelize-cli knex typeorm drizzle-kit mikro-orm db-migrate alembic flask django-admin artisan goose migrate dbmate flyway liquibase sqlx diesel atlas supabase hasura ecto',
    verb: /\b(migrate reset|db (push|drop|reset|downgrade)|reset|drop\S*|down|downgrade|rollback\S*|db:(drop|wipe|seed|migrate:undo\S*)|migrate:(fresh|reset|rollback|refresh)|schema:drop|push|clean|undo|revert|redo|database (reset|drop)|flush|sqlflush|truncate)\b/,
    does: 'drops or resets a database',
  },
  {
    ...LOSES,
    of: 'mix',
    verb: /\b(ecto|db|ash(_\w{1,30})?|event_store)(\.\w{1,30})?\.(drop|reset|rollback|tear_down|wipe)\b/,
    does: 'drops or resets a database',
  },
  {
    tier: 'low',
    action: 'file_write',
    of: 'mix',
    verb: /^\w+\.gen\.\w+/,
    does: 'writes files for the project',
  },
  {
    tier: 'medium',
    action: 'project_write',
    of: 'prisma sequelize sequelize-cli knex typeorm drizzle-kit alembic flask django-admin goose migrate dbmate flyway liquibase sqlx diesel atlas',
    verb: /\b(migrat\w*|upgrade|up|db|deploy|seed|apply|update|run|execute)\b/,
    does: 'changes a database',
  },
  {
    tier: 'low',
    action: 'shell_run',
    of: 'prisma',
    verb: /^(generate|validate|format|version|studio)\b/,
    does: 'makes code of a schema',
  },
];

const CLIENTS =
  'psql mysql mariadb sqlite3 sqlite duckdb sqlcmd mongosh mongo clickhouse-client clickhouse cockroach bq snowsql sqlplus cqlsh influx pgcli mycli litecli usql trino presto hive beeline spark-sql isql tsql neo4j cypher-shell athena osqueryi dolt mongos';

/** A statement that loses data, or hands out rights. */
const DESTROYS =
  /\b(flush(all|db)\b|drop\s+(database|table|schema|index|view|user|role|collection|keyspace|column|owned|extension|function|trigger)|truncate\b(?!\s*\()|delete\s+from\b|delete\s+n\b|detach\s+delete|alter\s+(table|user|role|system|database)|update\s+[\w."`]+\s+set\b|grant\b|revoke\b|(create|drop)\s+(user|role)|shutdown|dropDatabase|runCommand\(\s*\{\s*["']?(drop\w*|delete|shutdown|killOp)\b|\.drop\(|deleteMany|deleteOne|\.remove\(|renameCollection|load_file|into\s+(out|dump)file|copy\s.*\b(to|from)\s+program|copy\s.*\bto\s+'|xp_cmdshell|system\s*\(|pg_read_file|lo_(im|ex)port|set\s+global|replace\s+into|merge\s+into|vacuum\s+full|load_extension|attach\s+)|\)\.(drop|remove)\(/i;

/** A client’s own word for a program of the machine: `\\! ls`, `.shell ls`. */
const RUNS =
  /(^|[\s;'"])(\\!|\.(shell|system|load)\b|\.(output|once|import)\s+['"]?\||system\s+\w)|\b(writefile|load_extension|edit)\s*\(|\bprogram\s*['"(]/i;

const CHANGES =
  /\b(insert\s+into|create\s|replace\s|import|\.import|\.restore|\.open|copy\s|load\s+data|vacuum|reindex|call\s|exec\b|execute\b|insertOne|insertMany|updateOne|updateMany|\.output|\.once|\.save|\.backup|export\s|install\s|set\s)/i;

/** What a client of a database is told to do, as far as it stands in the call. */
const client: EffectReader = (call) => {
  const statements = [
    ...optionValues(call.args, /^(-c|-e|-q|-Q|-cmd|--command|--execute|--eval|--query|-x|-s)$/),
    ...call.args,
  ].join(' ; ');
  const fed = textsBelow(call).join(';');
  if (RUNS.test(statements) || RUNS.test(fed))
    return [effect('high', 'shell_run', 'runs a program of the machine from a database')];
  if (ONLY_READS.test(statements)) return [effect('low', 'project_read', 'asks a database')];
  if (DESTROYS.test(statements) || /^([a-z]+ )?(delete|drop|rm|remove)\b/.test(verbOf(call)))
    return [effect('high', 'project_delete', LOSES_DATA)];
  const files = [
    ...optionValues(call.args, /^(-f|--file|-i|--init|-init|--script)$/),
    ...call.redirects.flatMap((one) =>
      one.kind === 'file' && one.access === 'read' ? [one.target.text] : [],
    ),
  ];
  const scripts = [
    ...files,
    ...call.args.flatMap((arg) => SCRIPT.exec(arg)?.slice(1).filter(Boolean) ?? []),
  ].flatMap((file) => namedEffect(file) ?? []);
  return [quiet(call, statements), ...scripts, ...statementEffect(fed)];
};

/** A file of SQLite’s that is opened only to be read: nothing of it can be lost. */
const ONLY_READS =
  /(^|; )-{1,2}readonly(?= ;|$)(?!.*\b(attach|load_extension|writefile|edit|copy|export|install|load|output|once|save|backup|import|outfile|dumpfile)\b)/i;

/** What others than a database’s own client are fed for it: `prisma db execute --stdin <<< …`. */
const fedTo: EffectReader = (call) => {
  const told = [...textsBelow(call), ...optionValues(call.args, /^(--execute|--command|-c)$/)].join(
    ';',
  );
  const isFed = call.piped && FED_BY_PIPE.test(verbOf(call));
  return isFed
    ? [FED_DATABASE]
    : DESTROYS.test(told) || KEYS_GO.test(told) || CALLS_LOSE.test(told)
      ? [effect('high', 'project_delete', LOSES_DATA)]
      : [];
};

const FED_BY_PIPE = /\b(dbshell|db execute|dbconsole|db:cli|db query)\b/;

/** Commands of a store of keys. */
const KEYS_GO =
  /(^|[\n;"'])\s*(flushall|flushdb|del|unlink|shutdown|config\s+set|swapdb|failover|script\s+flush)\b/i;

/** What a program’s own words for a database would lose: `DB::table('users')->truncate()`. */
const CALLS_LOSE =
  /(->|\.|::)(truncate|delete|forceDelete|destroy|drop\w*|deleteAll|delete_all|destroy_all)\s*\(/i;

/** A file of statements by a client’s own words: `.read seed.sql`, `@seed.sql`, `seed.js` for a shell of JavaScript. */
const SCRIPT = /^(?:\.read |\\ir? |source |@)(\S+)$|^(?!-)(\S+\.(?:m?js|cql|cypher|sql))$/;

const CLIENT_NAMES: ReadonlySet<string> = new Set(
  `${CLIENTS} redis-cli valkey-cli keydb-cli`.split(' '),
);

/** Whether a program takes statements for a database. */
export function isDatabase(name: string | null): boolean {
  return name !== null && CLIENT_NAMES.has(name);
}

/** Whether a text holds a statement that loses data. */
export function isLosing(text: string): boolean {
  return DESTROYS.test(text);
}

/** What a statement for a database would do; nothing where it is no such statement. */
export function statementEffect(text: string): readonly Effect[] {
  if (DESTROYS.test(text)) {
    return [effect('high', 'project_delete', LOSES_DATA)];
  }
  return CHANGES.test(text)
    ? [effect('medium', 'project_write', 'changes data in a database')]
    : [];
}

function quiet(call: Invocation, statements: string): Effect {
  if (call.args.some((arg) => /^(--?version|-V|--?help|--list|-l|-\?)$/.test(arg))) {
    return effect('none', 'project_read', 'only looks');
  }
  if (CHANGES.test(statements))
    return effect('medium', 'project_write', 'changes data in a database');
  if (
    /\b(select|show|describe|explain|pragma|find\(|count\(|with\s)|\\(d|l|conninfo)|\.(tables|schema|databases|indexes|dbinfo)\b/i.test(
      statements,
    )
  ) {
    return effect('low', 'project_read', 'asks a database');
  }
  return effect('medium', 'project_write', 'opens a database');
}

/** `python manage.py …`: what Django is told. */
const framework: EffectReader = (call, facts) =>
  /(^|\/)(manage\.py|artisan|console)$/.test(call.args[0] ?? '') ? fedTo(call, facts) : [];

function manage(call: Invocation): readonly Effect[] {
  const [, told] =
    /(?:^| )(?:\S*\/)?(?:manage\.py|artisan|console) (.*)$/s.exec(verbOf(call)) ?? [];
  if (told === undefined || call.args.includes('--help')) return [];
  if (
    /^(flush|reset_db|sqlflush|migrate:(fresh|reset|rollback|refresh)|db:(wipe|seed)|zero|migrate \S+ (zero|\d+)|clean_\w+|delete\w*|drop\w*|remove\w*|doctrine:(database|schema):drop)/.test(
      told,
    )
  ) {
    return [effect('high', 'project_delete', 'drops or resets a database')];
  }
  return [];
}

const FED_CLIENTS =
  'redis-cli valkey-cli keydb-cli prisma artisan tinker manage.py rails bin/rails supabase hasura drizzle-kit typeorm sequelize knex';

export const DATABASE_READERS: ReadonlyMap<string, EffectReader> = new Map<string, EffectReader>([
  ...CLIENTS.split(' ').map((name) => [name, client] as const),
  ...FED_CLIENTS.split(' ').map((name) => [name, fedTo] as const),
  ...['python', 'python3', 'php'].map(
    (name) =>
      [
        name,
        (call: Invocation, facts: FolderFacts) => [...manage(call), ...framework(call, facts)],
      ] as const,
  ),
]);
