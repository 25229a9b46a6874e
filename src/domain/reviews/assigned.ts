import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { StageLine } from './rules/digest.js';

/** A live assignment, as its curator is told of it. */
export interface Assigned extends StageLine {
  readonly curatorId: string;
  readonly email: string;
  readonly person: string;
}

/** Those of the assignments that are still live, the earliest due first. */
export async function liveAssignments(db: Database, assignmentIds: readonly string[]): Promise<readonly Assigned[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Assigned[]>`
      select a.curator_id as "curatorId", u.email, u.name as person, v.title, s.specialism::text as specialism,
        to_char(s.due_at at time zone 'Asia/Kolkata', 'DD Mon YYYY') as due
      from review_assignment a join review_stage s on s.id = a.stage_id join review_round r on r.id = a.round_id
        join course_version v on v.id = r.course_version_id join app_user u on u.id = a.curator_id
      where a.id = any(${[...assignmentIds]}::uuid[]) and a.state = 'ACTIVE'
      order by s.due_at nulls last, v.title, a.id`;
    return [...rows];
  });
}
