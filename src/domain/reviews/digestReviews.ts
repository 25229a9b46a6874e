import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { dayInIndia, digestMail, dueSoonUntil, type StageLine } from './rules/digest.js';

interface Line extends StageLine {
  readonly email: string;
  readonly person: string;
  readonly kind: 'OVERDUE' | 'DUE_SOON' | 'UNASSIGNED';
}

/**
 * The mail of the morning: to each curator his assignments that are overdue or due in the next two days, to each chief
 * curator also the overdue stages that he may act on and that have too few curators (people who are curators no longer
 * do not count). One mail a person and a calendar day of India, none where there is nothing to tell: run twice it sends
 * nothing twice, and a day left out is not made up for, since the next day tells of what is overdue then.
 */
export async function digestReviews(deps: { db: Database; mail: MailPort; now: () => Date }): Promise<void> {
  const now = deps.now();
  const people = new Map<string, Line[]>();
  for (const line of await read(deps.db, now)) people.set(line.email, [...(people.get(line.email) ?? []), line]);
  for (const [email, lines] of people) {
    const of = (kind: Line['kind']): Line[] => lines.filter((line) => line.kind === kind);
    const mail = digestMail(lines[0]?.person ?? '', { overdue: of('OVERDUE'), dueSoon: of('DUE_SOON'), unassigned: of('UNASSIGNED') });
    if (mail === null) continue;
    await deps.mail.send({ id: newId(), causeKey: `reviewDigest:${dayInIndia(now)}`, recipient: email, template: 'reviewDigest', ...mail });
  }
}

/** All lines of all mails, on one snapshot: for each person what is due first, first. */
async function read(db: Database, now: Date): Promise<readonly Line[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Line[]>`
      with open_stage as (
        select s.id, s.provider_id, s.specialism, s.approvals_required, s.due_at, v.title, r.course_version_id
        from review_stage s join review_round r on r.id = s.round_id join course_version v on v.id = r.course_version_id
        where s.state = 'ACTIVE' and r.state = 'OPEN' and s.due_at < ${dueSoonUntil(now).toISOString()}),
      platform_member as (
        select m.user_id, m.roles from membership m where m.organisation_kind = 'PLATFORM' and m.state = 'ACTIVE')
      select u.email, u.name as person, l.kind, l.title, l.specialism::text as specialism,
        to_char(l.due_at at time zone 'Asia/Kolkata', 'DD Mon YYYY') as due
      from (
        select a.curator_id as user_id, case when s.due_at < ${now.toISOString()} then 'OVERDUE' else 'DUE_SOON' end as kind,
          s.title, s.specialism, s.due_at
        from open_stage s join review_assignment a on a.stage_id = s.id and a.state = 'ACTIVE'
        where exists (select 1 from platform_member m where m.user_id = a.curator_id and m.roles && '{CURATOR,CHIEF_CURATOR}')
        union all
        select m.user_id, 'UNASSIGNED', s.title, s.specialism, s.due_at
        from open_stage s join platform_member m on 'CHIEF_CURATOR' = any(m.roles)
        where s.due_at < ${now.toISOString()}
          and (select count(*) from review_assignment a where a.stage_id = s.id and (a.state = 'DECIDED' or a.state = 'ACTIVE'
            and exists (select 1 from platform_member c where c.user_id = a.curator_id and c.roles && '{CURATOR,CHIEF_CURATOR}')))
            < s.approvals_required
          and not exists (select 1 from membership o where o.user_id = m.user_id and o.organisation_id = s.provider_id and o.state = 'ACTIVE')
          and not exists (select 1 from review_round o where o.course_version_id = s.course_version_id and o.submitted_by = m.user_id)
      ) l join app_user u on u.id = l.user_id order by u.email, l.due_at, l.title`;
    return [...rows];
  }, 'isolation level repeatable read read only');
}
