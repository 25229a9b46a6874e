import { cpus } from 'node:os';

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One row for each operation and contender: medians over the rounds, and the ratio to the ceiling round by round. */
export function summarise(samples, statements) {
  const rows = [];
  for (const { operation, contender } of pairsOf(samples)) {
    const own = samples.filter((sample) => sample.operation === operation && sample.contender === contender);
    const over = (name) => (own.some((sample) => sample[name] === null) ? null : median(own.map((sample) => sample[name])));
    const ratios = own.flatMap((sample) => {
      const ceiling = samples.find((other) => other.operation === operation && other.contender === 'ceiling' && other.round === sample.round);
      return ceiling === undefined ? [] : [sample.perSecond / ceiling.perSecond];
    });
    rows.push({
      operation, contender, perSecond: over('perSecond'), p50: over('p50'), p99: over('p99'), serverMs: over('serverMs'), databaseMs: over('databaseMs'),
      memory: over('memory'), bytes: over('bytes'), ratio: ratios.length === 0 ? null : median(ratios), spread: spreadOf(own.map(({ perSecond }) => perSecond)),
      ...statements.find((each) => each.operation === operation && each.contender === contender)?.counts,
    });
  }
  return rows;
}

function pairsOf(samples) {
  const seen = new Map(samples.map(({ operation, contender }) => [`${operation} ${contender}`, { operation, contender }]));
  return [...seen.values()];
}

/** How far the rounds lie apart, as a share of their middle. */
function spreadOf(numbers) {
  return (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);
}

const COLUMNS = [
  ['operation', ({ operation }) => operation],
  ['contender', ({ contender }) => contender],
  ['req/s', ({ perSecond }) => perSecond.toFixed(0)],
  ['± %', ({ spread }) => (50 * spread).toFixed(0)],
  ['to ceiling', ({ ratio }) => (ratio === null ? '' : ratio.toFixed(2))],
  ['p50 ms', ({ p50 }) => p50.toFixed(0)],
  ['p99 ms', ({ p99 }) => p99.toFixed(0)],
  ['server ms', ({ serverMs }) => told(serverMs, 3)],
  ['database ms', ({ databaseMs }) => told(databaseMs, 3)],
  ['statements', ({ statements }) => told(statements, 1)],
  ['of data', ({ data }) => told(data, 1)],
  ['pages', ({ pages }) => told(pages, 0)],
  ['RSS MiB', ({ memory }) => told(memory, 0)],
  ['kB', ({ bytes }) => (bytes / 1000).toFixed(1)],
];

function told(value, digits) {
  return value === null || value === undefined ? '' : value.toFixed(digits);
}

/** The table, as Markdown that a terminal shows well too. */
export function tableOf(rows) {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, text]) => text(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const printed = lines.map((line) => `| ${line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`);
  printed.splice(1, 0, `|${widths.map((width, column) => (column < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`);
  return printed.join('\n');
}

/** On what it ran. */
export function placeOf({ node, courses, seats, connections, rounds, seconds }) {
  const [processor] = cpus();
  return `${cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), Node ${node.version}, ${courses} courses, ${seats} seats, ${connections} clients, `
    + `the median of ${rounds} rounds of ${seconds} s`;
}
