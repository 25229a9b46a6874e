import { built } from './places.mjs';

/** Whom the operations act for. */
export const PEOPLE = ['author', 'curator', 'learner', 'training-manager', 'procurement-officer', 'approving-authority'];

/** Tokens of demonstration people, as `npm run token` prints them, by their names. */
export async function signIn(dataDir) {
  const [{ developmentSigner }, { demonstrationPerson }] = await Promise.all([
    built('transport/development/signer'), built('transport/development/people'),
  ]);
  const signer = await developmentSigner(dataDir);
  const now = new Date();
  return Object.fromEntries(await Promise.all(PEOPLE.map(async (key) => [key, await signer.token(demonstrationPerson(key), now)])));
}
