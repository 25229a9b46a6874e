import { median } from './report.mjs';
import { runRounds } from './rounds.mjs';
import { countRows, countStatements } from './statements.mjs';

/**
 * The figures of ours that the guard holds, for each operation: `ratio` of its throughput to the ceiling's, `work` (how many times the
 * ceiling's processor time, server and database together), statements, rows looked at for a row answered, tables read as a whole. What
 * visitors ask is measured read anew each time and, as `<operation>, kept`, answered from what is kept.
 */
export async function figuresOf(session, operations, options) {
  const measured = measuredOf(session.contenders, operations);
  const counts = new Map();
  options.say('counting statements and rows');
  for (const { name, contender, operation } of measured) {
    const { statements, data } = await countStatements(contender, operation, session);
    const { rowsRead, whole } = await countRows(contender, operation, session);
    counts.set(name, { statements, data, rowsRead: round(rowsRead, 1), whole });
  }
  const samples = await runRounds(session.contenders, operations, { ...session, ...options });
  return Object.fromEntries(measured.map(({ name, contender, operation }) => {
    const by = (who) => samples.filter((sample) => sample.operation === operation.name && sample.contender === who);
    const pairs = by(contender.name).map((own) => ({ own, ceiling: by('ceiling').find((other) => other.round === own.round) }));
    const spent = ({ serverMs, databaseMs }) => serverMs + databaseMs;
    return [name, {
      ...counts.get(name),
      ratio: round(median(pairs.map(({ own, ceiling }) => own.perSecond / ceiling.perSecond)), 2),
      work: round(median(pairs.map(({ own, ceiling }) => spent(own) / spent(ceiling))), 2),
    }];
  }));
}

/** What is measured, by the names under which it is kept. */
function measuredOf(contenders, operations) {
  const [ours, unkept] = ['ours', 'unkept'].map((name) => contenders.find((contender) => contender.name === name));
  return operations.flatMap((operation) => (unkept?.knows(operation) === true
    ? [{ name: operation.name, contender: unkept, operation }, { name: `${operation.name}, kept`, contender: ours, operation }]
    : [{ name: operation.name, contender: ours, operation }]));
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
