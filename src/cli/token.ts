import { DEMONSTRATION_PEOPLE, demonstrationPerson } from '../transport/development/people.js';
import { developmentSigner } from '../transport/development/signer.js';
import { configOrNull } from './support/terminal.js';

/** Prints a token of a demonstration person, alone on a line, so that it can be used in a command. */
async function main([key = '']: readonly string[]): Promise<number> {
  const config = configOrNull();
  if (config === null) return 2;
  if (config.production) return refuse('There are no demonstration people in production.');
  if (config.oidc !== null) return refuse('OIDC_ISSUER is set: tokens come from that identity provider.');
  const person = demonstrationPerson(key);
  if (person === null) {
    const people = DEMONSTRATION_PEOPLE.map((each) => `  ${each.key.padEnd(24)}${each.name}: ${each.about}`);
    return refuse([key === '' ? 'Say for whom:' : `There is no demonstration person '${key}'. There are:`, ...people].join('\n'));
  }
  const signer = await developmentSigner(config.dataDir);
  process.stdout.write(`${await signer.token(person, new Date())}\n`);
  return 0;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
