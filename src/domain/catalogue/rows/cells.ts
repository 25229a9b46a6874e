/** What a cell of CSV holds in a canonical row, by its column; a column that is not here holds a text. */
const READINGS: Readonly<Record<string, (cell: string) => unknown>> = {
  languages: (cell) => cell.split('|').map((tag) => tag.trim()),
  competencies: (cell) => (cell.startsWith('[') ? jsonOr(cell) : cell.split('|').map(competency)),
  modules: jsonOr,
  captions: flag,
  transcript: flag,
  signLanguage: flag,
  version: (cell) => (/^\d{1,9}$/.test(cell) ? Number(cell) : cell),
};

/**
 * A canonical row of a record of CSV, for `parseRow` to judge. An empty cell is a value not given; a cell that cannot be
 * read is left as it stands, and refused there as being of the wrong type.
 */
export function rowOfCells(cells: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell.trim() !== '')
    .map(([column, cell]) => [column, Object.hasOwn(READINGS, column) ? READINGS[column]?.(cell.trim()) : cell]));
}

function flag(cell: string): unknown {
  const word = cell.toLowerCase();
  if (word === 'true') return true;
  return word === 'false' ? false : cell;
}

/** `FRAC:CID00001:2`: framework, code (which may have colons of its own) and level. */
function competency(text: string): unknown {
  const [, framework, code, level] = /^([^:]+):(.+):(\d)$/s.exec(text.trim()) ?? [];
  return framework === undefined ? text : { framework, code, level: Number(level) };
}

function jsonOr(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}
