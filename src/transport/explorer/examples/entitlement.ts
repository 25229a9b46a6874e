import type { Example } from './example.js';

/** For learners. */
export const MAY_I: Example = {
  title: 'May I open this course?',
  about: 'The rule that decides it, or the reason why not, with the seat and the dates it rests on.',
  variables: { courseId: '' },
  fill: [{
    query: 'query { courses(first: 20, filter: { inclusion: SUBSCRIPTION }) { nodes { id } } }', at: 'courses.nodes', set: { courseId: 'id' },
    none: 'No published course is included in the subscription.',
  }],
  query: `query MayI($courseId: ID!) {
  courseAccess(courseId: $courseId) {
    allowed
    rule
    reason
    message
    startsOn
    endsOn
    seat { id state }
    subscription { id state }
    courseVersion { id title }
  }
}
`,
};
