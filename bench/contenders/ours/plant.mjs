import postgres from 'postgres';
import { built } from '../../lib/places.mjs';

/**
 * Makes ours slower on purpose, so that the guard can be seen to notice: `delay` burns two milliseconds of the processor at each
 * statement of the reader, `statement` sends one more for each. `unkept` has no answer kept in the process. Answers how it is taken out.
 */
export async function plant(what, url) {
  if (what === '') return () => Promise.resolve();
  if (what === 'unkept') {
    const { keepAnswers } = await built('db/reader/kept');
    keepAnswers(false);
    return () => Promise.resolve();
  }
  const { observeReader } = await built('db/reader/observe');
  if (what === 'delay') {
    const stop = observeReader(({ kind }) => { if (kind === 'statement') burn(2); });
    return () => Promise.resolve(stop());
  }
  if (what !== 'statement') throw new Error(`BENCH_PLANT is delay or statement, not ${what}`);
  const sql = postgres(url, { max: 2 });
  const stop = observeReader(({ kind }) => { if (kind === 'statement') sql`select count(*) from competency`.catch(() => undefined); });
  return async () => {
    stop();
    await sql.end({ timeout: 1 });
  };
}

function burn(milliseconds) {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}
