import { parseArgs } from 'node:util';

/** What is wrong with what was asked; the message is for the person at the terminal. */
export class Refused extends Error {}

export const USAGE = `usage: npm run bench -- [--quick] [--json] [--courses 20000] [--seats 2000] [--operations a,b] [--contenders x,y] [--node 20|24]
                     [--rounds 5] [--seconds 3] [--connections 32] [--profile] [--memory 1000000]`;

const NUMBERS = { courses: [1_000, 1_000_000], seats: [100, 20_000_000], rounds: [1, 100], seconds: [1, 600], connections: [1, 1_000], memory: [10_000, 1_000_000_000] };

/** Reads the options of a run; throws Refused where one is not understood. Names are checked against what there is. */
export function optionsOf(args, { operations, contenders }) {
  const given = parsed(args);
  const quick = given.quick === true;
  const numbers = { courses: 20_000, seats: 2_000, rounds: quick ? 2 : 5, seconds: quick ? 2 : 3, connections: 32, memory: 0 };
  for (const [name, [least, most]] of Object.entries(NUMBERS)) {
    if (given[name] === undefined) continue;
    const value = Number(given[name]);
    if (!Number.isInteger(value) || value < least || value > most) throw new Refused(`--${name} is a whole number from ${least} to ${most}.`);
    numbers[name] = value;
  }
  return {
    ...numbers, quick, json: given.json === true, node: nodeOf(given.node), profile: given.profile === true,
    operations: chosen('operations', given.operations, operations),
    contenders: chosen('contenders', given.contenders, contenders),
  };
}

function parsed(args) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: flag, json: flag, courses: text, seats: text, operations: text, contenders: text, node: text, rounds: text, seconds: text,
        connections: text, profile: flag, memory: text,
      },
    }).values;
  } catch (error) {
    throw new Refused(`${error.message}\n${USAGE}`);
  }
}

/** null: the Node that runs this, unless a contender needs a newer one. */
function nodeOf(value) {
  if (value === undefined) return null;
  if (value !== '20' && value !== '24') throw new Refused('--node is 20 or 24.');
  return Number(value);
}

function chosen(option, value, known) {
  if (value === undefined) return null;
  const names = value.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0 || names.length === 0) throw new Refused(`--${option}: there is no ${unknown.join(', ') || 'name'}; there are ${known.join(', ')}.`);
  return names;
}
