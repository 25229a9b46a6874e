import type { World } from './world.js';

const texts = new WeakMap<World, string>();

/**
 * A digest of every row of every table of ours and of the job queue: the same before and after means that nothing was
 * written, nothing was recorded and no job was enqueued. Of a row its place and the transaction that wrote it are
 * taken, which an update changes even where all values stay. Sign-ins write too, so let everybody sign in beforehand.
 */
export async function fingerprintOf(w: World): Promise<string> {
  let text = texts.get(w);
  if (text === undefined) {
    const tables = await w.owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'public' or (schemaname, tablename) = ('graphile_worker', '_private_jobs') order by 1`;
    if (tables.length < 20) throw new Error('the tables were not found');
    const digest = `count(*) || ':' || coalesce(sum(hashtextextended(t.ctid::text || '/' || t.xmin::text, 0)), 0)`;
    text = `select concat_ws(' ', ${tables.map(({ name }) => `(select ${digest} from ${name} t)`).join(', ')}) as print`;
    texts.set(w, text);
  }
  const [row] = await w.owner.unsafe<{ print: string }[]>(text, [], { prepare: true });
  if (row === undefined) throw new Error('no fingerprint');
  return row.print;
}
