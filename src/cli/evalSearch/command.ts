import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, type Config } from '../../config.js';
import { MAX_QUERY_LENGTH } from '../../domain/search/rules/request.js';
import { hitsOf } from './ask.js';
import { readCorpus, type Corpus } from './corpus.js';
import type { Ranked } from './metrics.js';
import { readJudgements, readQueries, type Judgements, type Query } from './queries.js';
import { bothFigures, runLinesOf, tableOf, type Report } from './report.js';
import { startScratch, type Beside, type Scratch } from './scratch.js';
import { withTypo } from './typos.js';
import { WrongInput } from './wrong.js';

const USAGE = 'usage: npm run eval:search -- --corpus <jsonl> --queries <tsv> --qrels <trec> [--engine postgres|meilisearch] [--typos] [--json] [--run <file>]';
const ENGINES = ['postgres', 'meilisearch'] as const;
/** Told after so many queries. */
const TOLD_EVERY = 50;

/** Where a command writes: its result, and how far it is. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly say: (line: string) => void;
}

interface Asked {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
  readonly engine: (typeof ENGINES)[number];
  readonly typos: boolean;
  readonly json: boolean;
  readonly run: string | null;
}

/**
 * Measures how well the API's search answers judged queries over a catalogue, in a marketplace of its own that is thrown away. Refuses
 * (WrongInput) what is wrong with the arguments and the files, before anything is started.
 */
export async function evaluateSearch(args: readonly string[], { out, say }: Terminal): Promise<void> {
  const asked = askedOf(args);
  const corpus = await readCorpus(asked.corpus);
  const queries = await readQueries(asked.queries);
  const judgements = await readJudgements(asked.qrels, corpus.ids);
  const beside = asked.engine === 'meilisearch' ? meilisearchFrom(loadConfig()) : null;
  const counted = queries.filter(({ id }) => judgements.gains.has(id));
  if (counted.length === 0) throw new WrongInput(`No query of ${asked.queries} is answered by a course that ${asked.qrels} names.`);
  const run = asked.run === null ? null : await openRun(asked.run);
  try {
    const report = await measure({ asked, corpus, judgements, counted, leftOut: queries.length - counted.length, run, beside }, say);
    out(asked.json ? `${JSON.stringify(report)}\n` : tableOf(report));
  } finally {
    await run?.close();
  }
}

function askedOf(args: readonly string[]): Asked {
  const { corpus, queries, qrels, engine, typos, json, run } = valuesOf(args);
  if (corpus === undefined || queries === undefined || qrels === undefined) throw new WrongInput(USAGE);
  const known = ENGINES.find((name) => name === engine);
  if (known === undefined) throw new WrongInput(`--engine: there is no search engine '${engine}'; there is ${ENGINES.join(', ')}.`);
  return { corpus, queries, qrels, engine: known, typos, json, run: run ?? null };
}

function valuesOf(args: readonly string[]) {
  const file = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { corpus: file, queries: file, qrels: file, run: file, engine: { type: 'string', default: 'postgres' }, typos: flag, json: flag },
    }).values;
  } catch (error) {
    throw new WrongInput(error instanceof Error ? error.message : String(error));
  }
}

function meilisearchFrom({ search }: Pick<Config, 'search'>): Beside {
  if (search === null) throw new WrongInput('--engine meilisearch: set MEILI_URL and MEILI_KEY to say which one.');
  return { url: search.url, key: search.key };
}

async function openRun(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'w');
  } catch {
    throw new WrongInput(`--run: ${file} cannot be written.`);
  }
}

interface Evaluation {
  readonly asked: Asked;
  readonly corpus: Corpus;
  readonly judgements: Judgements;
  readonly counted: readonly Query[];
  readonly leftOut: number;
  readonly run: FileHandle | null;
  /** null: PostgreSQL is measured. */
  readonly beside: Beside | null;
}

async function measure({ asked, corpus, judgements, counted, leftOut, run, beside }: Evaluation, say: Terminal['say']): Promise<Report> {
  const began = performance.now();
  const scratch = await startScratch(corpus, beside, say);
  try {
    const prepared = performance.now();
    const { ranked, typos } = await searchAll(scratch, { asked, judgements, counted, run }, say);
    const done = performance.now();
    const judged = new Set([...corpus.tagged ?? [], ...judgements.named]);
    return {
      dataset: path.parse(asked.queries).name, engine: asked.engine, courses: corpus.ids.size, judgedCourses: judged.size,
      queries: counted.length, leftOut, typos: asked.typos ? typos : null,
      ...bothFigures(ranked, (document) => judged.has(document)),
      seconds: { preparing: (prepared - began) / 1000, searching: (done - prepared) / 1000 },
    };
  } finally {
    await scratch.stop();
  }
}

async function searchAll(
  scratch: Scratch, { asked, judgements, counted, run }: Pick<Evaluation, 'asked' | 'judgements' | 'counted' | 'run'>, say: Terminal['say'],
): Promise<{ ranked: Ranked[]; typos: number }> {
  const ranked: Ranked[] = [];
  let typos = 0;
  for (const { id, text } of counted) {
    const spoilt = asked.typos ? withTypo(id, text, MAX_QUERY_LENGTH) : null;
    if (spoilt !== null) typos += 1;
    const ranking = await hitsOf(scratch, { id, text: spoilt ?? text });
    await run?.write(runLinesOf(id, ranking, asked.engine));
    ranked.push({ ranking, gains: judgements.gains.get(id) ?? new Map<string, number>() });
    if (ranked.length % TOLD_EVERY === 0) say(`searched for ${ranked.length} of ${counted.length} queries`);
  }
  return { ranked, typos };
}
