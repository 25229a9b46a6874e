import { describe, expect, it } from 'vitest';
import { amountInWords } from '../../../src/domain/billing/rules/amountInWords.js';
import {
  billOfSupply, creditNote, interStateInvoice, invoice, line, mixedInvoice, receipt, receiptVoucher, recipient, totalsOf,
} from './examples.js';
import { textOf } from './reader.js';

/** What the Central Goods and Services Tax Rules 2017 ask of each document, read off the printed page. */
describe('what a document must say', () => {
  it('a tax invoice says all that rule 46 asks for', async () => {
    const text = await textOf(invoice());
    const asked: Record<string, string[]> = {
      '(a) supplier': ['Karmayogi Bharat', 'CGO Complex, Lodhi Road', '07AAJCK1234F1ZT', 'Delhi (07)'],
      '(b) number': ['TAX INVOICE', 'KB/26-27/0000001', '2026-27'],
      '(c) date': ['Date of issue 1 June 2026'],
      '(d), (e) recipient': ['Department of Personnel and Training', 'North Block, Central Secretariat', 'GSTIN 07DELD01234A1DH'],
      '(g) code': ['999293'],
      '(h) description': ['Seats on the content marketplace, one employee each', '1 June 2026 to 31 May 2027'],
      '(i) quantity and unit': ['1,250 seats', '431.00'],
      '(j), (k) value': ['Invoice total \u20b9 6,35,725.00', 'Taxable value 5,38,750.00'],
      '(l) rate': ['9%'],
      '(m) amount of tax': ['CGST 48,487.50', 'SGST 48,487.50', 'Total tax 96,975.00'],
      '(n) place of supply': ['Place of supply Delhi (07)', 'Determined by State of the registered recipient'],
      '(p) reverse charge': ['Reverse charge No'],
      '(q) signature': ['For Karmayogi Bharat', 'Authorised signatory'],
      'rule 48 (2)': ['ORIGINAL FOR RECIPIENT'],
      'words': ['Rupees Six Lakh Thirty-Five Thousand Seven Hundred Twenty-Five Only'],
      'order': ['F.No. A-12034/7/2026-Trg', '25 May 2026', '2052.00.090.07.00.28'],
      'payment': ['KB2627000000101', '1 July 2026', '2,54,290.00', 'KB2627000000102', '3,81,435.00', '00000041234567890', 'SBIN0000691', 'State Bank of India'],
    };
    for (const [rule, sentences] of Object.entries(asked)) for (const sentence of sentences) expect(text, rule).toContain(sentence);
  });

  it('between states there is IGST, for a part of a term the days, and an unregistered recipient is said to be one', async () => {
    const text = await textOf(interStateInvoice());
    for (const said of ['IGST 2,261.51', '18%', '14,825.46', 'for 266 of 365 days', '8 September 2026 to 31 May 2027', 'Not registered', 'Karnataka (29)',
      'Rupees Fourteen Thousand Eight Hundred Twenty-Five and Forty-Six Paise Only']) expect(text).toContain(said);
    expect(text).not.toContain('CGST');
  });

  it('several rates are summed by service and rate', async () => {
    const text = await textOf(mixedInvoice());
    for (const said of ['Tax by service and rate', '999293 18% 5,38,750.00', '999294 5% 1,00,000.00', '2.5%']) expect(text).toContain(said);
    expect(await textOf(invoice())).not.toContain('Tax by service and rate');
  });

  it('an exempt supply is a bill of supply, without tax (rule 49)', async () => {
    const text = await textOf(billOfSupply());
    for (const said of ['BILL OF SUPPLY', 'Total value \u20b9 5,38,750.00', 'Exempt from tax: entry 72', '999293', '07AAJCK1234F1ZT']) expect(text).toContain(said);
    for (const unsaid of ['TAX INVOICE', 'Taxable', 'CGST', 'IGST']) expect(text).not.toContain(unsaid);
  });

  it('a union territory levies its own tax', async () => {
    const chandigarh = { stateCode: '04', stateName: 'Chandigarh' };
    const there = invoice({
      supplier: { ...invoice().supplier, ...chandigarh }, recipient: { ...recipient, ...chandigarh },
      placeOfSupply: { ...chandigarh, reason: 'State of the registered recipient' },
    });
    expect(await textOf(there)).toContain('UTGST 48,487.50');
  });

  it('a credit note names the invoice and its date (rule 53 (1A))', async () => {
    const text = await textOf(creditNote());
    for (const said of ['CREDIT NOTE', 'KC/26-27/0000001', '30 September 2026', 'Against invoice KB/26-27/0000003', 'Invoice date 8 September 2026',
      'Forty seats were ordered once and billed twice.', '12,563.95', '9%', '1,130.76', 'Total credited \u20b9 14,825.47', '07DELD01234A1DH']) {
      expect(text).toContain(said);
    }
  });

  it('a receipt says for which invoices, and that tax withheld was not received', async () => {
    const text = await textOf(receipt());
    for (const said of ['RECEIPT', 'KR/26-27/0000001', 'Received on 1 July 2026', 'SBINR52026070112345678', 'KB/26-27/0000001', 'Tax withheld by the payer and not received: \u20b9 10,775.00',
      'Received \u20b9 6,24,950.00', '6,35,725.00']) expect(text).toContain(said);
    expect(text).not.toContain('VOUCHER');
  });

  it('a receipt with an advance is a receipt voucher with its tax (rule 50)', async () => {
    const text = await textOf(receiptVoucher());
    for (const said of ['RECEIPT VOUCHER', 'Advance for seats', '999293', '1,000.00', '90.00', '9%', '1,180.00', 'Place of supply Delhi (07)', 'Reverse charge No']) {
      expect(text).toContain(said);
    }
  });

  it('money of nobody known, and money held on account, is said to be so', async () => {
    const text = await textOf(receipt({ recipient: null, allocations: [], onAccount: '62495000' }));
    for (const said of ['Payer not known', 'Held on account 6,24,950.00']) expect(text).toContain(said);
  });

  it('862,000,000,000 paise stand there to the last', async () => {
    const lines = [line({ quantity: '20000000', taxable: '862000000000', cgst: '77580000000', sgst: '77580000000', total: '1017160000000' })];
    const words = amountInWords(1_017_160_000_000n);
    const text = await textOf(invoice({ lines, totals: totalsOf(lines), amountInWords: words, instalments: [] }));
    for (const said of ['2,00,00,000', '8,62,00,00,000.00', '77,58,00,000.00', '\u20b9 10,17,16,00,000.00', words]) expect(text).toContain(said);
  });
});
