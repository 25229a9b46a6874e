import { PUBLISHED_TABLES } from '../../domain/catalogue/rules/published.js';

/** What stands after FROM or JOIN: a table's name, or a function's with its parenthesis. `is distinct from` is another FROM. */
const SOURCES = /(\bdistinct\s+)?\b(?:from|join)\s+(?:only\s+)?(?:lateral\s+)?("?)([a-z_][a-z0-9_]*)\2(\s*\()?/g;

/** Functions of PostgreSQL that make rows of their arguments. */
const ROWS_OF_ARGUMENTS = new Set([
  'generate_series', 'generate_subscripts', 'json_array_elements', 'json_array_elements_text', 'json_to_recordset', 'jsonb_array_elements', 'jsonb_to_recordset', 'unnest',
]);

/** Functions of ours that read tables of their own. */
const FUNCTIONS_THAT_READ = /\b(?:search|person|app|course|seat|policy|guard|resolve)_\w*\s*\(|\bguard\./;

/** Whether a statement reads nothing but published tables, so that all visitors are answered alike while the catalogue stays as it is. */
export function readsPublishedTables(sql: string): boolean {
  if (FUNCTIONS_THAT_READ.test(sql)) return false;
  for (const [, distinct, , name = '', call] of sql.matchAll(SOURCES)) {
    if (distinct !== undefined || name === 'lateral') continue;
    if (call === undefined ? !PUBLISHED_TABLES.has(name) : !ROWS_OF_ARGUMENTS.has(name)) return false;
  }
  return true;
}
