import { asSystem } from '../../../db/asSystem.js';
import type { Database } from '../../../db/client.js';
import type { CardProvider, CustomerToMake } from '../rules/cards.js';
import { callOnce, lookedForSince, type CallRefused } from './calls.js';
import type { CardDeps } from './deps.js';

/** What consumers work with once they know that there is a rail. */
export interface CardRail extends CardDeps {
  readonly cards: CardProvider;
}

interface Known {
  /** Null where the department is not known at the provider. */
  readonly external_id: string | null;
  /** How often the provider refused to make it known, and since when we try, in milliseconds since 1970. */
  readonly refusals: number;
  readonly tried_ms: number | null;
}

/**
 * The provider's id of a department; it is made known there once, whoever asks. A refusal is answered as a value. After one the next who
 * asks tries anew, since a name or an address may have been put right meanwhile.
 */
export async function customerOf(deps: CardRail, departmentId: string): Promise<string | CallRefused> {
  const { db, cards } = deps;
  const known = await read(db, departmentId);
  if (known.external_id !== null) return known.external_id;
  const lookUp = (since: Date): Promise<string | null> => cards.findCustomer(departmentId, since);
  const found = known.refusals > 0 && known.tried_ms !== null ? await lookUp(lookedForSince(known.tried_ms)) : null;
  const step = known.refusals === 0 ? 'customer' : `customer:${known.refusals + 1}`;
  const made = found ?? await callOnce(deps, { subjectId: departmentId, step }, {
    lookUp, send: async (key) => cards.createCustomer(await aboutDepartment(db, departmentId), key),
  });
  return typeof made === 'string' ? keep(deps, departmentId, made) : made;
}

async function read(db: Database, departmentId: string): Promise<Known> {
  const [row] = await asSystem(db, (sql) => sql<Known[]>`
    select (select c.external_id from card_customer c where c.department_id = ${departmentId}) as external_id,
      count(*) filter (where p.state = 'FAILED')::int as refusals, extract(epoch from min(p.created_at))::float8 * 1000 as tried_ms
    from payment_call p where p.subject_id = ${departmentId}`);
  return row ?? { external_id: null, refusals: 0, tried_ms: null };
}

/** Its address as on invoices. The mail address is that of the officer who has bought for it the longest. */
async function aboutDepartment(db: Database, departmentId: string): Promise<CustomerToMake> {
  const [row] = await asSystem(db, (sql) => sql<{ name: string; address: string; email: string | null }[]>`
    select o.name, o.address, (select u.email from membership m join app_user u on u.id = m.user_id
      where m.organisation_id = o.id and m.state = 'ACTIVE' and m.roles && '{PROCUREMENT_OFFICER,APPROVING_AUTHORITY}'::role[]
      order by 'PROCUREMENT_OFFICER' = any (m.roles) desc, m.id limit 1) as email
    from organisation o where o.id = ${departmentId}`);
  if (row === undefined) throw new Error(`there is no department ${departmentId}`);
  return { departmentId, name: row.name, email: row.email, address: row.address === '' ? null : row.address };
}

async function keep({ db, now }: CardRail, departmentId: string, externalId: string): Promise<string> {
  return asSystem(db, async (sql) => {
    await sql`insert into card_customer (department_id, external_id, created_at) values (${departmentId}, ${externalId}, ${now().toISOString()})
      on conflict (department_id) do nothing`;
    const [row] = await sql<{ external_id: string }[]>`select c.external_id from card_customer c where c.department_id = ${departmentId}`;
    return row?.external_id ?? externalId;
  });
}
