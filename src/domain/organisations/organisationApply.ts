import { eq, like, or } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { membership } from '../../db/tables/identity.js';
import { governmentBody, organisation } from '../../db/tables/organisations.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, Refused, type Outcome } from '../../lib/refusal.js';
import { slugOf } from '../../lib/slug.js';
import { record } from '../audit/steps.js';
import * as field from './inputs.js';
import { factErrors, FOUNDING_ROLES, freeSlug, organisationPrefix } from './rules.js';
import { isKnownState } from './steps.js';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const shape = z.object({
  kind: z.enum(['PROVIDER', 'DEPARTMENT'], 'Providers and departments apply; the platform is there already.'),
  name: field.name,
  slug: z.string('The slug must be a text.').max(120, 'The slug may have at most 120 characters.')
    .regex(SLUG, 'A slug is of small letters a to z and digits, with single hyphens between: indian-institute-of-science.').nullish(),
  about: field.about.nullish(),
  website: field.website.nullish(),
  address: field.address.nullish(),
  gstin: field.gstin.nullish(),
  stateCode: field.stateCode.nullish(),
  registrationKind: field.registrationKind.nullish(),
  registrationNumber: field.registrationNumber.nullish(),
  governmentBodyId: field.publicIdInput.nullish(),
});

type Application = z.output<typeof shape>;
type Row = typeof organisation.$inferInsert;

/**
 * Applies for an organisation: a provider, with its entry in a register, or a department, with its place in the
 * government's tree. Any signed-in person may; he becomes its administrator, and AUTHOR (provider) or TRAINING_MANAGER
 * (department). Without a slug one is made from the name. Refuses what is malformed or does not agree with itself
 * (INVALID), a government body that is not there (NOT_FOUND), and what another application has taken (TAKEN).
 */
export async function organisationApply(
  ctx: Ctx, input: unknown,
): Promise<Outcome<{ organisationId: string; membershipId: string }>> {
  const { actor } = ctx;
  if (actor.kind !== 'person') return refuse('FORBIDDEN', 'Only a person applies for an organisation.');
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const errors = factErrors({ ...absentAsNull(given), kind: given.kind });
  if (errors.length > 0) return new Refused(errors);
  return inTx(ctx, 'organisationApply', async (tx) => {
    const row = await rowOf(tx, given, actor.userId);
    if (isRefused(row)) return row;
    const inserted = await insertWithSlug(tx, row, given.slug ?? null);
    if (isRefused(inserted)) return inserted;
    const roles = FOUNDING_ROLES[given.kind];
    const membershipId = newId();
    await tx.orm.insert(membership).values({
      id: membershipId, userId: actor.userId, organisationId: row.id, organisationKind: given.kind, roles: [...roles],
      specialisms: [], state: 'ACTIVE', createdAt: tx.now,
    });
    const { id, appliedAt, ...after } = { ...row, slug: inserted.slug };
    await record(tx, {
      organisationId: id,
      subject: { prefix: organisationPrefix(given.kind), id },
      before: null,
      after: { ...after, appliedAt: appliedAt.toISOString(), membershipId, roles },
    });
    return { organisationId: id, membershipId };
  });
}

function absentAsNull(given: Application) {
  return {
    gstin: given.gstin ?? null,
    stateCode: given.stateCode ?? null,
    registrationKind: given.registrationKind ?? null,
    registrationNumber: given.registrationNumber ?? null,
    governmentBodyId: given.governmentBodyId ?? null,
  };
}

/** The row to be inserted, all but its slug; refuses a state or government body that is not there. */
async function rowOf(tx: Tx, given: Application, appliedBy: string): Promise<Outcome<Omit<Row, 'slug'> & { appliedAt: Date }>> {
  const facts = absentAsNull(given);
  if (facts.stateCode !== null && !await isKnownState(tx, facts.stateCode)) {
    return refuse('INVALID', 'There is no state or union territory with this code.', ['stateCode']);
  }
  const governmentBodyId = facts.governmentBodyId === null ? null : await bodyOf(tx, facts.governmentBodyId);
  if (isRefused(governmentBodyId)) return governmentBodyId;
  return {
    ...facts, governmentBodyId, id: newId(), kind: given.kind, state: 'APPLIED', name: given.name, about: given.about ?? '',
    website: given.website ?? null, address: given.address ?? '', appliedBy, appliedAt: tx.now,
  };
}

async function bodyOf(tx: Tx, publicId: string): Promise<Outcome<string>> {
  const uuid = uuidOf('government_body', publicId);
  const rows = uuid === null ? []
    : await tx.orm.select({ id: governmentBody.id }).from(governmentBody).where(eq(governmentBody.id, uuid));
  return rows[0]?.id ?? refuse('NOT_FOUND', 'There is no such government body.', ['governmentBodyId']);
}

/** How often a slug made from a name is made anew when somebody else takes it in that very moment. */
const ATTEMPTS = 5;

/** Inserts the row under the slug wanted (TAKEN where it is in use), or under a free one made from the name. */
async function insertWithSlug(tx: Tx, row: Omit<Row, 'slug'>, wanted: string | null): Promise<Outcome<{ slug: string }>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const slug = wanted ?? await slugFor(tx, row);
    const rows = await tx.orm.insert(organisation).values({ ...row, slug })
      .onConflictDoNothing({ target: organisation.slug }).returning({ id: organisation.id });
    if (rows.length > 0) return { slug };
    if (wanted !== null) return refuse('TAKEN', 'This slug is in use; choose another.', ['slug']);
  }
  return refuse('BUSY', 'Others are applying under the same name just now. Try again in a moment.');
}

async function slugFor(tx: Tx, row: Omit<Row, 'slug'>): Promise<string> {
  // Of a name in a script that cannot be written in Latin letters only a hash is left, after a word for courses.
  const slug = slugOf(row.name).replace(/^course(?=-[0-9a-f]{8}$)/, organisationPrefix(row.kind));
  const rows = await tx.orm.select({ slug: organisation.slug }).from(organisation)
    .where(or(eq(organisation.slug, slug), like(organisation.slug, `${slug}-%`)));
  return freeSlug(slug, new Set(rows.map((other) => other.slug)));
}
