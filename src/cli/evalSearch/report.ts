import { figuresOf, judgedOnly, type Figures, type Ranked } from './metrics.js';

/** What an evaluation found. */
export interface Report {
  /** The name of the queries' file, without its ending. */
  readonly dataset: string;
  readonly engine: string;
  readonly courses: number;
  readonly judgedCourses: number;
  /** Queries that were counted: those that a course answers. */
  readonly queries: number;
  /** Queries that no course answers, which are not counted. */
  readonly leftOut: number;
  /** How many of the counted queries had a typo put in; null where none were asked for. */
  readonly typos: number | null;
  /** Over all documents: what nobody judged counts as no answer. */
  readonly all: Figures;
  /** Over judged documents only: what nobody judged is left out of the ranking. */
  readonly judged: Figures;
  readonly seconds: { readonly preparing: number; readonly searching: number };
}

/** Both ways of counting, over queries of which there is at least one. */
export function bothFigures(queries: readonly Ranked[], isJudged: (document: string) => boolean): Pick<Report, 'all' | 'judged'> {
  return { all: figuresOf(queries), judged: figuresOf(judgedOnly(queries, isJudged)) };
}

/** The report for whoever sits at the terminal. */
export function tableOf({ dataset, engine, courses, judgedCourses, queries, leftOut, typos, all, judged, seconds }: Report): string {
  const row = (name: string, { ndcgAt10, mrr, recallAt50 }: Figures): string =>
    name.padEnd(24) + [ndcgAt10, mrr, recallAt50].map((figure) => figure.toFixed(4).padStart(11)).join('');
  return [
    `${dataset}: ${queries} queries, ${courses} courses (${judgedCourses} judged), engine ${engine}${typos === null ? '' : `, a typo in ${typos} queries`}`,
    ...(leftOut > 0 ? [`not counted, since no course answers them: ${leftOut}`] : []),
    `${' '.repeat(24)}${['nDCG@10', 'MRR', 'recall@50'].map((name) => name.padStart(11)).join('')}`,
    row('all documents', all), row('judged documents only', judged),
    `prepared in ${seconds.preparing.toFixed(1)} s, searched in ${seconds.searching.toFixed(1)} s`,
  ].map((line) => `${line}\n`).join('');
}

/** The lines of one query in a run file of TREC: query, Q0, document, rank, score (higher is better), name of the run. */
export function runLinesOf(queryId: string, ranking: readonly string[], run: string): string {
  return ranking.map((document, index) => `${queryId} Q0 ${document} ${index + 1} ${ranking.length - index} ${run}\n`).join('');
}
