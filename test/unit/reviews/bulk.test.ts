import { describe, expect, test } from 'vitest';
import { leastBusy } from '../../../src/domain/reviews/rules/balance.js';
import { dayInIndia, digestMail, lineOf, more, type StageLine } from '../../../src/domain/reviews/rules/digest.js';

describe('leastBusy', () => {
  test('is whoever has the fewest, the earliest id among equals, and nobody of nobody', () => {
    expect(leastBusy([], new Map())).toBeNull();
    expect(leastBusy(['b', 'a', 'c'], new Map([['a', 2], ['b', 1], ['c', 1]]))).toBe('b');
    expect(leastBusy(['c', 'b'], new Map())).toBe('b');
    expect(leastBusy(['c', 'b'], new Map([['b', 1]]))).toBe('c');
  });
});

const stage = (title: string): StageLine => ({ title, specialism: 'CONTENT', due: '31 Jan 2026' });

describe('the mail of the morning', () => {
  test('goes by the calendar day of India', () => {
    expect([dayInIndia(new Date('2026-01-31T18:29:59Z')), dayInIndia(new Date('2026-01-31T18:30:00Z'))]).toEqual(['2026-01-31', '2026-02-01']);
  });

  test('is none where there is nothing to tell', () => {
    expect(digestMail('Meera Iyer', { overdue: [], dueSoon: [], unassigned: [] })).toBeNull();
  });

  test('says each thing under its heading, a title on one line', () => {
    const mail = digestMail('Meera Iyer', { overdue: [stage('A\nB')], dueSoon: [stage('C'), stage('D')], unassigned: [stage('E')] });
    expect(mail?.subject).toBe('Reviews: 1 overdue, 2 due soon, 1 overdue without a curator');
    expect(mail?.body.split('\n')).toEqual([
      'Dear Meera Iyer,', '', 'Your review stage that is overdue:', '', '- "A B", CONTENT stage, due on 31 Jan 2026', '',
      'Your 2 review stages that are due in the next 2 days:', '', '- "C", CONTENT stage, due on 31 Jan 2026',
      '- "D", CONTENT stage, due on 31 Jan 2026', '', 'Overdue stage that has too few curators:', '',
      '- "E", CONTENT stage, due on 31 Jan 2026', '', 'Karmayogi Marketplace',
    ]);
  });

  test('knows stages that have not opened, and counts what it does not name', () => {
    expect(lineOf({ ...stage('A'), due: null })).toBe('- "A", CONTENT stage, opens when the stage before it has passed');
    expect([more(50), more(51)]).toEqual([[], ['- and 1 more']]);
  });
});
