import type { World } from '../../support/world.js';
import type { Histories } from './history.js';
import { useCases } from './useCases.js';

/** A naive version of something, and by which words it must be found. */
export interface Planted extends Pick<Histories, 'use' | 'spoil'> {
  readonly name: string;
  readonly found: RegExp;
}

const run = (statement: string) => async (w: World): Promise<void> => { await w.owner.unsafe(statement); };

/** Mistakes that somebody could make, each of which the histories must bring to light. */
export const PLANTED: readonly Planted[] = [
  {
    name: 'the trigger that settles invoices forgets what is taken back',
    spoil: run(`drop trigger c_settles on allocation;
      create trigger c_settles after insert on allocation for each row when (new.amount_paise > 0) execute function guard.allocation();
      create function naive_reversal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update receipt r set allocated_paise = r.allocated_paise + new.amount_paise where r.id = new.receipt_id;
        update tax_withheld t set allocated_paise = t.allocated_paise + new.amount_paise where t.id = new.tax_withheld_id;
        return null;
      end $$;
      create trigger c_takes_back after insert on allocation for each row when (new.amount_paise < 0) execute function naive_reversal()`),
    found: /what is settled of an invoice is the sum of its allocations/,
  },
  {
    name: 'the trigger that counts seats forgets those that are released',
    spoil: run('alter table seat disable trigger c_recounted'),
    found: /the counters of a term are its rows/,
  },
  {
    name: 'a number is sometimes taken and not used',
    spoil: run(`drop trigger b_guard on issued_document;
      create or replace function next_document_seq(gstin text, year text, document document_kind) returns integer
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare given integer;
      begin
        insert into document_counter (supplier_gstin, financial_year, kind, last) values (gstin, year, document, 0) on conflict do nothing;
        update document_counter c set last = c.last + case when c.last % 4 = 3 then 2 else 1 end
          where c.supplier_gstin = gstin and c.financial_year = year and c.kind = document returning c.last into given;
        return given;
      end $$`),
    found: /documents are numbered without a gap/,
  },
  {
    name: 'tax that was withheld once settles twice',
    use: { ...useCases, taxWithheldClaim: claimedTwice },
    found: /the model foresees|as the model foretells/,
  },
  {
    name: 'revenue is recognised when a month begins',
    use: { ...useCases, recogniseRevenue: ({ now, ...deps }) => useCases.recogniseRevenue({ ...deps, now: () => new Date(now().getTime() + 31 * 86_400_000) }) },
    found: /is not as the model foretells:\ninvoices/,
  },
];

/** As a client that sends it once more under another key, and is believed. */
async function claimedTwice(...[ctx, input]: Parameters<typeof useCases.taxWithheldClaim>): ReturnType<typeof useCases.taxWithheldClaim> {
  await useCases.taxWithheldClaim(ctx, { ...input, idempotencyKey: `${input.idempotencyKey}-again` });
  return useCases.taxWithheldClaim(ctx, input);
}
