import { untilJobsAreDone } from './jobs.mjs';
import { Failed, measure } from './load.mjs';

/** Seconds of each operation before anything is written down; a change takes longer than a page. */
const WARM_SECONDS = { read: 1, write: 3 };
/** Clients at most while the write path is measured and warmed. */
const WRITERS = 32;

/**
 * Measures every operation of every contender, interleaved: in each round all contenders take an operation one after the other, each
 * round beginning with another. Answers one sample a turn; `say` is told how far it is.
 */
export async function runRounds(contenders, operations, parts) {
  const { rounds, seconds, connections, say } = parts;
  const of = (operation) => contenders.filter(({ knows }) => knows(operation));
  const settings = (operation, more) => ({ ...parts, connections: operation.mutation === true ? WRITERS : connections, ...more });
  say('warming');
  for (const operation of operations) {
    for (const contender of of(operation)) await measure(contender, operation, settings(operation, {
      seconds: operation.mutation === true ? WARM_SECONDS.write : WARM_SECONDS.read, run: runName('w', 0),
    }));
  }
  await untilJobsAreDone(parts.owner);
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}`);
    for (const operation of operations) {
      const takers = of(operation);
      for (let turn = 0; turn < takers.length; turn += 1) {
        const contender = takers[(turn + round) % takers.length];
        const sample = await measure(contender, operation, settings(operation, { seconds, run: runName('r', round) }));
        if (operation.mutation === true) await untilJobsAreDone(parts.owner);
        samples.push({ round, operation: operation.name, contender: contender.name, ...sample });
      }
    }
    for (const { name, ended } of contenders) if (ended()) throw new Failed(`${name} ended in the middle of a run`);
  }
  return samples;
}

/** Names in the data that no other run has used. */
function runName(kind, round) {
  return `${kind}${round}-${Date.now().toString(36)}`;
}
