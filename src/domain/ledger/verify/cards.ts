import type { Check } from './check.js';
import { bookedFor } from './money.js';

/** The card rail: what the provider did against what is booked of it. */
export const CARD_CHECKS: readonly Check[] = [
  {
    kind: 'CARD_RECEIPT_EFFECT', prefix: 'receipt', sql: `
      select r.id as subject, 'it is ' || r.state || ' of ' || r.external_id || ', of which the provider said nothing' as message from receipt r
      where r.rail = 'CARD' and not exists (select 1 from payment_effect e
        where e.object_id = r.external_id and e.subject_id = r.id and e.effect in ('RECEIPT', 'RETURNED'))`,
  },
  {
    kind: 'CARD_REFUND_EFFECT', prefix: 'refund', sql: `
      select f.id as subject, 'it is PAID by ' || f.external_id || ', of which the provider said nothing' as message from refund f
      where f.rail = 'CARD' and f.state = 'PAID' and not exists (select 1 from payment_effect e
        where e.object_id = f.external_id and e.subject_id = f.id and e.effect in ('REFUND', 'DISPUTE', 'FAILURE'))`,
  },
  {
    kind: 'CARD_RECEIPT_REVERSED', prefix: 'receipt', sql: `
      select r.id as subject, 'it is REVERSED, and the provider did not take it back' as message from receipt r
      where r.rail = 'CARD' and r.state = 'REVERSED' and not exists (select 1 from payment_effect e
        where e.subject_id = r.id and e.effect in ('DISPUTE', 'FAILURE'))`,
  },
  {
    // An effect is what became of a receipt, a refund or a payout; one without it was noted and not booked.
    kind: 'CARD_EFFECT_SUBJECT', prefix: null, sql: `
      select e.object_id as subject, e.effect || ' is noted and ' || e.subject_id || ' is no such receipt, refund or payout' as message from payment_effect e
      where not case e.effect
        when 'RECEIPT' then exists (select 1 from receipt r where r.id = e.subject_id and r.rail = 'CARD' and r.external_id = e.object_id)
        when 'RETURNED' then exists (select 1 from receipt r where r.id = e.subject_id and r.rail = 'CARD' and r.external_id = e.object_id and r.state in ('SUCCEEDED', 'REVERSED'))
        when 'PAYOUT' then exists (select 1 from card_payout o where o.id = e.subject_id and o.external_id = e.object_id)
        when 'PAYOUT_FAILED' then exists (select 1 from card_payout o where o.id = e.subject_id and o.external_id = e.object_id and o.state = 'FAILED')
        else exists (select 1 from refund f where f.id = e.subject_id and f.external_id = e.object_id and f.state = 'PAID')
          or exists (select 1 from receipt r where r.id = e.subject_id and r.rail = 'CARD' and r.state in ('REVERSED', 'FAILED')) end`,
  },
  {
    kind: 'CARD_PAYOUT_ENTRY', prefix: 'card_payout', sql: `
      select x.id as subject, 'it is ' || x.state || ' of ' || x.amount_paise || ' and ' || x.fee_paise || ' in fees, and ' || x.paid || ' and ' || x.fees
        || ' are booked, ' || -x.back || ' as sent back' as message
      from (select o.id, o.state, o.amount_paise, o.fee_paise, ${bookedFor('CARD_PAYOUT_PAID', 'o.id', "'BANK'")} as paid,
        ${bookedFor('CARD_PAYOUT_PAID', 'o.id', "'CARD_FEES'")} as fees, ${bookedFor('CARD_PAYOUT_FAILED', 'o.id', "'BANK'")} as back from card_payout o) x
      where x.paid <> x.amount_paise or x.fees <> x.fee_paise or -x.back <> case x.state when 'FAILED' then x.amount_paise else 0 end`,
  },
  {
    kind: 'CARD_PAYOUT_EFFECT', prefix: 'card_payout', sql: `
      select o.id as subject, 'the provider said nothing of ' || o.external_id as message from card_payout o
      where not exists (select 1 from payment_effect e where e.object_id = o.external_id and e.subject_id = o.id and e.effect = 'PAYOUT')
        or (o.state = 'FAILED') <> exists (select 1 from payment_effect e where e.object_id = o.external_id and e.subject_id = o.id and e.effect = 'PAYOUT_FAILED')`,
  },
  {
    kind: 'CARD_CHARGE_PAID', prefix: 'card_charge', sql: `
      select c.id as subject, 'it is SUCCEEDED, and its payment is in no receipt' as message from card_charge c
      where c.state = 'SUCCEEDED' and not exists (select 1 from payment_effect e where e.object_id = c.external_id and e.effect = 'RECEIPT')`,
  },
];
