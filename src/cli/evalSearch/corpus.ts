import { layoutOf, rowsOf } from '../../domain/catalogue/imports/source.js';
import type { CatalogueMapping } from '../../domain/catalogue/lifecycle.js';
import { isRefused, sentencesOf } from '../../lib/refusal.js';
import { linesOf } from './lines.js';
import { WrongInput, wrongLine } from './wrong.js';

/** The courses that are searched. */
export interface Corpus {
  readonly file: string;
  readonly mapping: CatalogueMapping;
  /** The catalogue's own ids of them. */
  readonly ids: ReadonlySet<string>;
  /**
   * Those of which it is known what they answer and what not: of which the catalogue says which skills they teach, and whose language is
   * English or not told. Null where the catalogue says nothing of skills.
   */
  readonly tagged: ReadonlySet<string> | null;
}

/** By which column of its first line a catalogue is known; whatever has none of them is CANONICAL. */
const SIGNS: readonly (readonly [column: string, mapping: CatalogueMapping])[] = [
  ['identifier', 'IGOT'], ['institute', 'NPTEL'], ['duration_hours', 'COURSERA'], ['cip_code', 'ETPL'],
];

const ID = /^\S+$/;

/** Reads a catalogue in JSONL. Refuses (WrongInput) what the import would refuse, an id that comes twice, and a file without courses. */
export async function readCorpus(file: string): Promise<Corpus> {
  const ids = new Set<string>();
  const tagged = new Set<string>();
  const idOfLine = new Map<number, string>();
  let isTagged = false;
  const first = await firstOf(file);
  const mapping = SIGNS.find(([column]) => column in first)?.[1] ?? 'CANONICAL';
  const layout = await layoutOf(file, 'JSONL', mapping);
  if (isRefused(layout)) throw new WrongInput(`${file}: ${sentencesOf(layout)}`);
  for await (const { lineNo, id, read } of rowsOf(file, layout, layout.start, mapping)) {
    if ('problems' in read) {
      throw wrongLine(file, lineNo, read.problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join(' '));
    }
    if (id === null || !ID.test(id)) throw wrongLine(file, lineNo, 'The id must be without white space, which judgements cannot name.');
    if (ids.has(id)) throw wrongLine(file, lineNo, `The id ${id} has come before.`);
    ids.add(id);
    idOfLine.set(lineNo, id);
  }
  for await (const { lineNo, text } of linesOf(file)) {
    const { skills, language_code: language } = JSON.parse(text) as { skills?: unknown; language_code?: unknown };
    if (!Array.isArray(skills)) continue;
    isTagged = true;
    const isEnglish = typeof language !== 'string' || language === '' || /^en\b/i.test(language);
    if (skills.length > 0 && isEnglish) tagged.add(idOfLine.get(lineNo) ?? '');
  }
  return { file, mapping, ids, tagged: isTagged ? tagged : null };
}

/** The first row; {} where it is no object, which is refused when the rows are judged. */
async function firstOf(file: string): Promise<object> {
  for await (const { text } of linesOf(file)) {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null ? value : {};
    } catch {
      return {};
    }
  }
  throw new WrongInput(`${file} has no courses.`);
}
