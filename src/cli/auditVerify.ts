import pino from 'pino';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { verifyAudit } from '../domain/audit/verify.js';
import { anchorFile, readAnchors } from '../integrations/anchor/anchor.js';
import { configOrNull } from './support/terminal.js';

/** `npm run audit:verify`: walks the audit chain, prints what it found, and exits 1 where anything is wrong. */
const config = configOrNull();
if (config === null) process.exit(2);
const database = await reachDatabase(config, pino({ level: 'silent' }));
const db = openDatabase({
  url: database.appUrl, max: 1, applicationName: 'marketplace-audit-verify', statementTimeoutMs: 120_000, lockTimeoutMs: 5_000,
});
try {
  const anchors = await readAnchors(anchorFile(config.dataDir));
  const verdict = await verifyAudit(db, anchors, (sequence) => {
    if (process.stderr.isTTY) process.stderr.write(`\r· ${sequence} sealed events checked`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(`events ${verdict.events}, sealed ${verdict.sealed}, waiting for the sealer ${verdict.unsealed}, anchors ${verdict.anchors}`);
  console.log(`head ${verdict.headHash}`);
  for (const fault of verdict.faults) console.log(`${fault.kind} ${fault.message}`);
  console.log(verdict.faults.length === 0 ? 'the record is whole' : `the record is NOT whole: ${verdict.faults.length} faults`);
  process.exitCode = verdict.faults.length === 0 ? 0 : 1;
} finally {
  await db.close();
  await database.stop();
}
