import { measure } from './load.mjs';
import { residentOf } from './processes.mjs';

/** How often memory is looked at during a run. */
const LOOKS = 20;

/**
 * Asks ours all the operations in turns, a second each, until it has given so many answers, and looks at its memory on the way: answers so
 * far, mebibytes resident.
 */
export async function memoryOfOurs(ours, operations, { memory, say, ...parts }) {
  const samples = [];
  let answers = 0;
  for (let turn = 0; answers < memory; turn += 1) {
    const operation = operations[turn % operations.length];
    answers += (await measure(ours, operation, { ...parts, seconds: 1 })).answers;
    if (answers * LOOKS < memory * (samples.length + 1)) continue;
    samples.push({ answers, mebibytes: residentOf(ours.pid) });
    say(`${answers} answers: ${Math.round(samples.at(-1).mebibytes)} MiB`);
  }
  return samples;
}

/** The samples, and by how much memory grows in a million answers over the second half of them (a line by least squares). */
export function tableOfMemory(samples) {
  const rows = samples.map(({ answers, mebibytes }) => `| ${answers} | ${mebibytes.toFixed(0)} |`);
  const half = samples.slice(Math.floor(samples.length / 2));
  return ['| answers | RSS MiB |', '|--------:|--------:|', ...rows, '', `In a million answers it grows by ${(slopeOf(half) * 1e6).toFixed(1)} MiB, after the first half.`].join('\n');
}

/** Mebibytes an answer. */
function slopeOf(samples) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ answers }) => answers)), mean(samples.map(({ mebibytes }) => mebibytes))];
  const over = samples.reduce((sum, { answers, mebibytes }) => sum + (answers - x) * (mebibytes - y), 0);
  const under = samples.reduce((sum, { answers }) => sum + (answers - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}
