import { asSystem } from '../../../db/asSystem.js';
import { newId } from '../../../lib/ids.js';
import { indianDateOf } from '../../../lib/indianDate.js';
import { letter } from '../../../lib/letter.js';
import { aboveMaximum, failedCharge, instalmentMail, mandateMail, type CardMail, type UnpaidInstalment } from '../rules/cardMails.js';
import { unpaidParts } from '../rules/settle.js';
import type { CardDeps } from './deps.js';
import type { CardMandateState } from './lifecycle.js';

type MailDeps = Pick<CardDeps, 'db' | 'mail' | 'now'>;

/** An instalment of an invoice. */
interface Part {
  readonly invoiceId: string;
  readonly seq: number;
}

/** Tells the department's procurement officers of a charge that failed and how its instalment is paid by transfer; nobody where it is paid meanwhile. */
export async function tellFailed(deps: MailDeps, cardChargeId: string): Promise<void> {
  const [charge] = await asSystem(deps.db, (sql) => sql<{ invoice_id: string; seq: number; reason: string | null }[]>`
    select c.invoice_id, c.seq, c.state_reason as reason from card_charge c where c.id = ${cardChargeId}`);
  if (charge === undefined) throw new Error(`there is no charge ${cardChargeId}`);
  await tellInstalment(deps, { invoiceId: charge.invoice_id, seq: charge.seq }, `cardChargeFailed:${cardChargeId}`, failedCharge(charge.reason));
}

/** Tells them of an instalment that is above what the saved card is charged; once. */
export async function tellAboveMaximum(deps: MailDeps, cardMandateId: string, part: Part): Promise<void> {
  const [mandate] = await asSystem(deps.db, (sql) => sql<{ maximum: string }[]>`
    select m.maximum_paise::text as maximum from card_mandate m where m.id = ${cardMandateId}`);
  if (mandate === undefined) throw new Error(`there is no saved card ${cardMandateId}`);
  await tellInstalment(deps, part, `cardChargeAboveMaximum:${cardMandateId}:${part.invoiceId}:${part.seq}`, aboveMaximum(BigInt(mandate.maximum)));
}

/** Tells them of a saved card that is over, unless one of them ended it, or the subscription is over with it. */
export async function tellOver(deps: MailDeps, cardMandateId: string): Promise<void> {
  const [over] = await asSystem(deps.db, (sql) => sql<{ department_id: string; department: string; state: CardMandateState; reason: string | null }[]>`
    select m.department_id, o.name as department, m.state, m.state_reason as reason
    from card_mandate m join organisation o on o.id = m.department_id join subscription s on s.id = m.subscription_id
    where m.id = ${cardMandateId} and m.state in ('ENDED', 'FAILED') and s.state not in ('EXPIRED', 'CANCELLED')
      and not exists (select 1 from membership p where p.user_id = m.ended_by and p.organisation_id = m.department_id)`);
  if (over === undefined) return;
  await send(deps, over.department_id, `cardMandate:${cardMandateId}:${over.state}`, mandateMail(over.department, over.state, over.reason));
}

async function tellInstalment(deps: MailDeps, part: Part, causeKey: string, why: string): Promise<void> {
  const found = await readPart(deps, part);
  if (found.unpaidPaise > 0n) await send(deps, found.departmentId, causeKey, instalmentMail(found, why));
}

interface PartRow {
  readonly department_id: string;
  readonly department: string;
  readonly number: string;
  readonly settled: string;
  readonly is_open: boolean;
  readonly account: UnpaidInstalment['account'];
  readonly parts: readonly { readonly seq: number; readonly amount: string; readonly due_on: string; readonly reference: string }[];
}

async function readPart({ db, now }: Pick<MailDeps, 'db' | 'now'>, { invoiceId, seq }: Part): Promise<UnpaidInstalment & { readonly departmentId: string }> {
  const [row] = await asSystem(db, (sql) => sql<PartRow[]>`
    select i.department_id, o.name as department, i.number, i.settled_paise::text as settled, i.state in ('ISSUED', 'PART_SETTLED') as is_open,
      (select json_build_object('accountName', a.account_name, 'accountNumber', a.account_number, 'ifsc', a.ifsc, 'bankName', a.bank_name)
        from collecting_account a where a.in_force_from <= ${indianDateOf(now())}::date order by a.in_force_from desc limit 1) as account,
      (select coalesce(json_agg(json_build_object('seq', p.seq, 'amount', p.amount_paise::text, 'due_on', p.due_on::text, 'reference', p.reference) order by p.due_on, p.seq), '[]')
        from expected_payment p where p.invoice_id = i.id) as parts
    from invoice i join organisation o on o.id = i.department_id where i.id = ${invoiceId}`);
  const at = row?.parts.findIndex((part) => part.seq === seq) ?? -1;
  const part = row?.parts[at];
  if (row === undefined || part === undefined) throw new Error(`the invoice ${invoiceId} has no instalment ${seq}`);
  const unpaid = unpaidParts(row.parts.map(({ amount }) => BigInt(amount)), BigInt(row.settled))[at] ?? 0n;
  return {
    departmentId: row.department_id, department: row.department, number: row.number, seq, dueOn: part.due_on, unpaidPaise: row.is_open ? unpaid : 0n,
    reference: part.reference, account: row.account,
  };
}

async function send({ db, mail }: MailDeps, departmentId: string, causeKey: string, { subject, lines }: CardMail): Promise<void> {
  const officers = await asSystem(db, (sql) => sql<{ email: string; person: string }[]>`
    select distinct on (u.email) u.email, u.name as person from membership m join app_user u on u.id = m.user_id
    where m.organisation_id = ${departmentId} and m.state = 'ACTIVE' and 'PROCUREMENT_OFFICER' = any (m.roles) order by u.email, u.id`);
  for (const { email, person } of officers) {
    await mail.send({ id: newId(), causeKey, recipient: email, template: 'savedCard', subject, body: letter(person, lines) });
  }
}
