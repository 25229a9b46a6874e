/** What is worse than the kept figures allow, a sentence each. Ratios are kept for each Node; a Node without any is held by the counts alone. */
export function faultsOf({ margins, operations }, major, figures) {
  return Object.entries(figures).flatMap(([name, now]) => {
    const kept = operations[name];
    if (kept === undefined) return [`${name}: bench/guard.json holds no figures of it; write them with --write`];
    const faults = [];
    const least = (kept.ratio[major] ?? 0) * (1 - margins.ratio);
    if (now.ratio < least) faults.push(`${name}: ${now.ratio} of the ceiling's throughput, where ${kept.ratio[major]} was and ${least.toFixed(2)} is allowed`);
    const most = (kept.work[major] ?? Infinity) * (1 + margins.work);
    if (now.work > most) faults.push(`${name}: ${now.work} times the ceiling's work, where ${kept.work[major]} was and ${most.toFixed(2)} is allowed`);
    for (const count of ['statements', 'data']) {
      if (now[count] > kept[count]) faults.push(`${name}: ${now[count]} ${count === 'data' ? 'statements for data' : 'statements'}, where ${kept[count]} were`);
    }
    const rows = kept.rowsRead * (1 + margins.rowsRead) + 1;
    if (now.rowsRead > rows) faults.push(`${name}: ${now.rowsRead} rows are read for a row answered, where ${kept.rowsRead} were and ${rows.toFixed(1)} are allowed`);
    for (const table of now.whole.filter((each) => !kept.whole.includes(each))) faults.push(`${name}: the table ${table} is read as a whole`);
    return faults;
  });
}
