import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { formatIndianDate } from '../../lib/indianDate.js';
import { letter } from '../../lib/letter.js';
import type { Role } from '../identity/roles.js';
import { TOLD, type Told } from './moved.js';

const shape = z.object({ moveId: z.uuid(), subscriptionId: z.uuid(), told: z.enum(TOLD) });

/**
 * Tells the officers who buy for a department, and those who approve, what became of its subscription; a repeated job sends
 * nothing twice.
 */
export async function onSubscriptionMoved(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { moveId, subscriptionId, told } = shape.parse(payload);
  for (const about of await read(deps.db, subscriptionId, AUDIENCE[told])) {
    await deps.mail.send({
      id: newId(), causeKey: `subscriptionMoved:${moveId}`, recipient: about.email, template: 'subscriptionMoved', ...wording(told, about),
    });
  }
}

const BUYERS = ['PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY'] as const;

/** Who is told of what. The officers hear of a renewal by the purchase request itself, which waits for them. */
const AUDIENCE: Readonly<Record<Told, readonly Role[]>> = {
  QUOTED: ['APPROVING_AUTHORITY'], GRACE: BUYERS, SUSPENDED: BUYERS, REINSTATED: BUYERS, EXPIRED: BUYERS,
};

interface About {
  readonly email: string;
  readonly person: string;
  readonly department: string;
  /** The title of a priced course; null for seats. */
  readonly course: string | null;
  readonly ends_on: string;
  readonly grace_days: number;
}

async function read(db: Database, subscriptionId: string, roles: readonly Role[]): Promise<readonly About[]> {
  return asSystem(db, async (sql) => [...await sql<About[]>`
    select u.email, u.name as person, o.name as department, t.ends_on::text as ends_on, s.grace_days,
      (select v.title from course_version v where v.course_id = s.course_id order by v.number desc limit 1) as course
    from subscription s join organisation o on o.id = s.department_id join term t on t.id = s.current_term_id
      join membership m on m.organisation_id = o.id and m.state = 'ACTIVE' and m.roles && ${[...roles]}::role[]
      join app_user u on u.id = m.user_id
    where s.id = ${subscriptionId} order by u.email`]);
}

function wording(told: Told, about: About): { subject: string; body: string } {
  const what = about.course === null ? 'The subscription to seats' : `The subscription to "${about.course.replaceAll(/\s+/g, ' ')}"`;
  const [subject, ...sentences] = said(told, `${what} of ${about.department}`, about);
  return { subject, body: letter(about.person, sentences) };
}

function said(told: Told, what: string, { department, ends_on: endsOn, grace_days: days }: About): [subject: string, ...sentences: string[]] {
  const end = formatIndianDate(endsOn);
  switch (told) {
    case 'QUOTED':
      return [`A renewal is prepared for ${department}`, `${what} ends on ${end}.`,
        'A purchase request for the next term is prepared as a draft, with a quote, and waits for your procurement officers. The next term begins on the day on which this one ends; the order has to be placed before that.'];
    case 'GRACE':
      return [`A payment of ${department} is overdue`, `An instalment for it was not paid by its due date: ${lowered(what)} is in its days of grace.`,
        `The seats stay open for ${days} days after the due date. After that the subscription is suspended until what is overdue is settled.`];
    case 'SUSPENDED':
      return [`A subscription of ${department} is suspended`, `${what} is suspended: what is overdue was not settled within the days of grace.`,
        `It is reinstated as soon as what is overdue is settled. What is suspended on ${end}, when its term ends, expires.`];
    case 'REINSTATED':
      return [`A subscription of ${department} is in order again`, `${what} is active again: nothing is overdue.`];
    case 'EXPIRED':
      return [`A subscription of ${department} has expired`, `${what} ended on ${end}, and its seats are released.`,
        'To go on, raise a purchase request for a new subscription.'];
  }
}

function lowered(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
