import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToy, visitor, type Toy } from './toy.js';
import { toyRows } from './toyRows.js';

let toy: Toy;
beforeAll(async () => {
  const rows = toyRows(10_100);
  toy = await openToy({ ...rows, courses: rows.courses.map((row) => ({ ...row, hidden: false })), modules: [] });
});
afterAll(async () => { await toy.close(); });

test('totalCount stops at 10,000 and says so', async () => {
  const all = `{ courses(first: 1, filter: {seats: {from: 0}}) { totalCount totalCountIsCapped }
    many: courses(first: 1, query: "course-1") { totalCount totalCountIsCapped } }`;
  const document = await toy.run(visitor, all);
  expect(document).toEqual({ data: {
    courses: { totalCount: expect.any(Number) as number, totalCountIsCapped: false }, many: { totalCount: expect.any(Number) as number, totalCountIsCapped: false },
  } });
  const capped = await toy.run(
    { kind: 'person', userId: '00000000-0000-7000-8000-000000000001', email: '', name: '', membership: {
      id: '00000000-0000-7000-8000-000000000002', organisationId: '00000000-0000-7000-8000-000000000003', organisationKind: 'PLATFORM',
      roles: new Set(), specialisms: new Set() } },
    '{ courses(first: 1) { totalCount totalCountIsCapped a: totalCount } }');
  expect(capped).toEqual({ data: { courses: { totalCount: 10_000, totalCountIsCapped: true, a: 10_000 } } });
});
