import { MAX_QUERY_LENGTH } from '../../domain/search/rules/request.js';
import { linesOf } from './lines.js';
import type { Gains } from './metrics.js';
import { WrongInput, wrongLine } from './wrong.js';

/** A query and its number. */
export interface Query {
  readonly id: string;
  readonly text: string;
}

/** What was judged: by query, the documents that answer it; and every document that any line names. */
export interface Judgements {
  readonly gains: ReadonlyMap<string, Gains>;
  readonly named: ReadonlySet<string>;
}

const ID_COLUMN = 'query_id';
const TEXT_COLUMN = 'query';

/**
 * Reads queries: a first line that names the columns `query_id` and `query`, and others that are not read, with tabs between them.
 * Refuses (WrongInput) a text that the API would refuse, and an id that comes twice.
 */
export async function readQueries(file: string): Promise<Query[]> {
  let columns: { id: number; text: number } | null = null;
  const queries = new Map<string, Query>();
  for await (const { lineNo, text: line } of linesOf(file)) {
    const cells = line.split('\t').map((cell) => cell.trim());
    if (columns === null) {
      columns = { id: cells.indexOf(ID_COLUMN), text: cells.indexOf(TEXT_COLUMN) };
      if (columns.id < 0 || columns.text < 0) throw wrongLine(file, lineNo, `It must name the columns ${ID_COLUMN} and ${TEXT_COLUMN}, with a tab between them.`);
      continue;
    }
    const [id, text] = [cells[columns.id] ?? '', cells[columns.text] ?? ''];
    if (id === '' || /\s/.test(id)) throw wrongLine(file, lineNo, `The ${ID_COLUMN} must be there, and without white space.`);
    if (queries.has(id)) throw wrongLine(file, lineNo, `The query ${id} has come before.`);
    const length = [...text].length;
    if (length === 0 || length > MAX_QUERY_LENGTH || text.includes('\0')) {
      throw wrongLine(file, lineNo, `The query must have 1 to ${MAX_QUERY_LENGTH} characters and no NUL; it has ${length}.`);
    }
    queries.set(id, { id, text });
  }
  if (queries.size === 0) throw new WrongInput(`${file} has no queries.`);
  return [...queries.values()];
}

/**
 * Reads judgements as TREC has them: query, a column that is not read, document, judgement; a judgement of 0 or less says that the document
 * does not answer the query. Refuses (WrongInput) a pair that comes twice, and a document that is not in the corpus.
 */
export async function readJudgements(file: string, documents: ReadonlySet<string>): Promise<Judgements> {
  const gains = new Map<string, Map<string, number>>();
  const named = new Set<string>();
  const pairs = new Set<string>();
  for await (const { lineNo, text } of linesOf(file)) {
    const [query = '', , document = '', judgement = '', ...further] = text.trim().split(/\s+/);
    if (!/^-?\d{1,3}$/.test(judgement) || further.length > 0) {
      throw wrongLine(file, lineNo, 'It must be four words: query, 0, course, and a judgement that is a whole number.');
    }
    if (!documents.has(document)) throw wrongLine(file, lineNo, `There is no course ${document} in the corpus.`);
    const pair = `${query} ${document}`;
    if (pairs.has(pair)) throw wrongLine(file, lineNo, `The judgement of ${document} for the query ${query} has come before.`);
    pairs.add(pair);
    named.add(document);
    if (Number(judgement) <= 0) continue;
    const known = gains.get(query) ?? new Map<string, number>();
    gains.set(query, known.set(document, Number(judgement)));
  }
  if (named.size === 0) throw new WrongInput(`${file} has no judgements.`);
  return { gains, named };
}
