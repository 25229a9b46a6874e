/** What is known of the answers to one query: by document, how well it answers, from 1 up; all others do not answer it. */
export type Gains = ReadonlyMap<string, number>;

/** How well queries were answered, each figure the mean over them, from 0 to 1. */
export interface Figures {
  readonly ndcgAt10: number;
  readonly mrr: number;
  readonly recallAt50: number;
}

/** One query's documents, best first, and what is known of them. */
export interface Ranked {
  readonly ranking: readonly string[];
  readonly gains: Gains;
}

/**
 * Normalised discounted cumulative gain of the first `k` documents: the sum of gain / log2(1 + rank), divided by that of the best
 * ranking there could be (Järvelin & Kekäläinen 2002, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20(4), with the
 * discount that trec_eval's `ndcg_cut` applies from the second rank on). The gain is the judgement itself; where judgements are 0 or 1,
 * 2^judgement - 1 (Burges and others 2005) gives the same figure. 0 where nothing answers the query.
 */
export function ndcgAt(k: number, { ranking, gains }: Ranked): number {
  const ideal = discounted([...gains.values()].sort((a, b) => b - a).slice(0, k));
  return ideal === 0 ? 0 : discounted(ranking.slice(0, k).map((document) => gains.get(document) ?? 0)) / ideal;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/**
 * One divided by the rank of the first document that answers the query (Voorhees 1999, The TREC-8 question answering track report;
 * its mean over queries is the MRR); 0 where none does.
 */
export function reciprocalRank({ ranking, gains }: Ranked): number {
  const index = ranking.findIndex((document) => gains.has(document));
  return index < 0 ? 0 : 1 / (index + 1);
}

/**
 * The share of the documents that answer the query which is among the first `k` (trec_eval's `recall`; Manning, Raghavan & Schütze 2008,
 * Introduction to Information Retrieval, section 8.3); 0 where nothing answers it.
 */
export function recallAt(k: number, { ranking, gains }: Ranked): number {
  if (gains.size === 0) return 0;
  return ranking.slice(0, k).filter((document) => gains.has(document)).length / gains.size;
}

/** The means over queries, of which there is at least one. */
export function figuresOf(queries: readonly Ranked[]): Figures {
  const mean = (of: (query: Ranked) => number): number => queries.reduce((sum, query) => sum + of(query), 0) / queries.length;
  return { ndcgAt10: mean((query) => ndcgAt(10, query)), mrr: mean(reciprocalRank), recallAt50: mean((query) => recallAt(50, query)) };
}

/**
 * The same with the documents left out of the ranking that nobody judged, so that an answer which was never looked at counts neither for
 * nor against ('condensed lists': Sakai 2007, Alternatives to Bpref, SIGIR).
 */
export function judgedOnly(queries: readonly Ranked[], isJudged: (document: string) => boolean): Ranked[] {
  return queries.map(({ ranking, gains }) => ({ ranking: ranking.filter(isJudged), gains }));
}
