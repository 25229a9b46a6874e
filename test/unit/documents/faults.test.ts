import { describe, expect, it } from 'vitest';
import { documentFaults } from '../../../src/domain/billing/documents/faults.js';
import { billOfSupply, creditNote, interStateInvoice, invoice, line, mixedInvoice, receipt, receiptVoucher, recipient, totalsOf } from './examples.js';

describe('faults of a document before it is frozen', () => {
  it('a document that adds up has none', () => {
    for (const document of [invoice(), interStateInvoice(), mixedInvoice(), billOfSupply(), creditNote(), receipt(), receiptVoucher()]) {
      expect(documentFaults(document)).toEqual([]);
    }
  });

  const good = invoice();
  it.each([
    ['a line whose parts do not make its total', invoice({ lines: [line({ total: '63572501' })] }), 'Line 1'],
    ['lines that do not make the total', invoice({ totals: { ...good.totals, cgst: '4848751' } }), 'cgst'],
    ['a total that is not its parts', invoice({ totals: { ...good.totals, total: '63572501' } }), 'do not make the total'],
    ['instalments that do not make the total', invoice({ instalments: good.instalments.slice(1) }), 'instalments'],
    ['no lines', invoice({ lines: [], totals: totalsOf([]), instalments: [] }), 'no line'],
    ['tax within the state and between states', invoice({ lines: [line({ igst: '1', total: '63572501' })] }), 'at once'],
    ['tax on an exempt supply', billOfSupply().totals.tax === '0' ? invoice({ taxRule: billOfSupply().taxRule }) : good, 'exempt'],
    ['a number that is too long', invoice({ number: 'KB/2026-27/000000001' }), 'number'],
    ['an amount that is a number with a point', invoice({ lines: [line({ taxable: '538750.00' })], totals: good.totals }), 'paise'],
    ['a recipient without address', invoice({ recipient: { ...recipient, address: [] } }), 'address'],
    ['no words', invoice({ amountInWords: ' ' }), 'words'],
    ['a receipt whose parts do not make it', receipt({ onAccount: '1' }), 'money received'],
  ])('%s is one', (_, document, said) => {
    expect(documentFaults(document).join(' ')).toContain(said);
  });
});
