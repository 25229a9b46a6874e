import { ConfigError, loadConfig, type Config } from '../../config.js';

/** The configuration of a command; null, once what is wrong with it has been told, where there is none. */
export function configOrNull(): Config | null {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    stop(...error.lines);
    return null;
  }
}

/** Tells the person at the terminal how far a command is. */
export function say(line: string): void {
  process.stderr.write(`· ${line}\n`);
}

/** Tells why a command was not begun; answers its exit code. */
export function stop(...lines: string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return 2;
}
