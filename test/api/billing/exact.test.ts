import { afterAll, beforeAll, expect, it } from 'vitest';
import { buying } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';
import { uuid } from '../subscriptions/arrange.js';
import { finance, invoiceOf, money } from './desk.js';

let w: World;
beforeAll(async () => { w = await world(); }, 120_000);
afterAll(async () => { await w.close(); });

it('2 crore seats: 862,000,000,000 paise pass through exactly, in the database, in GraphQL and in the JSON document', async () => {
  const { invoiceId } = await buying(w).orderedSeats({ quantity: 20_000_000 });
  const [row] = await w.owner<{ taxable: string; total: string; receivable: string }[]>`
    select i.taxable_paise::text as taxable, i.total_paise::text as total,
      (select p.amount_paise::text from posting p where p.invoice_id = i.id and p.account = 'RECEIVABLE') as receivable from invoice i where i.id = ${uuid(invoiceId)}`;
  expect(row).toEqual({ taxable: '862000000000', total: '1017160000000', receivable: '1017160000000' });
  const invoice = await invoiceOf(w, invoiceId);
  expect(invoice).toMatchObject({ taxable: { amountMinor: '862000000000' }, cgst: { amountMinor: '77580000000' }, total: { amountMinor: '1017160000000' }, lines: [{ quantity: 20_000_000 }] });
  const { invoice: written } = await w.data<{ invoice: object }>('auditor', 'query F($id: ID!) { invoice(by: { id: $id }) { taxable { formatted } } }', { id: invoiceId });
  expect(written).toEqual({ taxable: { formatted: '8,62,00,00,000.00' } });
  const text = await (await fetch(invoice.documents?.jsonUrl ?? '')).text();
  expect(text).toContain('"taxable": "862000000000"');
  expect(JSON.parse(text)).toMatchObject({ totals: { total: '1017160000000' }, amountInWords: 'Rupees One Thousand Seventeen Crore Sixteen Lakh Only' });
  expect(await finance(w, 'creditNoteIssue', { invoiceId, reason: 'One paisa.', lines: [{ invoiceLineId: invoice.lines[0]?.id, taxable: money(861_999_999_999n) }] })).toEqual([]);
  expect(await finance(w, 'creditNoteIssue', { invoiceId, reason: 'The last paisa.' })).toEqual([]);
  expect(await invoiceOf(w, invoiceId)).toMatchObject({ credited: { amountMinor: '1017160000000' }, state: 'SETTLED' });
});
