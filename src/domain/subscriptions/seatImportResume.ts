import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { seatImport } from '../../db/tables/seats.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { resumeFileJob } from '../catalogue/steps/fileJobs.js';
import { seesSeats } from './policy/seats.js';
import { announceSeatImport } from './seatImportStart.js';
import { SEAT_IMPORTS } from './seats/imports/run.js';
import { idAt, noSuch, publicIdInput } from './seats/inputs.js';
import { judgeLocked } from './seats/open.js';

const shape = z.object({ seatImportId: publicIdInput });

/** Queues a FAILED import of seats again; it goes on after the last batch that it had done. For a TRAINING_MANAGER of the department. */
export async function seatImportResume(ctx: Ctx, input: unknown): Promise<Outcome<{ seatImportId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTx(ctx, 'seatImportResume', async (tx) => {
    const id = idAt('seat_import', given.seatImportId, 'import', ['seatImportId']);
    if (isRefused(id)) return id;
    const [seen] = await tx.orm.select().from(seatImport).where(eq(seatImport.id, id));
    if (seen === undefined || !seesSeats(tx.actor, seen.departmentId)) return noSuch('import', ['seatImportId']);
    const mayNot = await judgeLocked(tx, seen.departmentId);
    if (mayNot !== null) return mayNot;
    const moved = await resumeFileJob(tx, SEAT_IMPORTS, id);
    if (isRefused(moved)) return moved;
    await announceSeatImport(tx, id, seen.departmentId);
    return { seatImportId: id };
  });
}
