import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';
import { formatPaise } from '../../lib/money.js';
import type { PriceBasis } from './lifecycle.js';

const shape = z.object({ coursePriceId: z.uuid() });

interface Told {
  readonly email: string;
  readonly person: string;
  readonly title: string;
  readonly basis: PriceBasis;
  readonly paise: string;
  readonly state: string;
  readonly reason: string | null;
}

/** Tells the provider's administrators by mail what the platform decided on a price; a repeated job sends nothing twice. */
export async function onCoursePriceDecided(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { coursePriceId } = shape.parse(payload);
  for (const told of await administrators(deps.db, coursePriceId)) {
    await deps.mail.send({
      id: newId(), causeKey: `coursePriceDecided:${coursePriceId}`, recipient: told.email, template: 'coursePriceDecided', ...wording(told),
    });
  }
}

async function administrators(db: Database, coursePriceId: string): Promise<readonly Told[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Told[]>`
      select distinct on (u.email) u.email, u.name as person, p.basis::text as basis, p.year_paise::text as paise, p.state::text as state, p.reason,
        (select v.title from course_version v where v.course_id = p.course_id
          order by (v.state = 'PUBLISHED') desc, v.number desc limit 1) as title
      from course_price p
        join membership m on m.organisation_id = p.provider_id and m.state = 'ACTIVE' and 'PROVIDER_ADMIN' = any (m.roles)
        join app_user u on u.id = m.user_id
      where p.id = ${coursePriceId} and p.state in ('APPROVED', 'REJECTED') order by u.email, u.id`;
    return [...rows];
  });
}

function wording({ person, title, basis, paise, state, reason }: Told): { subject: string; body: string } {
  const course = `"${title.replaceAll(/\s+/g, ' ')}"`;
  const price = `Rs ${formatPaise(BigInt(paise))} a year ${basis === 'PER_LEARNER' ? 'for a learner' : 'for a whole department'}`;
  if (state === 'APPROVED') {
    return { subject: `The price of ${course} is approved`, body: letter(person, [`The price of ${course} is approved: ${price}. Departments are quoted it from now on.`]) };
  }
  return {
    subject: `The price of ${course} is not approved`,
    body: letter(person, [`The price proposed for ${course}, ${price}, has been rejected. You can propose another.`, '', 'The reason given:', reason ?? '']),
  };
}
