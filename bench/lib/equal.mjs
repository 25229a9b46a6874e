import { ask, requestsOf } from './requests.mjs';

/** Two contenders answered otherwise. */
export class Unequal extends Error {}

/**
 * Asks every contender everything and compares what they answer with the first one's; throws Unequal at the first difference, and
 * where an answer holds no row. Answers how many were compared, and of how many the keys came in the same order too. What ours says of
 * the cost beside the data (`extensions`) the others have no need to say.
 */
export async function checkEqual(contenders, operations, session) {
  const told = [];
  for (const operation of operations) {
    const takers = contenders.filter(({ knows }) => knows(operation)).map((contender) => ({ contender, ...requestsOf(operation, contender, session) }));
    let [compared, ordered] = [0, 0];
    for (let index = 0; index < (takers[0]?.bodies.length ?? 0); index += 1) {
      const answers = [];
      for (const taker of takers) answers.push({ name: taker.contender.name, data: await asked(operation, taker, index) });
      const [first, ...others] = answers;
      const question = `asked with ${JSON.stringify(JSON.parse(takers[0].bodies[index]).variables)}`;
      if (operation.rows(first.data) < 1) throw new Unequal(`${operation.name}: no row is answered; ${question}`);
      for (const other of others) {
        const difference = differenceOf(first.data, other.data, '');
        if (difference !== null) throw new Unequal(`${operation.name}: ${other.name} answers otherwise than ${first.name} at ${difference}; ${question}`);
        compared += 1;
        if (JSON.stringify(other.data) === JSON.stringify(first.data)) ordered += 1;
      }
    }
    told.push({ operation: operation.name, compared, ordered });
  }
  return told;
}

async function asked(operation, { contender: { name, url }, headers, bodies, read }, index) {
  try {
    const { answer } = await ask(url, headers, bodies[index]);
    return read(answer.data);
  } catch (error) {
    throw new Unequal(`${operation.name}: ${name}: ${error.message}`);
  }
}

/** The path and values of the first difference of two JSON values; null where there is none. The order of keys does not count. */
export function differenceOf(some, other, path) {
  if (some === other) return null;
  const show = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 120);
  if (typeof some !== 'object' || typeof other !== 'object' || some === null || other === null || Array.isArray(some) !== Array.isArray(other)) {
    return `${path || '/'} (${show(some)}, ${show(other)})`;
  }
  for (const key of new Set([...Object.keys(some), ...Object.keys(other)])) {
    const difference = differenceOf(some[key], other[key], `${path}/${key}`);
    if (difference !== null) return difference;
  }
  return null;
}
