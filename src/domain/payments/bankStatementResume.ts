import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { bankStatement } from '../../db/tables/statements.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { resumeFileJob } from '../catalogue/steps/fileJobs.js';
import { announceStatement } from './bankStatementImport.js';
import { id, idAt, notFound } from './inputs.js';
import { judgeFinance, seesMoney } from './policy.js';
import { BANK_STATEMENTS } from './statement/run.js';

const inputSchema = z.object({ bankStatementId: id });

/** Queues a FAILED bank statement again; it goes on after the last batch that was done. For FINANCE_OFFICER. */
export async function bankStatementResume(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ bankStatementId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const bankStatementId = idAt('bank_statement', input.bankStatementId, 'bankStatementId', 'bank statement');
  if (isRefused(bankStatementId)) return bankStatementId;
  return inTx(ctx, 'bankStatementResume', async (tx) => {
    const [seen] = await tx.orm.select({ id: bankStatement.id }).from(bankStatement).where(eq(bankStatement.id, bankStatementId));
    if (seen === undefined || !seesMoney(tx.actor, null)) return notFound('bank statement', ['bankStatementId']);
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    const moved = await resumeFileJob(tx, BANK_STATEMENTS, bankStatementId);
    if (isRefused(moved)) return moved;
    await announceStatement(tx, bankStatementId);
    return { bankStatementId };
  });
}
