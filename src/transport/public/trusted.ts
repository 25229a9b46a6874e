import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GraphQLError, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { ConfigError } from '../../config.js';
import { VISITOR_EXAMPLES } from '../explorer/examples/visitor.js';
import { LIMITS } from '../limits/limits.js';
import { offeredOperations, structuralLimits } from '../limits/shape.js';

/** Stored documents by their id: the SHA-256 of the text, in small hexadecimal digits. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const ID = /^(?:sha256:)?([0-9a-f]{64})$/;

/** The digest that names a document, of either way of writing it: `sha256:` and the digest, or the digest alone. Null for anything else. */
export function digestOf(id: string): string | null {
  return ID.exec(id)?.[1] ?? null;
}

/** The id of a document's text. */
export function documentIdOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * The documents that callers may name instead of sending them: what the explorer offers visitors, and those of a JSON file that
 * maps ids to texts. Throws ConfigError, with a line for each, where the file cannot be read, an id is not its text's, or a document is
 * not one that this API answers.
 */
export async function loadTrustedDocuments(file: string | null, schema: GraphQLSchema): Promise<TrustedDocuments> {
  const documents = new Map<string, string>();
  for (const { query } of VISITOR_EXAMPLES.filter(({ role }) => role === 'VISITOR').flatMap(({ examples }) => examples)) {
    documents.set(documentIdOf(query), query);
  }
  if (file === null) return documents;
  const lines: string[] = [];
  for (const [id, text] of await entriesOf(file)) {
    const wrong = wrongWith(id, text, schema);
    if (wrong === null) documents.set(documentIdOf(text), text);
    else lines.push(`TRUSTED_DOCUMENTS: the document ${id} ${wrong}`);
  }
  if (lines.length > 0) throw new ConfigError(lines);
  return documents;
}

async function entriesOf(file: string): Promise<[string, string][]> {
  const refuse = (why: string): ConfigError => new ConfigError([`TRUSTED_DOCUMENTS: ${file} ${why}`]);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw refuse(`cannot be read (${String((error as NodeJS.ErrnoException).code)})`);
  });
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw refuse('is not JSON');
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refuse('is not a JSON object of ids and documents');
  const entries = Object.entries(given);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) throw refuse('has an id whose document is not a text');
  return entries;
}

/** What is wrong with a document, or null. */
function wrongWith(id: string, text: string, schema: GraphQLSchema): string | null {
  const digest = digestOf(id);
  if (digest === null) return 'is not named by the SHA-256 of its text in 64 hexadecimal digits';
  if (digest !== documentIdOf(text)) return `has another SHA-256: ${documentIdOf(text)}`;
  try {
    const errors = validate(schema, parse(text, { maxTokens: LIMITS.tokens }), [...specifiedRules, structuralLimits, offeredOperations]);
    return errors[0] === undefined ? null : `is not valid: ${errors[0].message}`;
  } catch (error) {
    if (error instanceof GraphQLError) return `does not parse: ${error.message}`;
    throw error;
  }
}
