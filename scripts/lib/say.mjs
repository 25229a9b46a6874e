/** Prints one progress line; steps of getting ready go to standard error, so that output stays clean for pipes. */
export function say(line) {
  process.stderr.write(`· ${line}\n`);
}

/** Ends with a plain sentence: for what a person can put right, where a stack trace would only be in the way. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
