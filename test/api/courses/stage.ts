import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import type { Ctx } from '../../../src/context.js';
import { openDatabase, type Database } from '../../../src/db/client.js';
import { contentItemAdd } from '../../../src/domain/catalogue/contentItemAdd.js';
import { courseCreate } from '../../../src/domain/catalogue/courseCreate.js';
import { moduleAdd } from '../../../src/domain/catalogue/moduleAdd.js';
import type { Actor, Person } from '../../../src/domain/identity/actor.js';
import type { OrganisationKind, Role, Specialism } from '../../../src/domain/identity/roles.js';
import { newId, publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { isRefused, type Outcome, type UserErrorItem } from '../../../src/lib/refusal.js';
import { freshDatabase } from '../../support/database.js';
import type { Backstage } from './states.js';

/** Organisations of the stage, by uuid. */
export const ORGANISATIONS = {
  provider: newId(), otherProvider: newId(), department: newId(), platform: '018cc251-f400-7000-8000-000000000001',
} as const;
type OrganisationName = keyof typeof ORGANISATIONS;

const CAST = {
  author: ['provider', ['AUTHOR']],
  admin: ['provider', ['PROVIDER_ADMIN']],
  otherAuthor: ['otherProvider', ['AUTHOR']],
  otherAdmin: ['otherProvider', ['PROVIDER_ADMIN']],
  procurement: ['department', ['PROCUREMENT_OFFICER']],
  approving: ['department', ['APPROVING_AUTHORITY']],
  training: ['department', ['TRAINING_MANAGER']],
  learner: ['department', ['LEARNER']],
  curator: ['platform', ['CURATOR']],
  curator2: ['platform', ['CURATOR']],
  chief: ['platform', ['CHIEF_CURATOR']],
  finance: ['platform', ['FINANCE_OFFICER']],
  platformAdmin: ['platform', ['PLATFORM_ADMIN']],
  auditor: ['platform', ['AUDITOR']],
} as const satisfies Record<string, readonly [OrganisationName, readonly Role[]]>;
export type Named = keyof typeof CAST;
export type Anyone = Named | 'visitor' | 'nobody';
export const EVERYONE: readonly Anyone[] = [...Object.keys(CAST) as Named[], 'visitor', 'nobody'];

const SPECIALISMS: readonly Specialism[] = ['COMPLIANCE', 'CONTENT', 'COMPETENCY', 'ACCESSIBILITY'];
const KINDS = { provider: 'PROVIDER', otherProvider: 'PROVIDER', department: 'DEPARTMENT', platform: 'PLATFORM' } as const;

function person(name: string, organisation: OrganisationName | null, roles: readonly Role[]): Person {
  const kind: OrganisationKind = organisation === null ? 'DEPARTMENT' : KINDS[organisation];
  const curates = roles.some((role) => role === 'CURATOR' || role === 'CHIEF_CURATOR');
  const membership = organisation === null ? null : {
    id: newId(), organisationId: ORGANISATIONS[organisation], organisationKind: kind,
    roles: new Set(roles), specialisms: new Set(curates ? SPECIALISMS : []),
  };
  return { kind: 'person', userId: newId(), email: `${name}@example.in`, name, membership };
}

/** The people of the stage; 'nobody' is signed in and a member of nothing. */
export const PEOPLE: Readonly<Record<Anyone, Actor>> = {
  ...Object.fromEntries(Object.entries(CAST).map(([name, [organisation, roles]]) => [name, person(name, organisation, roles)])) as
    Record<Named, Person>,
  visitor: { kind: 'visitor' },
  nobody: person('nobody', null, []),
};

export function userIdOf(name: Named): string {
  return (PEOPLE[name] as Person).userId;
}

/** A draft on the stage: public ids. */
export interface Draft {
  readonly courseId: string;
  readonly courseVersionId: string;
  readonly moduleId: string;
  readonly contentItemId: string;
  readonly revision: number;
}

export interface Stage extends Backstage {
  readonly db: Database;
  readonly competencyIds: readonly string[];
  as(who: Anyone): Ctx;
  /** A draft of the provider that pre-flight finds nothing in. */
  draft(title?: string): Promise<Draft>;
  close(): Promise<void>;
}

/** A database of its own with two providers, a department, the platform, people in every role and a review policy. */
export async function setStage(): Promise<Stage> {
  const fresh = await freshDatabase();
  const owner = postgres(fresh.ownerUrl, { max: 4, onnotice: () => undefined });
  const db = openDatabase({ url: fresh.appUrl, max: 12, applicationName: 'test', statementTimeoutMs: 10_000, lockTimeoutMs: 5_000 });
  const log = pino({ level: 'silent' });
  const as = (who: Anyone): Ctx => ({ actor: PEOPLE[who], db, now: () => new Date(), requestId: 'test', log });
  const { competencyIds, policyId } = await populate(owner);
  return {
    db, owner, competencyIds, policyId, as, submitter: userIdOf('admin'), curators: [userIdOf('curator'), userIdOf('curator2')],
    draft: (title = 'Noting and drafting') => draftOf(as('author'), title, competencyIds),
    close: async () => {
      await db.close();
      await owner.end();
      await fresh.drop();
    },
  };
}

async function draftOf(ctx: Ctx, title: string, competencyIds: readonly string[]): Promise<Draft> {
  const created = done(await courseCreate(ctx, {
    title, summary: 'How notes are written on files in government offices.', description: 'For section officers.', languages: ['en', 'hi'],
    duration: 'PT30M', accessibility: { captions: true, transcript: true },
    competencies: [{ competencyId: competencyIds[0] ?? '', level: 2 }],
  }));
  const courseVersionId = publicId('course_version', created.courseVersionId);
  const module = done(await moduleAdd(ctx, { courseVersionId, revision: 1, title: 'What a note is for' }));
  const moduleId = publicId('module', module.moduleId);
  const item = done(await contentItemAdd(ctx, {
    moduleId, revision: 2, kind: 'VIDEO', title: 'Lesson', url: 'https://content.example.in/lesson.mp4', duration: 'PT30M',
  }));
  return {
    courseId: publicId('course', created.courseId), courseVersionId, moduleId,
    contentItemId: publicId('content_item', item.contentItemId), revision: 3,
  };
}

async function populate(owner: Sql): Promise<{ competencyIds: string[]; policyId: string }> {
  await owner`insert into indian_state (code, name) values ('29', 'Karnataka') on conflict do nothing`;
  const body = newId();
  await owner`insert into government_body (id, code, name, kind) values (${body}, 'STAGE', 'Ministry of the Stage', 'MINISTRY')`;
  for (const name of ['provider', 'otherProvider', 'department'] as const) {
    const kind = KINDS[name];
    await owner`insert into organisation (id, kind, state, name, slug, state_code, registration_kind, registration_number, government_body_id, applied_at)
      values (${ORGANISATIONS[name]}, ${kind}, 'APPLIED', ${name}, ${name.toLowerCase()}, '29', ${kind === 'PROVIDER' ? 'AISHE' : null},
        ${kind === 'PROVIDER' ? name : null}, ${kind === 'DEPARTMENT' ? body : null}, now())`;
    await owner`update organisation set state = 'VERIFIED' where id = ${ORGANISATIONS[name]}`;
  }
  for (const actor of Object.values(PEOPLE)) {
    if (actor.kind !== 'person') continue;
    await owner`insert into app_user (id, issuer, subject, email, email_verified, name, created_at)
      values (${actor.userId}, 'stage', ${actor.name}, ${actor.email}, true, ${actor.name}, now())`;
    const m = actor.membership;
    if (m === null) continue;
    await owner`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
      values (${m.id}, ${actor.userId}, ${m.organisationId}, ${m.organisationKind}, ${`{${[...m.roles].join()}}`}::role[],
        ${`{${[...m.specialisms].join()}}`}::specialism[], 'ACTIVE', now())`;
  }
  return { competencyIds: await insertCompetencies(owner), policyId: await insertPolicy(owner) };
}

async function insertCompetencies(owner: Sql): Promise<string[]> {
  const framework = newId();
  await owner`insert into competency_framework (id, code, version, name, source, licence, published_at)
    values (${framework}, 'STAGE', '1', 'Stage', 'none', 'none', now())`;
  const ids = [newId(), newId(), newId()];
  for (const [index, id] of ids.entries()) {
    await owner`insert into competency (id, framework_id, code, kind, area, name)
      values (${id}, ${framework}, ${`C${index}`}, 'FUNCTIONAL', 'Office', ${`Competency ${index}`})`;
  }
  return ids.map((id) => publicId('competency', id));
}

async function insertPolicy(owner: Sql): Promise<string> {
  const id = newId();
  await owner.begin(async (sql) => {
    await sql`insert into review_policy (id, code, version, name, in_force_from, auto_publish, stage_count, created_at)
      values (${id}, 'STAGE', 1, 'Stage', now() - interval '1 day', false, 2, now())`;
    await sql`insert into review_policy_stage (policy_id, position, specialism, approvals_required, days_allowed, rubric)
      values (${id}, 1, 'COMPLIANCE', 1, 3, '{Licence}'), (${id}, 2, 'CONTENT', 1, 7, '{Accuracy}')`;
  });
  return id;
}

/** The result of a use case that must not be refused. */
export function done<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Error(`refused: ${JSON.stringify(outcome.errors)}`);
  return outcome;
}

/** The errors of a use case that must be refused. */
export function refusedWith(outcome: Outcome<unknown>): readonly UserErrorItem[] {
  if (!isRefused(outcome)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  return outcome.errors;
}

/** Code and path of each error, for comparing with a table. */
export function told(outcome: Outcome<unknown>): [string, string][] {
  return refusedWith(outcome).map(({ code, path }) => [code, path.join('.')]);
}

export const unknownId = (prefix: IdPrefix): string => publicId(prefix, newId());
