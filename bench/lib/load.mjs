import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { ask, bodyOf, headersOf, requestsOf } from './requests.mjs';
import { residentOf, usedBetween, usedBy, usedByChildren } from './processes.mjs';

/** So many answers may be refusals or errors before a figure is worth nothing: none. */
export class Failed extends Error {}

/**
 * Asks a contender one operation over and over for some seconds by so many clients, and tells what it took: answers a second,
 * milliseconds of latency, processor's milliseconds an answer of the contender and of PostgreSQL, mebibytes of memory.
 */
export async function measure(contender, operation, { server, connections, seconds, ...parts }) {
  const clients = operation.mutation === true
    ? await mutating(contender, operation, { ...parts, connections }) : reading(contender, operation, parts);
  const before = { own: usedBy(contender.pid), database: usedByChildren(server.pid()) };
  const result = await cannon({ url: `${contender.url}/graphql`, connections, duration: seconds, ...clients.settings });
  const after = { own: usedBy(contender.pid), database: usedByChildren(server.pid()) };
  const answers = result['2xx'];
  const failed = result.non2xx + result.errors + result.timeouts + clients.refused();
  if (failed > 0 || answers === 0) throw new Failed(`${contender.name}, ${operation.name}: ${failed} of ${answers + failed} requests failed. ${clients.why()}`);
  return {
    answers, perSecond: answers / result.duration, p50: result.latency.p50, p99: result.latency.p99,
    serverMs: after.own === null ? null : (after.own - before.own) / answers,
    databaseMs: after.database === null ? null : usedBetween(before.database, after.database) / answers, memory: residentOf(contender.pid), bytes: result.throughput.total / answers,
  };
}

function cannon(settings) {
  return new Promise((resolve, reject) => {
    autocannon({ method: 'POST', ...settings }, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function reading(contender, operation, parts) {
  const { headers, bodies } = requestsOf(operation, contender, parts);
  return { settings: { headers, requests: bodies.map((body) => ({ body })) }, refused: () => 0, why: () => '' };
}

/** Each client has a state of its own, sends what follows from it and learns from the answer. */
async function mutating(contender, operation, { facts, tokens, connections, run }) {
  const headers = headersOf(operation, tokens);
  const states = operation.clients(facts, connections);
  if (states.length < connections) throw new Failed(`${operation.name} is measured by ${states.length} clients at most`);
  if (operation.begin !== undefined) {
    // What the last run left under way must not be counted upon.
    await sleep(300);
    const { document, variables, learn } = operation.begin;
    for (const state of states) {
      const { answer } = await ask(contender.url, headers, JSON.stringify({ query: document, variables: variables(state) }));
      learn(state, answer.data);
    }
  }
  let next = 0;
  let refused = 0;
  let why = '';
  const setupClient = (client) => {
    const state = states[next++];
    const prepare = () => client.setBody(bodyOf(operation, operation.next(state, run)));
    prepare();
    client.on('body', (body) => {
      const answer = JSON.parse(String(body));
      const errors = answer.errors ?? answer.data[operation.name].userErrors;
      if (errors.length > 0) {
        refused += 1;
        why ||= JSON.stringify(errors);
      } else operation.learn(state, answer.data);
      prepare();
    });
  };
  return { settings: { headers, setupClient }, refused: () => refused, why: () => why };
}
