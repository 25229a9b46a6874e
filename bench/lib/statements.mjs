import { setTimeout as sleep } from 'node:timers/promises';
import { ask, requestsOf } from './requests.mjs';

/** What a transaction needs beside its data. */
const AROUND = /^\s*(begin|commit|rollback|start transaction|select set_config\()/i;
/** More than the jobs beside the requests run in the meantime. */
const TURNS = 40;

/**
 * How many statements an operation sends, how many of them for data, and how many pages of memory they look at: counted by PostgreSQL
 * over some requests, of which what is not sent by each of them is left out.
 */
export async function countStatements(contender, operation, session) {
  const { server, owner } = session;
  const { headers, bodies } = requestsOf(operation, contender, session);
  const turn = async (index) => ask(contender.url, headers, bodies[index % bodies.length]);
  for (let index = 0; index < 8; index += 1) await turn(index);
  await server.switchTo({ 'pg_stat_statements.track': 'top' });
  try {
    await owner`select pg_stat_statements_reset()`;
    for (let index = 0; index < TURNS; index += 1) await turn(index);
    const rows = await owner`select query, sum(calls)::int as calls, sum(shared_blks_hit + shared_blks_read)::float8 as pages from pg_stat_statements group by query`;
    const each = rows.filter(({ calls, query }) => calls >= TURNS / 2 && !query.includes('pg_stat_statements'))
      .map(({ query, calls, pages }) => ({ query, calls: calls / TURNS, pages: pages / TURNS }));
    const data = each.filter(({ query }) => !AROUND.test(query));
    const sum = (list, name) => list.reduce((total, row) => total + row[name], 0);
    return { statements: sum(each, 'calls'), data: sum(data, 'calls'), pages: Math.round(sum(each, 'pages')), texts: data.map(({ query }) => query) };
  } finally {
    await server.switchTo({ 'pg_stat_statements.track': 'none' });
  }
}

/** How many rows PostgreSQL looks at for a row that is answered, by the plans of some requests as they ran; and tables read as a whole. */
export async function countRows(contender, operation, session) {
  const { server, owner } = session;
  const { headers, bodies, read } = requestsOf(operation, contender, session);
  await server.switchTo({ 'auto_explain.log_min_duration': '0', 'auto_explain.log_analyze': 'on', 'auto_explain.log_format': 'json', 'auto_explain.log_nested_statements': 'on' });
  const from = server.log.mark();
  let answered = 0;
  try {
    for (const body of bodies) {
      const { answer } = await ask(contender.url, headers, body);
      answered += operation.rows(read(answer.data));
    }
    await sleep(200);
  } finally {
    await server.switchTo({ 'auto_explain.log_min_duration': '-1' });
  }
  // The jobs beside the requests have connections of their own.
  const backends = await owner`select pid from pg_stat_activity where application_name = ${contender.application}`;
  const own = new Set(backends.map(({ pid }) => pid));
  const found = { rows: 0, whole: new Set() };
  for (const { pid, plan } of plansIn(server.log.since(from))) if (own.has(pid)) add(plan.Plan, found);
  return { rowsRead: found.rows / answered, whole: [...found.whole] };
}

/** The plans that auto_explain wrote, and for whom: JSON of several lines, each behind a tab. */
function plansIn(text) {
  return [...text.matchAll(/\[(\d+)\] \S* LOG: {2}duration: [^\n]* plan:\n((?:\t.*\n?)+)/g)]
    .map(([, pid, lines]) => ({ pid: Number(pid), plan: JSON.parse(lines) }));
}

function add(node, found) {
  const relation = node['Relation Name'];
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
  if (relation !== undefined) found.rows += rows;
  if (node['Node Type'] === 'Seq Scan' && rows > 1_000) found.whole.add(relation);
  for (const inner of node.Plans ?? []) add(inner, found);
}
