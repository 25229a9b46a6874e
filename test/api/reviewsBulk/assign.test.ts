import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { onReviewsAssigned } from '../../../src/domain/reviews/onReviewsAssigned.js';
import { reviewAssignmentsAssign } from '../../../src/domain/reviews/reviewAssignmentsAssign.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { newId, publicId, uuidOf } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { bulk, counted, idOf, jobs, liveOn, mails, outcomes, queueOf } from './office.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const assign = (assignments: object[], who = 'chief-curator') => bulk(w, who, 'reviewAssignmentsAssign', { assignments });

describe('reviewAssignmentsAssign', () => {
  test('reports row by row, does what can be done, and undoes nothing for the rest', async () => {
    const [first, second, third, full] = await queueOf(w, 4);
    if (first === undefined || second === undefined || third === undefined || full === undefined) throw new Error('no queue');
    await given.assignment(w, 'curator', full);
    const [compliance, content, author] = [await idOf(w, 'curator-compliance'), await idOf(w, 'curator-content'), await idOf(w, 'author')];
    const payload = await assign([
      { reviewStageId: first.reviewStageId, curatorId: compliance },
      { reviewStageId: first.reviewStageId, curatorId: compliance },
      { reviewStageId: second.reviewStageId, curatorId: content },
      { reviewStageId: second.reviewStageId, curatorId: author },
      { reviewStageId: publicId('review_stage', newId()), curatorId: compliance },
      { reviewStageId: second.courseVersionId, curatorId: compliance },
      { reviewStageId: third.reviewStageId, curatorId: publicId('user', newId()) },
      { reviewStageId: third.reviewStageId, curatorId: 'nonsense' },
      { reviewStageId: full.reviewStageId, curatorId: compliance },
      { reviewStageId: third.reviewStageId, curatorId: compliance },
    ]);
    const at = (index: number, field: string): string => `input assignments ${index} ${field}`.trimEnd();
    expect(outcomes(payload)).toEqual([
      'done', `ILLEGAL_STATE ${at(1, '')}`, `INVALID ${at(2, 'curatorId')}`, `CONFLICT_OF_INTEREST ${at(3, 'curatorId')}`,
      `NOT_FOUND ${at(4, 'reviewStageId')}`, `NOT_FOUND ${at(5, 'reviewStageId')}`, `NOT_FOUND ${at(6, 'curatorId')}`,
      `NOT_FOUND ${at(7, 'curatorId')}`, `ILLEGAL_STATE ${at(8, '')}`, 'done',
    ]);
    expect(payload.results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(payload.results[5]?.reviewStageId).toBe(second.courseVersionId);
    expect(payload.results[9]?.reviewAssignment).toMatchObject({ state: 'ACTIVE', curator: { name: 'Rajiv Nair' } });
    expect(payload.userErrors).toEqual(payload.results.flatMap(({ userErrors }) => userErrors));
    expect([...(await liveOn(w, [first, second, third, full].map((each) => each.reviewStageId))).values()].sort()).toEqual([0, 1, 1, 1]);
    const made = payload.results.flatMap(({ reviewAssignment }) => (reviewAssignment === null ? [] : [uuidOf('review_assignment', reviewAssignment.id) ?? '']));
    const events = await w.owner`select 1 from audit_event where subject_type = 'review_assignment' and action = 'reviewAssignmentsAssign'
      and subject_id = any(${made}::uuid[])`;
    expect(events).toHaveLength(2);
  });

  test('keeps one person to one stage of a round, also within the batch', async () => {
    const [review] = await queueOf(w, 1);
    const [second] = await w.owner<{ id: string }[]>`select id from review_stage where round_id = ${uuidOf('review_round', review?.reviewRoundId ?? '')} and position = 2`;
    const curatorId = await idOf(w, 'curator');
    const payload = await assign([
      { reviewStageId: publicId('review_stage', second?.id ?? ''), curatorId }, { reviewStageId: review?.reviewStageId, curatorId },
    ]);
    expect(outcomes(payload)).toEqual(['done', 'FOUR_EYES input assignments 1 curatorId']);
  });

  test('says why of every row where none can be done, and writes nothing', async () => {
    const curatorId = await idOf(w, 'curator-content');
    const [review] = await queueOf(w, 1);
    const before = await fingerprintOf(w);
    const payload = await assign([{ reviewStageId: review?.reviewStageId, curatorId }, { reviewStageId: 'nonsense', curatorId }]);
    expect(outcomes(payload)).toEqual(['INVALID input assignments 0 curatorId', 'NOT_FOUND input assignments 1 reviewStageId']);
    expect(await fingerprintOf(w)).toBe(before);
  });

  test('is refused as a whole to whoever is no chief curator, and for no rows', async () => {
    const before = await fingerprintOf(w);
    for (const who of ['curator', 'author', 'platform-admin', 'auditor', 'newcomer']) {
      const { results, userErrors } = await assign([{ reviewStageId: 'x', curatorId: 'x' }], who);
      expect([who, results, userErrors.map(({ code }) => code)]).toEqual([who, [], ['FORBIDDEN']]);
    }
    expect((await assign([])).userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'assignments'] }]);
    expect(await fingerprintOf(w)).toBe(before);
  });

  test('sends each curator one mail for all of his', async () => {
    const reviews = await queueOf(w, 3);
    const [compliance, all] = [await idOf(w, 'curator-compliance'), await idOf(w, 'curator')];
    const earlier = (await jobs(w, 'onReviewsAssigned')).length;
    const payload = await assign(reviews.map(({ reviewStageId }, index) => ({ reviewStageId, curatorId: index === 0 ? all : compliance })));
    expect(outcomes(payload)).toEqual(['done', 'done', 'done']);
    const told = (await jobs(w, 'onReviewsAssigned')).slice(earlier);
    expect(told).toHaveLength(2);
    const deps = { db: w.db, mail: outboxMail({ db: w.db, log: pino({ level: 'silent' }), now: w.clock.now }, null) };
    for (const payloadOfJob of [...told, ...told]) await onReviewsAssigned(deps, payloadOfJob);
    const sent = await mails(w, 'reviewsAssigned');
    expect(sent.map(({ recipient, subject }) => [recipient, subject]).sort()).toEqual([
      ['curator-compliance@example.in', 'You are to review 2 courses'], ['curator@example.in', 'You are to review a course'],
    ]);
    const body = sent.find(({ recipient }) => recipient === 'curator-compliance@example.in')?.body ?? '';
    expect(body.match(/^- "Noting and drafting \d+", COMPLIANCE stage, due on \d\d \w{3} \d{4}$/gm)).toHaveLength(2);
  });

  test('takes as many statements for fifty rows as for two, and one for what is read back', async () => {
    const reviews = await queueOf(w, 52);
    const curatorId = await idOf(w, 'curator');
    const rows = reviews.map(({ reviewStageId }) => ({ reviewStageId, curatorId }));
    const sent = async (assignments: typeof rows): Promise<number> => {
      const { ctx, statements } = counted(await w.ctx('chief-curator'));
      await reviewAssignmentsAssign(ctx, { assignments });
      return statements();
    };
    const few = await sent(rows.slice(0, 2));
    expect([few, await sent(rows.slice(2))]).toEqual([few, few]);
    expect(few).toBeLessThan(20);
    const [one] = await queueOf(w, 1);
    let read = 0;
    const stop = observeReader((event) => { if (event.kind === 'statement') read += 1; });
    expect(outcomes(await assign([...rows, { reviewStageId: one?.reviewStageId ?? '', curatorId }])).filter((each) => each === 'done')).toHaveLength(1);
    stop();
    expect(read).toBe(1);
  }, 60_000);
});
