import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onCourseVersionDecided } from '../../../src/domain/reviews/onCourseVersionDecided.js';
import { onReviewAssigned } from '../../../src/domain/reviews/onReviewAssigned.js';
import { reviewAssignmentAssign } from '../../../src/domain/reviews/reviewAssignmentAssign.js';
import { reviewAssignmentRelease } from '../../../src/domain/reviews/reviewAssignmentRelease.js';
import { REVIEW_OUTCOMES } from '../../../src/domain/reviews/rules/outcomes.js';
import type { MailPort } from '../../../src/integrations/mail/mail.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { publicId } from '../../../src/lib/ids.js';
import { done, openDesk, TWO_STAGES, type Desk } from './desk.js';

let desk: Desk;
let deps: { db: Desk['db']; mail: MailPort };
beforeAll(async () => {
  desk = await openDesk();
  deps = { db: desk.db, mail: outboxMail({ db: desk.db, log: pino({ level: 'silent' }), now: () => new Date() }, null) };
  await desk.policy(TWO_STAGES);
});
afterAll(() => desk.close());

const mails = (template: string) => desk.owner<{ recipient: string; subject: string; body: string }[]>`
  select recipient, subject, body from mail_message where template = ${template} order by created_at, recipient`;

test('the author and the administrators are told of every outcome, each once', async () => {
  const { versionId } = await desk.inReview();
  const { roundId } = await desk.stage(versionId, 1);
  for (const outcome of [...REVIEW_OUTCOMES, ...REVIEW_OUTCOMES]) {
    await onCourseVersionDecided(deps, { courseVersionId: versionId, roundId, outcome, reason: 'Because it is so.' });
  }
  const sent = await mails('courseVersionDecided');
  expect(sent).toHaveLength(2 * REVIEW_OUTCOMES.length);
  expect([...new Set(sent.map((mail) => mail.recipient))].sort()).toEqual(['admin@example.in', 'author@example.in']);
  expect(new Set(sent.map((mail) => mail.subject)).size).toBe(REVIEW_OUTCOMES.length);
  for (const mail of sent) expect(mail.body).toContain('Because it is so.');
});

test('a curator is told of what he was put on, once, and not when it was given back before', async () => {
  const { versionId } = await desk.inReview();
  const assign = async (position: number, who: string): Promise<string> => {
    const { id } = await desk.stage(versionId, position);
    return done(await reviewAssignmentAssign(desk.as('chief'), {
      reviewStageId: publicId('review_stage', id), curatorId: publicId('user', desk.userId(who)),
    })).reviewAssignmentId;
  };
  const [kept, given] = [await assign(1, 'compliance'), await assign(2, 'content')];
  done(await reviewAssignmentRelease(desk.as('content'), { reviewAssignmentId: publicId('review_assignment', given) }));
  for (const assignmentId of [kept, kept, given]) await onReviewAssigned(deps, { assignmentId });
  const sent = await mails('reviewAssigned');
  expect(sent.map((mail) => mail.recipient)).toEqual(['compliance@example.in']);
  expect(sent[0]?.body).toMatch(/COMPLIANCE stage .*"Noting and drafting".* due on \d\d \w{3} \d{4}\./);
});

test('a payload that is none is a bug, not a mail', async () => {
  await expect(onCourseVersionDecided(deps, { courseVersionId: 'x' })).rejects.toThrow();
  await expect(onReviewAssigned(deps, {})).rejects.toThrow();
});
