import pino from 'pino';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { verifyLedger } from '../domain/ledger/verify.js';
import { configOrNull } from './support/terminal.js';

/** `npm run ledger:verify`: replays the journal, prints every difference on a line, and exits 1 where there is any. */
const config = configOrNull();
if (config === null) process.exit(2);
const database = await reachDatabase(config, pino({ level: 'silent' }));
const db = openDatabase({
  url: database.appUrl, max: 1, applicationName: 'marketplace-ledger-verify', statementTimeoutMs: 3_600_000, lockTimeoutMs: 5_000,
});
try {
  const verdict = await verifyLedger(
    db, ({ kind, subject, message }) => { console.log(`${kind} ${subject}: ${message}`); },
    (check) => { if (process.stderr.isTTY) process.stderr.write(`· ${check}\n`); });
  console.log(`entries ${verdict.entries}, postings ${verdict.postings}, documents ${verdict.documents}, checks ${verdict.checks}`);
  console.log(verdict.differences === 0 ? 'the books are right' : `the books are NOT right: ${verdict.differences} differences`);
  process.exitCode = verdict.differences === 0 ? 0 : 1;
} finally {
  await db.close();
  await database.stop();
}
