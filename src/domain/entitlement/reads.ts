import { column, computed, one, timestampOf } from '../../db/reader/fields.js';
import type { Source } from '../../db/reader/read.js';
import type { Run, Shape } from '../../db/reader/shape.js';
import { uuidOf } from '../../lib/ids.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { courseVisible } from '../catalogue/reads.js';
import { accessMessage, type AccessFacts } from './rules.js';

/** Who asks about employees; a TRAINING_MANAGER about those of his department, as the database sees to. */
const ASKS_ABOUT_EMPLOYEES = ['TRAINING_MANAGER', 'PLATFORM_ADMIN', 'AUDITOR'] as const;

/** What was decided: a row of the database's function `course_access`, which alone judges. */
const courseAccess: Shape = {
  type: 'CourseAccess',
  // Rows come of what was asked: see `courseAccessAsked`.
  table: '(select * from course_access(null, null, null))',
  tenant: true,
  // Beside the database's own judgement: the role for asking about others; and a course that was never published is known to
  // those who may read it.
  visible: (row, w) => {
    const asked = w.viewer.kind === 'system' || w.viewer.has(...ASKS_ABOUT_EMPLOYEES) ? 'true' : `${row}.own`;
    const course = w.alias('vc');
    return `${asked} and (${row}.reason is distinct from 'NOT_PUBLISHED'
      or exists (select 1 from course ${course} where ${course}.id = ${row}.course_id and (${courseVisible(course, w)})))`;
  },
  fields: {
    allowed: column('allowed'),
    rule: column('rule'),
    reason: column('reason'),
    message: computed(
      (row) => ({ rule: `${row}.rule`, reason: `${row}.reason`, own: `${row}.own`, startsOn: `${row}.starts_on`, endsOn: `${row}.ends_on` }),
      (parts) => accessMessage(parts as unknown as AccessFacts),
    ),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
    courseVersion: one('CourseVersion', (row, child) => `${child}.id = ${row}.course_version_id`),
    employee: one('Employee', (row, child) => `${child}.id = ${row}.employee_id`),
    seat: one('Seat', (row, child) => `${child}.id = ${row}.seat_id`),
    subscription: one('Subscription', (row, child) => `${child}.id = ${row}.subscription_id`),
    term: one('Term', (row, child) => `${child}.id = ${row}.term_id`),
    startsOn: column('starts_on'),
    endsOn: column('ends_on'),
    decidedAt: timestampOf((_row, w) => w.now()),
  },
};

export const entitlementShapes: readonly Shape[] = [courseAccess];

/** The uuid that no row has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const courseUuid = (id: unknown): unknown => uuidOf('course', id as string);
// An id of nothing must not become a question about the person himself, as null would be.
const employeeUuid = (id: unknown): unknown => uuidOf('employee', id as string) ?? NOBODY;
const today = (run: Run): unknown => indianDateOf(run.now);

/** Whether a person may open a course, on the Indian date of the context's clock; about an employee where one is named. */
export const courseAccessAsked: Source = (w, arg) => {
  const [course, employee] = [arg('courseId'), arg('employeeId')];
  if (course === undefined) throw new Error('courseAccess is asked without a course');
  const employeeSql = employee === undefined ? 'null::uuid' : w.param(employee, 'uuid', employeeUuid);
  return `course_access(${w.param(course, 'uuid', courseUuid)}, ${employeeSql}, ${w.runParam('date', today)})`;
};
