import { stat } from 'node:fs/promises';
import { afterBom, decoded, headOf, LOST, NOT_UTF8 } from '../../lib/files/csv.js';
import { recordsOf } from '../../lib/files/records.js';
import { WrongInput, wrongLine } from './wrong.js';

/** A line of a file that is not blank. */
export interface Line {
  /** From 1. */
  readonly lineNo: number;
  readonly text: string;
}

/** The lines of a file in UTF-8. Refuses (WrongInput) what is no file that can be read, or no UTF-8. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  if (await isFile(file) === false) throw new WrongInput(`There is no file ${file} that can be read.`);
  for await (const { lineNo, content } of recordsOf(file, { offset: afterBom(await headOf(file)), lineNo: 1 }, null)) {
    if (typeof content === 'string') throw wrongLine(file, lineNo, LOST[content]);
    const text = decoded(content);
    if (text === null) throw wrongLine(file, lineNo, NOT_UTF8);
    yield { lineNo, text };
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
