import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { publicId } from '../../../src/lib/ids.js';
import { another, done, given, type GivenCourse } from '../../support/given.js';
import type { Who, World } from '../../support/world.js';

/** What a mutation answered: what was asked for of its object, and each refusal as its code and the path below `input`. */
export interface Told {
  readonly made: Record<string, unknown> | null;
  readonly refused: readonly string[];
}

/** Calls a mutation over HTTP and selects `selection` of the field of its payload. */
export async function call(w: World, who: Who, mutation: string, field: string, selection: string, input: Record<string, unknown>): Promise<Told> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const data = await w.data<Record<string, Record<string, unknown>>>(who,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${field} { ${selection} } userErrors { code message path } } }`, { input });
  const payload = data[mutation] ?? {};
  const errors = payload['userErrors'] as { code: string; path: string[] }[];
  return { made: payload[field] as Told['made'], refused: errors.map(({ code, path }) => [code, ...path.slice(1)].join(' ')) };
}

/** An Indian date so many days from today. */
export function dayFromToday(w: World, days: number): string {
  return addDays(indianDateOf(w.clock.now()), days);
}

/** A day that nothing made here before is in force from. */
export function freshDay(w: World): string {
  return dayFromToday(w, 1000 + another());
}

export const rupees = (amount: number): { amountMinor: string } => ({ amountMinor: String(amount * 100) });

/** A published course of the institute that has a price, by public ids. */
export async function pricedCourse(w: World): Promise<GivenCourse> {
  const draft = await given.draft(w);
  const { courseVersionId, revision } = draft;
  done(await courseVersionUpdate(await w.ctx('author'), { courseVersionId, revision, inclusion: 'PRICED', price: { amountMinor: 99_900n } }));
  return given.publishedCourse(w, { ...draft, revision: revision + 1 });
}

/** What a provider's administrator proposes for a course of his. */
export function proposal(courseId: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { courseId, basis: 'PER_LEARNER', price: rupees(999), providerShareBasisPoints: 7000, ...changes };
}

/** A price that waits for its decision, by public id; by the institute's administrator. */
export async function proposedPrice(w: World, courseId: string, changes: Record<string, unknown> = {}): Promise<string> {
  const { made, refused } = await call(w, 'provider-admin', 'coursePricePropose', 'coursePrice', 'id', proposal(courseId, changes));
  if (made === null) throw new Error(`not proposed: ${refused.join()}`);
  return String(made['id']);
}

/** A price that is in force from now on. */
export async function approvedPrice(w: World, courseId: string, changes: Record<string, unknown> = {}): Promise<string> {
  const coursePriceId = await proposedPrice(w, courseId, changes);
  const { refused } = await call(w, 'platform-admin', 'coursePriceApprove', 'coursePrice', 'id', { coursePriceId });
  if (refused.length > 0) throw new Error(`not approved: ${refused.join()}`);
  return coursePriceId;
}

/** The public id of the tax rule of a kind that every installation has. */
export async function taxRuleOf(w: World, kind: 'TAXABLE' | 'EXEMPT'): Promise<string> {
  const [row] = await w.owner<{ id: string }[]>`select id from tax_rule where kind = ${kind} and created_by is null order by id limit 1`;
  return publicId('tax_rule', row?.id ?? '');
}
