import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evaluateSearch } from '../../../src/cli/evalSearch/command.js';
import { figuresOf } from '../../../src/cli/evalSearch/metrics.js';
import type { Report } from '../../../src/cli/evalSearch/report.js';
import { WrongInput } from '../../../src/cli/evalSearch/wrong.js';
import { startSearchDouble } from '../../../src/integrations/search/double/double.js';

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'karmayogi-evaluation-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function file(name: string, lines: readonly (string | object)[]): string {
  const to = path.join(folder, name);
  writeFileSync(to, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return to;
}

const CORPUS = [
  { id: 'noting', title: 'Noting and drafting', description: 'How a file is written.', duration_hours: 2, language_code: 'en', skills: ['writing'] },
  { id: 'rivers', title: 'Governing rivers', description: null, duration_hours: 1, language_code: null, skills: ['water'] },
  { id: 'unknown', title: 'Drafting for everybody: drafting, drafting', description: null, duration_hours: 1, language_code: 'en', skills: [] },
  { id: 'hindi', title: 'मसौदा लेखन drafting', description: null, duration_hours: 1, language_code: 'hi', skills: ['लेखन'] },
  { id: 'rules', title: 'Financial rules', description: 'Also on drafting.', duration_hours: null, language_code: 'en', skills: ['finance'] },
];
const QUERIES = ['query_id\tquery\tskill_tag', 'Q1\tdrafting\twriting', 'Q2\trivers\twater', 'Q3\tnobody has this\tnothing', 'Q4\trules\tfinance', 'Q5\tmissing words\twater'];
const QRELS = ['Q1 0 noting 1', 'Q1 0 rivers 0', 'Q2 0 rivers 1', 'Q4 0 rules 1', 'Q5 0 rivers 1', 'Q9 0 rivers 1'];

const STARTING = 'starting a marketplace in ';
/** The folders of the marketplaces that were started. */
const places: string[] = [];

async function told(args: readonly string[]): Promise<string> {
  const said: string[] = [];
  await evaluateSearch(args, {
    out: (text) => { said.push(text); },
    say: (line) => { if (line.startsWith(STARTING)) places.push(line.slice(STARTING.length)); },
  });
  return said.join('');
}

function files(corpus: readonly (string | object)[] = CORPUS, queries: readonly string[] = QUERIES, qrels: readonly string[] = QRELS): string[] {
  return ['--corpus', file('corpus.jsonl', corpus), '--queries', file('queries.tsv', queries), '--qrels', file('qrels.trec', qrels)];
}

describe('the evaluation of search', () => {
  it('publishes a corpus, asks the API, counts over all and over judged documents, writes the run and leaves nothing behind', async () => {
    const run = path.join(folder, 'run.trec');
    const report = JSON.parse(await told([...files(), '--json', '--run', run])) as Report;
    expect(report).toMatchObject({ dataset: 'queries', engine: 'postgres', courses: 5, judgedCourses: 3, queries: 4, leftOut: 1, typos: null });
    const hits = readFileSync(run, 'utf8').trim().split('\n').map((line) => line.split(' '));
    const rankings = ['Q1', 'Q2', 'Q4', 'Q5'].map((id) => hits.filter(([query]) => query === id));
    for (const ranking of rankings) {
      const [query] = ranking[0] ?? [];
      expect(ranking).toEqual(ranking.map(([, , document], index) => [query, 'Q0', document, `${index + 1}`, `${ranking.length - index}`, 'postgres']));
    }
    expect(rankings.flat()).toHaveLength(hits.length);
    const [drafting = [], rivers = [], rules = [], missing = []] = rankings.map((ranking) => ranking.map(([, , document = '']) => document));
    expect(drafting).toEqual(expect.arrayContaining(['noting', 'unknown', 'hindi', 'rules']));
    expect([rivers[0], rules[0]]).toEqual(['rivers', 'rules']);
    const judged = (ranking: readonly string[]): string[] => ranking.filter((document) => ['noting', 'rivers', 'rules'].includes(document));
    const expected = (of: (ranking: readonly string[]) => readonly string[]) => figuresOf(
      [[drafting, 'noting'] as const, [rivers, 'rivers'] as const, [rules, 'rules'] as const, [missing, 'rivers'] as const]
        .map(([ranking, answer]) => ({ ranking: of(ranking), gains: new Map([[answer, 1]]) })));
    expect(report.all).toEqual(expected((ranking) => ranking));
    expect(report.judged).toEqual(expected(judged));
    expect(report.judged.mrr).toBeGreaterThanOrEqual(0.75);
    expect(places).toHaveLength(1);
    expect(places.filter((place) => existsSync(place))).toEqual([]);
  }, 120_000);

  it('misspells the queries when asked to, and takes what is named in the judgements for judged where there are no skills', async () => {
    const corpus = CORPUS.map(({ id, title }) => ({ id, title }));
    const table = await told([...files(corpus), '--typos']);
    expect(table).toMatch(/^queries: 4 queries, 5 courses \(3 judged\), engine postgres, a typo in 4 queries\nnot counted, since no course answers them: 1\n/);
    expect(table).toMatch(/all documents +0\.\d{4} +0\.\d{4} +0\.\d{4}\njudged documents only +0\.\d{4}/);
  }, 120_000);
});

describe('the evaluation of the engine beside the database', () => {
  it('asks that engine, in an index of its own which it throws away', async () => {
    const double = await startSearchDouble();
    vi.stubEnv('MEILI_URL', double.url);
    vi.stubEnv('MEILI_KEY', double.key);
    try {
      const report = JSON.parse(await told([...files(), '--engine', 'meilisearch', '--json'])) as Report;
      expect(report).toMatchObject({ engine: 'meilisearch', courses: 5, queries: 4 });
      expect(report.all.mrr).toBeGreaterThan(0.5);
      expect(double.requests.filter(({ path: to }) => to === '/multi-search' || to.endsWith('/search')).length).toBeGreaterThanOrEqual(4);
      expect(double.indexes()).toEqual([]);
      double.setVersion('1.2.0');
      await expect(told([...files(), '--engine', 'meilisearch'])).rejects.toThrow();
    } finally {
      vi.unstubAllEnvs();
      await double.close();
    }
  }, 120_000);
});

describe('what is wrong is one line, before anything is started', () => {
  const row = (change: object): readonly object[] => [...CORPUS.slice(0, 2), { ...CORPUS[2], ...change }];

  it.each<readonly [string, () => string[], RegExp]>([
    ['nothing', () => [], /^usage: npm run eval:search/],
    ['an unknown option', () => [...files(), '--fast'], /--fast/],
    ['another engine', () => [...files(), '--engine', 'lucene'], /^--engine: there is no search engine 'lucene'; there is postgres, meilisearch\.$/],
    ['an engine that nobody said where to find', () => [...files(), '--engine', 'meilisearch'], /^--engine meilisearch: set MEILI_URL and MEILI_KEY/],
    ['a missing file', () => [...files(), '--corpus', path.join(folder, 'none.jsonl')], /^There is no file .*none\.jsonl that can be read\.$/],
    ['a folder', () => [...files(), '--qrels', folder], /^There is no file .* that can be read\.$/],
    ['a run that cannot be written', () => [...files(), '--run', path.join(folder, 'none', 'run')], /^--run: .*run cannot be written\.$/],
    ['an empty corpus', () => files(['']), /corpus\.jsonl has no courses\.$/],
    ['no JSON', () => files([...CORPUS, '{']), /corpus\.jsonl, line 6: The line is not valid JSON\.$/],
    ['JSON that is no object at the beginning', () => files(['[]', ...CORPUS]), /corpus\.jsonl, line 1: The line is JSON, but no object\.$/],
    ['a row that the import refuses', () => files(row({ duration_hours: 'long' })), /corpus\.jsonl, line 3: duration_hours: It must be a number of hours\.$/],
    ['an id with a space', () => files(row({ id: 'a b' })), /corpus\.jsonl, line 3: The id must be without white space/],
    ['an id twice', () => files(row({ id: 'rivers' })), /corpus\.jsonl, line 3: The id rivers has come before\.$/],
    ['queries without a header', () => files(CORPUS, ['Q1\tdrafting']), /queries\.tsv, line 1: It must name the columns query_id and query/],
    ['no queries', () => files(CORPUS, QUERIES.slice(0, 1)), /queries\.tsv has no queries\.$/],
    ['a query twice', () => files(CORPUS, [...QUERIES, 'Q2\trivers']), /queries\.tsv, line 7: The query Q2 has come before\.$/],
    ['an empty query', () => files(CORPUS, [...QUERIES, '', 'Q6\t ']), /queries\.tsv, line 8: The query must have 1 to 200 characters and no NUL; it has 0\.$/],
    ['a query that is too long', () => files(CORPUS, [...QUERIES, `Q6\t${'a'.repeat(201)}`]), /queries\.tsv, line 7: .* it has 201\.$/],
    ['a query without number', () => files(CORPUS, [...QUERIES, '\tdrafting']), /queries\.tsv, line 7: The query_id must be there/],
    ['a judgement of three words', () => files(CORPUS, QUERIES, [...QRELS, 'Q1 noting 1']), /qrels\.trec, line 7: It must be four words/],
    ['a judgement that is no number', () => files(CORPUS, QUERIES, [...QRELS, 'Q1 0 rules good']), /qrels\.trec, line 7: It must be four words/],
    ['a course that is not there', () => files(CORPUS, QUERIES, ['Q1 0 lakes 1']), /qrels\.trec, line 1: There is no course lakes in the corpus\.$/],
    ['a judgement twice', () => files(CORPUS, QUERIES, [...QRELS, 'Q1 0 noting 1']), /qrels\.trec, line 7: The judgement of noting for the query Q1 has come before\.$/],
    ['no judgements', () => files(CORPUS, QUERIES, []), /qrels\.trec has no judgements\.$/],
    ['judgements of other queries', () => files(CORPUS, QUERIES, ['Q9 0 rivers 1']), /^No query of .*queries\.tsv is answered by a course that .*qrels\.trec names\.$/],
  ])('%s', async (_name, args, message) => {
    const before = [...places];
    const refused = await told(args()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WrongInput);
    expect(places).toEqual(before);
    expect((refused as WrongInput).message).toMatch(message);
    expect((refused as WrongInput).message).not.toContain('\n');
  });

  it('text that is no UTF-8', async () => {
    const args = files();
    writeFileSync(path.join(folder, 'queries.tsv'), Buffer.from([0x51, 0xff, 0x0a]));
    await expect(told(args)).rejects.toThrow(/queries\.tsv, line 1: It is not valid UTF-8\.$/);
  });
});
