import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onCourseVersionSuspensionChanged } from '../../../src/domain/catalogue/onCourseVersionSuspensionChanged.js';
import type { MailMessage } from '../../../src/integrations/mail/mail.js';
import { publicId } from '../../../src/lib/ids.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

const SUSPEND = `mutation ($input: CourseVersionSuspendInput!) {
  courseVersionSuspend(input: $input) { courseVersion { state } userErrors { code } } }`;
const REINSTATE = `mutation ($input: CourseVersionReinstateInput!) {
  courseVersionReinstate(input: $input) { courseVersion { state } userErrors { code } } }`;

interface Job { payload: { courseVersionId: string; outcome: string; reason: string | null } }

it('tells the provider why a course was suspended, and that it is back, once each', async () => {
  const [version] = await w.owner<{ id: string; provider_id: string; title: string }[]>`
    select v.id, v.provider_id, v.title from course_version v join organisation o on o.id = v.provider_id
    where v.state = 'PUBLISHED' and o.slug = 'demonstration-institute-of-public-service' limit 1`;
  if (version === undefined) throw new Error('the demonstration has a published course');
  const courseVersionId = publicId('course_version', version.id);
  await w.data('chief-curator', SUSPEND, { input: { courseVersionId, reason: 'A complaint is being looked into.' } });
  await w.data('chief-curator', REINSTATE, { input: { courseVersionId } });
  const jobs = await w.owner<Job[]>`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'onCourseVersionSuspensionChanged' order by j.id`;
  expect(jobs.map(({ payload }) => [payload.outcome, payload.reason])).toEqual([
    ['SUSPENDED', 'A complaint is being looked into.'], ['REINSTATED', null]]);
  const sent: MailMessage[] = [];
  const mail = { send: (message: MailMessage) => { sent.push(message); return Promise.resolve(); } };
  for (const { payload } of jobs) await onCourseVersionSuspensionChanged({ db: w.db, mail }, payload);
  for (const { payload } of jobs) await onCourseVersionSuspensionChanged({ db: w.db, mail }, payload);
  const toAdmin = sent.filter((message) => message.recipient === 'provider-admin@example.in');
  expect(toAdmin.map((message) => message.subject)).toEqual([
    `"${version.title}" is suspended`, `"${version.title}" is back in the catalogue`,
    `"${version.title}" is suspended`, `"${version.title}" is back in the catalogue`]);
  expect(toAdmin[0]?.body).toContain('A complaint is being looked into.');
  // The mail port keeps one mail for a cause and a recipient: a repeated job has the same cause.
  expect(new Set(toAdmin.map((message) => message.causeKey)).size).toBe(2);
  expect(sent.some((message) => message.recipient === 'author@example.in')).toBe(false);
});

it('refuses a payload that is not its own', async () => {
  const mail = { send: () => Promise.reject(new Error('no mail is to be sent')) };
  await expect(onCourseVersionSuspensionChanged({ db: w.db, mail }, { courseVersionId: randomUUID() })).rejects.toThrow();
});
