import type { World } from './world.js';

const texts = new WeakMap<World, string>();

/**
 * A digest of every row of every table of ours and of the job queue: the same before and after means that nothing was
 * changed, nothing was recorded and no job was enqueued. Sign-ins write too, so let everybody sign in beforehand.
 */
export async function fingerprintOf(w: World): Promise<string> {
  let text = texts.get(w);
  if (text === undefined) {
    const tables = await w.owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'public' or (schemaname, tablename) = ('graphile_worker', '_private_jobs') order by 1`;
    const digests = tables.map(({ name }) => `(select md5(coalesce(string_agg(h, '' order by h), '')) from (select md5(t::text) as h from ${name} t) x)`);
    text = `select md5(concat(${digests.join(', ')})) as print`;
    texts.set(w, text);
  }
  const [row] = await w.owner.unsafe<{ print: string }[]>(text);
  if (row === undefined) throw new Error('no fingerprint');
  return row.print;
}
