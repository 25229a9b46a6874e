import { desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { organisation } from '../../db/tables/organisations.js';
import { reviewPolicy, reviewPolicyStage } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { SPECIALISMS } from '../identity/roles.js';
import { idAt, notFound, publicIdInput, text } from './inputs.js';
import { userOf } from './locked.js';
import { mayMakePolicies } from './policy.js';

const whole = (max: number) => z.number().int('A whole number.').min(1, 'At least 1.').max(max, `At most ${max}.`);

const Stage = z.object({
  specialism: z.enum(SPECIALISMS),
  approvalsRequired: whole(10),
  daysAllowed: whole(365),
  rubric: z.array(text(200)).min(1, 'Name at least one criterion.').max(20, 'At most 20 criteria.')
    .refine((rubric) => new Set(rubric).size === rubric.length, 'Each criterion is named once.'),
});

const Input = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'A code is 1 to 40 capital letters, digits and underscores, a letter first.'),
  name: text(300),
  providerId: publicIdInput.nullish(),
  inForceFrom: z.date().nullish(),
  autoPublish: z.boolean(),
  stages: z.array(Stage).min(1, 'A policy has at least one stage.').max(10, 'A policy has at most 10 stages.'),
});
export type ReviewPolicyCreateInput = z.input<typeof Input>;

/**
 * Makes a review policy, or the next version of one: the code's last version and one. For chief curators. Never
 * altered afterwards; it holds for rounds opened from `inForceFrom` on (now, by the database's clock, where none is
 * given; never earlier). A policy for one provider goes before the general one.
 */
export async function reviewPolicyCreate(ctx: Ctx, input: ReviewPolicyCreateInput): Promise<Outcome<{ reviewPolicyId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  return inTx(ctx, 'reviewPolicyCreate', async (tx) => {
    const forbidden = mayMakePolicies(tx.actor);
    if (forbidden !== null) return forbidden;
    const providerId = await providerOf(tx, wanted.providerId ?? null);
    if (isRefused(providerId)) return providerId;
    const inForceFrom = await startOf(tx, wanted.inForceFrom ?? null);
    if (isRefused(inForceFrom)) return inForceFrom;
    const version = await nextVersion(tx, wanted.code, providerId);
    if (isRefused(version)) return version;
    const { code, name, autoPublish, stages } = wanted;
    const id = newId();
    await tx.orm.insert(reviewPolicy).values({
      id, code, version, name, providerId, inForceFrom, autoPublish, stageCount: stages.length, createdBy: userOf(tx), createdAt: tx.now,
    });
    await tx.orm.insert(reviewPolicyStage).values(stages.map((stage, index) => ({ policyId: id, position: index + 1, ...stage })));
    const after = { code, version, name, inForceFrom, autoPublish, stages };
    await record(tx, { organisationId: providerId, subject: { prefix: 'review_policy', id }, before: null, after });
    return { reviewPolicyId: id };
  });
}

async function providerOf(tx: Tx, id: string | null): Promise<string | null | Refused> {
  if (id === null) return null;
  const uuid = idAt('provider', id, 'providerId', 'provider');
  if (isRefused(uuid)) return uuid;
  const [row] = await tx.orm.select({ kind: organisation.kind }).from(organisation).where(eq(organisation.id, uuid));
  return row?.kind === 'PROVIDER' ? uuid : notFound('provider', 'providerId');
}

/** Rounds go by the database's clock, so what is past is judged by it too. */
async function startOf(tx: Tx, wanted: Date | null): Promise<Date | Refused> {
  const [row] = await tx.orm.execute<{ ms: string }>(sql`select floor(extract(epoch from clock_timestamp()) * 1000)::text as ms`);
  const now = new Date(Number(row?.ms));
  if (wanted === null) return now;
  return wanted < now ? refuse('INVALID', 'A policy cannot come into force in the past; leave this out for now.', ['inForceFrom']) : wanted;
}

async function nextVersion(tx: Tx, code: string, providerId: string | null): Promise<number | Refused> {
  const [last] = await tx.orm.select({ version: reviewPolicy.version, providerId: reviewPolicy.providerId }).from(reviewPolicy)
    .where(eq(reviewPolicy.code, code)).orderBy(desc(reviewPolicy.version)).limit(1);
  if (last === undefined) return 1;
  return last.providerId === providerId ? last.version + 1
    : refuse('INVALID', `The versions of ${code} hold for ${last.providerId === null ? 'every provider' : 'another provider'}; choose another code.`, ['code']);
}
