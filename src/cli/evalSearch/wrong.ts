/** What is wrong with an option or a file, in one line for whoever runs the command. */
export class WrongInput extends Error {}

/** Tells what is wrong on a line of a file. */
export function wrongLine(file: string, lineNo: number, what: string): WrongInput {
  return new WrongInput(`${file}, line ${lineNo}: ${what}`);
}
