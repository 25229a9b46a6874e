import type { Sql } from 'postgres';
import type { Tally } from './crowd.js';

/** What must never be, each as a query that finds it; written apart from the guards, which could be wrong. */
const NEVER: Readonly<Record<string, string>> = {
  'two open versions of a course': `
    select course_id from course_version where state in ('DRAFT', 'IN_REVIEW', 'APPROVED') group by course_id having count(*) > 1`,
  'two published or suspended versions of a course': `
    select course_id from course_version where state in ('PUBLISHED', 'SUSPENDED') group by course_id having count(*) > 1`,
  'a version approved or published short of its approvals': `
    select v.id from course_version v where v.state in ('APPROVED', 'PUBLISHED', 'SUSPENDED', 'SUPERSEDED') and (v.approved_round_id is null
      or exists (select from decision d where d.round_id = v.approved_round_id and d.verdict <> 'APPROVE')
      or exists (select from review_round r join review_policy_stage p on p.policy_id = r.policy_id
        where r.id = v.approved_round_id and p.approvals_required > (
          select count(distinct d.curator_id) from review_stage s join decision d on d.stage_id = s.id
          where s.round_id = r.id and s.position = p.position and d.verdict = 'APPROVE')))`,
  'a version approved or published with an open BLOCKER': `
    select f.id from finding f join course_version v on v.id = f.course_version_id
    where f.state = 'OPEN' and f.severity = 'BLOCKER' and v.state in ('APPROVED', 'PUBLISHED', 'SUSPENDED', 'SUPERSEDED')`,
  'a version in review without its open round, or a round without its version in review': `
    select v.id from course_version v left join review_round r on r.course_version_id = v.id and r.state = 'OPEN'
    where (v.state = 'IN_REVIEW') <> (r.id is not null)`,
  'an approved round under a version that is a draft': `
    select r.id from review_round r join course_version v on v.id = r.course_version_id
    where r.state = 'APPROVED' and v.state in ('DRAFT', 'IN_REVIEW', 'REJECTED')`,
  'a stage with more curators than it asks for': `
    select s.id from review_stage s join review_assignment a on a.stage_id = s.id and a.state <> 'RELEASED'
    group by s.id, s.approvals_required having count(*) > s.approvals_required`,
  'a stage that has its approvals and does not pass': `
    select s.id from review_stage s join review_round r on r.id = s.round_id and r.state = 'OPEN'
      join decision d on d.stage_id = s.id and d.verdict = 'APPROVE'
    where s.state = 'ACTIVE' group by s.id, s.approvals_required having count(*) >= s.approvals_required`,
  'an undecided assignment in a round that is over': `
    select a.id from review_assignment a join review_round r on r.id = a.round_id where a.state = 'ACTIVE' and r.state <> 'OPEN'`,
};

/** Everything that must never be and is, in words; empty where all holds. */
export async function violations(owner: Sql, tally: Tally): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(NEVER)) {
    const rows = await owner.unsafe(query);
    if (rows.length > 0) found.push(`${rows.length} times: ${what}`);
  }
  return [...found, ...await lostFindings(owner, tally)];
}

/**
 * A finding that was acknowledged is there, in the state that follows from what was acknowledged of it: each
 * resolution takes it from OPEN to RESOLVED and each re-opening back, in whatever order they were told.
 */
async function lostFindings(owner: Sql, tally: Tally): Promise<string[]> {
  const rows = await owner<{ id: string; state: string; resolutions: number; reopenings: number }[]>`
    select f.id, f.state, (count(*) filter (where m.kind = 'RESOLUTION'))::int as resolutions,
      (count(*) filter (where m.kind = 'REOPENING'))::int as reopenings
    from finding f left join finding_message m on m.finding_id = f.id group by f.id`;
  const kept = new Map(rows.map((row) => [row.id, row]));
  return [...tally.findings].flatMap(([id, { resolved, reopened }]) => {
    const row = kept.get(id);
    if (row === undefined) return ['a finding that was acknowledged is not there'];
    const expected = resolved === reopened ? 'OPEN' : resolved === reopened + 1 ? 'RESOLVED' : 'impossible';
    const told = row.resolutions === resolved && row.reopenings === reopened;
    return row.state === expected && told ? [] : [`a finding is ${row.state} after ${resolved} resolutions and ${reopened} re-openings`];
  });
}
