import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { TransactionSql } from 'postgres';
import type { Ctx } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import type { Role } from '../../../src/domain/identity/roles.js';
import type { Chance } from '../../../src/lib/chance.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { isRefused, type Outcome, type UserErrorCode } from '../../../src/lib/refusal.js';
import { approvedPrice, pricedCourse } from '../../api/pricing/support.js';
import { another } from '../../support/given.js';
import type { World } from '../../support/world.js';
import { dayOf, morningOf, type Day, type PlanCode } from './arithmetic.js';
import type { Department } from './books.js';
import type { UseCases } from './useCases.js';

/** People of a department who have an account from the beginning. */
export const ACCOUNTS = 8;

/** The program and the model disagree. */
export class Disagreement extends Error {}

/** Some departments, whose histories are played in one marketplace, on a calendar of their own. */
export interface Play {
  readonly w: World;
  readonly chance: Chance;
  readonly departments: readonly Department[];
  readonly courseId: string;
  readonly plans: Readonly<Record<PlanCode, string>>;
  readonly use: UseCases;
  today: Day;
  /** What has happened, for whoever looks at a disagreement. */
  readonly told: string[];
  now(): Date;
  as(department: Department, who: 'officer' | 'authority' | 'trainer'): Ctx;
  finance(which: 0 | 1): Ctx;
}

type Key = `${number}:${string}`;
const OFFICES = { officer: 'PROCUREMENT_OFFICER', authority: 'APPROVING_AUTHORITY', trainer: 'TRAINING_MANAGER' } as const satisfies Record<string, Role>;
const PRICE_DAY = '2026-06-01';

/** Opens some departments in an empty marketplace; the calendar begins on a day that chance picks. */
export async function openOffice(w: World, chance: Chance, count: number, use: UseCases): Promise<Play> {
  w.clock.advance(morningOf(dayOf(PRICE_DAY), 0).getTime() - w.clock.now().getTime());
  const { courseId } = await pricedCourse(w);
  await approvedPrice(w, courseId);
  const contexts = new Map<Key, Actor>();
  const departments = await w.owner.begin((sql) => addDepartments(sql, count, contexts));
  const officers = [await w.ctx('finance-officer'), await w.ctx('finance-officer-2')];
  const plans = await w.owner<{ code: PlanCode; id: string }[]>`select code, id from instalment_plan where code in ('NET_30', 'GFR_172')`;
  const planOf = (code: PlanCode): string => publicId('instalment_plan', plans.find((plan) => plan.code === code)?.id ?? '');
  let ticks = 0;
  const play: Play = {
    w, chance, departments, courseId, plans: { NET_30: planOf('NET_30'), GFR_172: planOf('GFR_172') }, use,
    today: dayOf('2027-01-01') + chance.between(0, 800), told: [],
    now: () => morningOf(play.today, ticks += 1),
    as: (department, who) => context(play, contexts.get(`${department.index}:${who}`)),
    finance: (which) => context(play, officers[which]?.actor),
  };
  return play;
}

const SILENT = pino({ level: 'silent' });

function context({ w, now }: Play, actor: Actor | undefined): Ctx {
  if (actor === undefined) throw new Error('nobody of that office');
  return { db: w.db, now, log: SILENT, requestId: randomUUID(), actor };
}

async function addDepartments(sql: TransactionSql, count: number, actors: Map<Key, Actor>): Promise<Department[]> {
  const at = new Date('2026-05-01T00:00:00Z');
  const departments = Array.from({ length: count }, (_, index): Department => ({
    index, id: newId(), isWithinState: index % 2 === 0, subscriptions: [], invoices: [], sources: [], employees: new Map(),
  }));
  const bodies = departments.map(({ index }) => ({ id: newId(), code: `model-${index}`, name: `Office ${index}`, kind: 'DEPARTMENT', parent_id: null }));
  await sql`insert into government_body ${sql(bodies)}`;
  await sql`insert into organisation ${sql(departments.map(({ id, index, isWithinState }) => ({
    id, kind: 'DEPARTMENT', state: 'APPLIED', name: `Office ${index}`, slug: `model-${index}`, address: `Room ${index}`, applied_at: at,
    state_code: isWithinState ? '07' : '27', government_body_id: bodies[index]?.id ?? null,
  })))}`;
  await sql`update organisation set state = 'VERIFIED', decided_at = applied_at where slug like 'model-%'`;
  const offices = await addUsers(sql, Object.keys(OFFICES).map((name) => `model-${name}@example.in`), at);
  const learners = await addUsers(sql, departments.flatMap(({ index }) => accountsOf(index)), at);
  const members = departments.flatMap(({ id, index }) => [
    ...Object.values(OFFICES).map((role, place) => ({ organisation_id: id, user_id: offices[place] ?? '', roles: [role as Role] })),
    ...accountsOf(index).map((_, place) => ({ organisation_id: id, user_id: learners[index * ACCOUNTS + place] ?? '', roles: ['LEARNER' as Role] })),
  ]).map((member) => ({ ...member, id: newId(), organisation_kind: 'DEPARTMENT', specialisms: [], state: 'ACTIVE', created_at: at }));
  await sql`insert into membership ${sql(members)}`;
  for (const department of departments) {
    for (const [place, [name, role]] of Object.entries(OFFICES).entries()) {
      const member = members.find(({ organisation_id: id, roles }) => id === department.id && roles[0] === role);
      actors.set(`${department.index}:${name}`, {
        kind: 'person', userId: offices[place] ?? '', email: `model-${name}@example.in`, name,
        membership: { id: member?.id ?? '', organisationId: department.id, organisationKind: 'DEPARTMENT', roles: new Set([role]), specialisms: new Set() },
      });
    }
  }
  return departments;
}

async function addUsers(sql: TransactionSql, emails: readonly string[], at: Date): Promise<string[]> {
  const users = emails.map((email) => ({
    id: newId(), issuer: 'https://model.invalid', subject: email, email, email_verified: true, name: email, created_at: at,
  }));
  await sql`insert into app_user ${sql(users)}`;
  return users.map(({ id }) => id);
}

/** The addresses of the people of a department who have an account. */
export function accountsOf(index: number): string[] {
  return Array.from({ length: ACCOUNTS }, (_, place) => `account-${index}-${place}@example.in`);
}

/** A key that nothing else has. */
export function freshKey(): string {
  return `model-${another()}`;
}

/** What an outcome must be: done, or refused with the code that the model foresees. */
export function foreseen<T>(outcome: Outcome<T>, code: UserErrorCode | null): T | null {
  const got = isRefused(outcome) ? outcome.errors[0]?.code ?? null : null;
  if (got !== code) {
    throw new Disagreement(`the model foresees ${code ?? 'that it is done'}; the program says ${isRefused(outcome) ? JSON.stringify(outcome.errors) : 'done'}`);
  }
  return isRefused(outcome) ? null : outcome;
}

/** What must be done, whatever it is. */
export function must<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Disagreement(`the model foresees that it is done; the program says ${JSON.stringify(outcome.errors)}`);
  return outcome;
}
