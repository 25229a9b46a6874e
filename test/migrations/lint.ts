/** A statement that would lock a table for long, or break the release still running, and why. */
export interface Forbidden {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly says: string;
}

interface Rule {
  readonly name: string;
  readonly says: string;
  /** On a normalised statement; `table` is the one it changes, `isNew` whether the same file makes that table. */
  readonly offends: (statement: string, isNew: (table: string) => boolean) => boolean;
}

const TABLE = '(?:if exists )?(?:only )?([\\w."]+)';

/** Whether a statement has an ALTER TABLE action on a table that existed before. */
function alters(action: RegExp): Rule['offends'] {
  return (statement, isNew) => {
    const table = new RegExp(`^alter table ${TABLE}`).exec(statement)?.[1];
    return table !== undefined && !isNew(table) && action.test(statement);
  };
}

const RULES: readonly Rule[] = [
  {
    name: 'index', says: 'CREATE INDEX on an existing table stops its writers: CONCURRENTLY, in a file outside a transaction',
    offends: (statement, isNew) => {
      const table = /^create (?:unique )?index (?!concurrently)(?:.*? )?on (?:only )?([\w."]+)/.exec(statement)?.[1];
      return table !== undefined && !isNew(table);
    },
  },
  {
    name: 'not-null', says: 'ADD COLUMN ... NOT NULL without a default fails on a table that has rows, and breaks the old release',
    offends: alters(/\badd (?:column )?(?!constraint)(?:if not exists )?[\w"]+ (?:(?!, (?:add|drop|alter) ).)*?\bnot null\b(?!.*\b(?:default|generated)\b)(?<!\bdefault\b.*)/),
  },
  { name: 'set-not-null', says: 'SET NOT NULL reads the whole table under a lock: first a CHECK ... NOT VALID, validated', offends: alters(/\bset not null\b/) },
  { name: 'rename', says: 'a renamed table or column is gone for the release still running: add, copy, drop later', offends: alters(/\brename (?:to|column|(?!constraint)[\w"]+ to)\b/) },
  { name: 'drop', says: 'a dropped table or column is gone for the release still running', offends: (statement, isNew) => /^drop table /.test(statement) || alters(/\bdrop (?:column|(?!constraint|not null|default|identity|expression)[\w"]+(?:$|,| cascade))/)(statement, isNew) },
  { name: 'type', says: 'a changed column type rewrites the table under a lock', offends: alters(/\balter (?:column )?[\w"]+ (?:set data )?type\b/) },
  { name: 'constraint', says: 'a constraint on an existing table is checked under a lock: NOT VALID, then VALIDATE in another file', offends: alters(/\badd (?:constraint [\w"]+ )?(?:check|foreign key)\b(?!.*\bnot valid\b)/) },
];

/**
 * Finds what a migration must not do to a table that may be large and in use. What is meant all the same is
 * said in the file, with its reason: `-- allowed: <rule>: <why>` on a line of its own above the statement.
 */
export function forbiddenIn(file: string, text: string): Forbidden[] {
  const found: Forbidden[] = [];
  const statements = statementsOf(text);
  const made = new Set(statements.flatMap(({ sql }) => /^create (?:unlogged )?table (?:if not exists )?([\w."]+)/.exec(sql)?.[1] ?? []).map(bare));
  for (const { sql, line, allowed } of statements) {
    for (const rule of RULES) {
      if (rule.offends(sql, (table) => made.has(bare(table))) && !allowed.has(rule.name)) {
        found.push({ file, line, rule: rule.name, says: rule.says });
      }
    }
    if (/^(?:create (?:unique )?|drop )index concurrently/.test(sql) && !text.startsWith('-- outside a transaction')) {
      found.push({ file, line, rule: 'concurrently', says: 'CONCURRENTLY needs `-- outside a transaction` as the first line' });
    }
  }
  return found;
}

function bare(name: string): string {
  return name.replaceAll('"', '').replace(/^public\./, '');
}

interface Statement {
  /** In small letters, single blanks, without comments and without the bodies of functions and strings. */
  readonly sql: string;
  readonly line: number;
  readonly allowed: ReadonlySet<string>;
}

/** Takes a file apart at its semicolons, outside of strings, quoted bodies and comments. */
function statementsOf(text: string): Statement[] {
  const tokens = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|;|[^;'$/-]+|[$/-]/g;
  const statements: Statement[] = [];
  let sql = '';
  let allowed = new Set<string>();
  let start = 0;
  const finish = (): void => {
    const tidy = sql.replace(/\s+/g, ' ').trim().toLowerCase();
    if (tidy !== '') statements.push({ sql: tidy, line: text.slice(0, start).split('\n').length, allowed });
    if (tidy !== '') allowed = new Set();
    sql = '';
  };
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    const permission = /^-- allowed: ([\w-]+): \S/.exec(token)?.[1];
    if (token === ';') finish();
    else if (permission !== undefined) allowed.add(permission);
    else if (/^(?:--|\/\*)/.test(token)) sql += ' ';
    else {
      if (sql.trim() === '' && token.trim() !== '') start = match.index + token.search(/\S/);
      sql += /^['$]./.test(token) ? "''" : token;
    }
  }
  finish();
  return statements;
}
