import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { statesOf } from '../../lib/lifecycle.js';
import { letter } from '../../lib/letter.js';
import type { Role } from '../identity/roles.js';
import { PURCHASE_REQUEST_LIFECYCLE, type PurchaseRequestState } from './lifecycle.js';
import { wording, type Told } from './rules/mails.js';

const shape = z.object({ purchaseRequestId: z.uuid(), state: z.enum(statesOf(PURCHASE_REQUEST_LIFECYCLE)) });

/** Whose turn it is, or who is to know, in each state; `maker`: also who raised it. */
const AUDIENCE: Readonly<Record<PurchaseRequestState, { readonly roles: readonly Role[]; readonly maker: boolean }>> = {
  DRAFT: { roles: ['PROCUREMENT_OFFICER'], maker: false },
  SUBMITTED: { roles: ['APPROVING_AUTHORITY'], maker: false },
  APPROVED: { roles: ['APPROVING_AUTHORITY'], maker: true },
  SANCTIONED: { roles: ['PROCUREMENT_OFFICER'], maker: true },
  ORDERED: { roles: ['PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY', 'TRAINING_MANAGER'], maker: true },
  REJECTED: { roles: ['PROCUREMENT_OFFICER'], maker: true },
  WITHDRAWN: { roles: ['APPROVING_AUTHORITY'], maker: true },
};

type Row = Told & { readonly email: string; readonly person: string; readonly submitted: boolean };

/**
 * Tells the people of the department whose turn it is, or who are to know, that a purchase request has moved. A request
 * comes to each state once, so that a repeated job sends nothing twice. Whoever moved it is not told what he did himself,
 * and nobody of a draft that was withdrawn before anybody had seen it.
 */
export async function onPurchaseRequestMoved(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { purchaseRequestId, state } = shape.parse(payload);
  for (const told of await recipients(deps.db, purchaseRequestId, state)) {
    if (state === 'WITHDRAWN' && !told.submitted) continue;
    const { subject, lines } = wording(state, told);
    await deps.mail.send({
      id: newId(), causeKey: `purchaseRequestMoved:${purchaseRequestId}:${state}`, recipient: told.email, template: 'purchaseRequestMoved',
      subject, body: letter(told.person, lines),
    });
  }
}

async function recipients(db: Database, requestId: string, state: PurchaseRequestState): Promise<readonly Row[]> {
  const { roles, maker } = AUDIENCE[state];
  return asSystem(db, async (sql) => {
    const rows = await sql<(Omit<Row, 'totalPaise'> & { totalPaise: string | null })[]>`
      select distinct on (u.email) u.email, u.name as person, r.kind, r.purpose, r.basis, r.quantity::int as quantity,
        r.starts_on::text as "startsOn", r.sanction_number as "sanctionNumber", r.state_reason as reason,
        r.submitted_at is not null as submitted,
        (select v.title from course_version v where v.course_id = r.course_id and v.state in ('PUBLISHED', 'SUSPENDED')) as title,
        (select q.total_paise::text from quote q where q.purchase_request_id = r.id and q.revision = r.revision
          order by q.created_at desc, q.id desc limit 1) as "totalPaise"
      from purchase_request r
        join membership m on m.organisation_id = r.department_id and m.state = 'ACTIVE'
          and (m.roles && ${[...roles]}::text[]::role[] or (${maker} and m.user_id = r.requested_by))
        join app_user u on u.id = m.user_id
      where r.id = ${requestId} and u.id is distinct from (case ${state}::text
        when 'SUBMITTED' then r.requested_by when 'APPROVED' then r.approved_by when 'SANCTIONED' then r.sanctioned_by
        when 'ORDERED' then r.ordered_by when 'REJECTED' then r.closed_by when 'WITHDRAWN' then r.closed_by end)
      order by u.email, u.id`;
    return rows.map((row) => ({ ...row, totalPaise: row.totalPaise === null ? null : BigInt(row.totalPaise) }));
  });
}
