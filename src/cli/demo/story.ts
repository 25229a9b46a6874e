import * as documents from './operations.generated.js';
import { Telling, told, type Ask, type Say } from './telling.js';

type Version = NonNullable<documents.StoryVersionQuery['courseVersion']>;
type Stage = NonNullable<Version['currentRound']>['stages'][number];

/** The state of one telling of the story. */
class Publishing extends Telling {
  /** The membership through which the founder of the university acts. */
  membership: string | undefined;
  providerId = '';
  courseId = '';
  slug = '';
  versionId = '';
  revision = 1;
  findingId = '';

  override membershipOf(who: string): string | undefined {
    return who === 'asha' ? this.membership : undefined;
  }

  async version(): Promise<Version> {
    const { courseVersion } = await this.ask('asha', documents.StoryVersionDocument, { id: this.versionId }, this.membership);
    told(courseVersion !== null, 'the provider cannot read its own version');
    this.revision = courseVersion.revision;
    return courseVersion;
  }

  async found(): Promise<boolean> {
    const { courseSearch } = await this.ask(null, documents.StorySearchDocument, { query: `Stewardship ${this.suffix}` });
    return courseSearch.nodes.some((course) => course.id === this.courseId);
  }
}

/**
 * Plays the first story of the marketplace: a university applies and is verified, writes a course, curators find
 * something, it is mended, two stages approve, it is published, found, suspended and reinstated. Throws NotAsTold at
 * the first step that does not go as told; answers the number of steps.
 */
export async function playStory(ask: Ask, say: Say): Promise<number> {
  let steps = 0;
  const t = new Publishing(ask, (line) => { steps += 1; say(line); });
  await apply(t);
  await write(t);
  await firstReview(t);
  await secondReview(t);
  await live(t);
  return steps;
}

async function apply(t: Publishing): Promise<void> {
  // Whoever has told the story before has memberships already, and says through which one she acts.
  const before = await t.ask('asha', documents.StoryViewerDocument, {});
  t.membership = before.viewer?.memberships[0]?.id;
  const name = `Asha University of Governance ${t.suffix}`;
  const university = await t.mutate('asha', documents.StoryApplyDocument, {
    kind: 'PROVIDER', name, stateCode: '29', registrationKind: 'AISHE', registrationNumber: `U-${String(1000 + Math.floor(Math.random() * 8999))}${t.suffix.replace(/\D/g, '').slice(0, 1)}`,
    about: 'Teaches public administration in Bengaluru.',
  });
  told(university.state === 'APPLIED', `a new organisation is APPLIED, not ${university.state}`);
  t.providerId = university.id;
  const { viewer } = await t.ask('asha', documents.StoryViewerDocument, {});
  t.membership = viewer?.memberships.find((membership) => membership.organisation?.id === t.providerId)?.id;
  told(t.membership !== undefined, 'the applicant is not a member of what she applied for');
  t.say(`Asha applies for '${name}'; it waits, APPLIED, and she administers it.`);
  const early = await t.refused('asha', documents.StoryCourseCreateDocument, { title: 'Too early' });
  t.say(`She tries to write a course at once and is told: ${early.message}`);
  const verified = await t.mutate('platform-admin', documents.StoryVerifyDocument, { organisationId: t.providerId });
  told(verified.state === 'VERIFIED', 'the university is not verified');
  t.say('Gopal, of the platform, checks the papers and verifies the university.');
}

async function write(t: Publishing): Promise<void> {
  const course = await t.mutate('asha', documents.StoryCourseCreateDocument, {
    title: `Stewardship of public records ${t.suffix}`,
  });
  told(course.openVersion !== null, 'a new course has no open version');
  Object.assign(t, { courseId: course.id, slug: course.slug, versionId: course.openVersion.id, revision: course.openVersion.revision });
  t.say(`Asha starts a course; its first version is a DRAFT (${course.slug}).`);
  const findings = (await t.version()).preflight ?? [];
  told(findings.some((finding) => finding.severity === 'BLOCKER'), 'pre-flight finds nothing in an empty draft');
  t.say(`Pre-flight tells her what curators would say: ${findings.length} things, such as: ${findings[0]?.message ?? ''}`);
  const blocked = await t.refused('asha', documents.StorySubmitDocument, { courseVersionId: t.versionId });
  told(blocked.code === 'BLOCKED', `an empty draft is refused as BLOCKED, not ${blocked.code}`);
  t.say('She submits it all the same and is refused: the blockers stand in the way.');
  await fill(t);
  const left = ((await t.version()).preflight ?? []).filter((finding) => finding.severity === 'BLOCKER');
  told(left.length === 0, `pre-flight still blocks: ${left.map((finding) => finding.message).join(' ')}`);
  t.say('She fills it in: summary, language, competencies, two modules with a video and a reading. Pre-flight is content.');
}

async function fill(t: Publishing): Promise<void> {
  const { competencies } = await t.ask(null, documents.StoryCompetenciesDocument, {});
  await t.mutate('asha', documents.StoryUpdateDocument, {
    courseVersionId: t.versionId, revision: t.revision,
    summary: 'How records of a public office are kept, weeded and handed to the archives.',
    description: 'For section officers. After it, a participant keeps a register of records and knows what may be destroyed.',
    languages: ['en', 'hi'], level: 'FOUNDATION', duration: 'PT40M', licence: 'CC_BY_4_0',
    accessibility: { captions: true, transcript: true, signLanguage: false },
    competencies: competencies.nodes.slice(0, 2).map(({ id }, index) => ({ competencyId: id, level: index + 1 })),
  });
  for (const [title, kind, file] of [['Why records matter', 'VIDEO', 'why.mp4'], ['Keeping the register', 'DOCUMENT', 'register.pdf']] as const) {
    await t.version();
    await t.mutate('asha', documents.StoryModuleAddDocument, { courseVersionId: t.versionId, revision: t.revision, title });
    const moduleId = (await t.version()).modules.at(-1)?.id;
    told(moduleId !== undefined, 'a module that was added is not there');
    await t.mutate('asha', documents.StoryItemAddDocument, {
      moduleId, revision: t.revision, kind, title, url: `https://content.example.in/${t.suffix}/${file}`, duration: 'PT20M',
    });
  }
}

async function submit(t: Publishing): Promise<Stage[]> {
  const version = await t.mutate('asha', documents.StorySubmitDocument, { courseVersionId: t.versionId });
  told(version.state === 'IN_REVIEW', `a submitted version is IN_REVIEW, not ${version.state}`);
  return version.currentRound?.stages ?? [];
}

async function claim(t: Publishing, who: string, stage: Stage | undefined): Promise<string> {
  told(stage !== undefined, 'the round has no such stage');
  const { id } = await t.mutate(who, documents.StoryClaimDocument, { reviewStageId: stage.id });
  return id;
}

const scores = (stage: Stage | undefined, score: number) => (stage?.rubric ?? []).map((criterion) => ({ criterion, score }));

async function firstReview(t: Publishing): Promise<void> {
  const stages = await submit(t);
  t.say(`Asha submits; the version is frozen and goes through ${stages.map((stage) => stage.specialism.toLowerCase()).join(', then ')}.`);
  const frozen = await t.refused('asha', documents.StoryUpdateDocument, { courseVersionId: t.versionId, revision: t.revision, title: 'Another title' });
  told(frozen.code === 'ILLEGAL_STATE', `a frozen version refuses edits as ILLEGAL_STATE, not ${frozen.code}`);
  const { reviewQueue } = await t.ask('curator-compliance', documents.StoryQueueDocument, {});
  told(reviewQueue.nodes.some((stage) => stage.id === stages[0]?.id), 'the stage is not in the curator\'s queue');
  const assignment = await claim(t, 'curator-compliance', stages[0]);
  t.say('Rajiv, curator for compliance, finds it in his queue and claims it.');
  const finding = await t.mutate('curator-compliance', documents.StoryFindingCreateDocument, {
    courseVersionId: t.versionId, path: 'licence', severity: 'BLOCKER', body: 'The photographs in module one are not yours to licence so.',
  });
  t.findingId = finding.id;
  const blocked = await t.refused('curator-compliance', documents.StoryDecideDocument, {
    reviewAssignmentId: assignment, verdict: 'APPROVE', reason: 'Fine otherwise.', scores: scores(stages[0], 4),
  });
  told(blocked.code === 'BLOCKED', `an open BLOCKER refuses approval as BLOCKED, not ${blocked.code}`);
  const back = await t.mutate('curator-compliance', documents.StoryDecideDocument, {
    reviewAssignmentId: assignment, verdict: 'REQUEST_CHANGES', reason: 'Clear the licence of the photographs.',
  });
  told(back.state === 'DRAFT', `after a request for changes the version is a DRAFT, not ${back.state}`);
  t.say('He raises a BLOCKER on the licence, cannot approve over it, and requests changes: the version is a DRAFT again.');
}

async function secondReview(t: Publishing): Promise<void> {
  await t.mutate('asha', documents.StoryFindingAnswerDocument, { findingId: t.findingId, body: 'Replaced by photographs of our own.' });
  await t.version();
  await t.mutate('asha', documents.StoryUpdateDocument, { courseVersionId: t.versionId, revision: t.revision, licence: 'CC_BY_SA_4_0' });
  t.say('Asha answers the finding, mends the licence, and submits again.');
  const [compliance, content] = await submit(t);
  const first = await claim(t, 'curator-compliance', compliance);
  await t.mutate('curator-compliance', documents.StoryFindingResolveDocument, { findingId: t.findingId });
  await t.mutate('curator-compliance', documents.StoryDecideDocument, { reviewAssignmentId: first, verdict: 'APPROVE', reason: 'Licence is clear now.', scores: scores(compliance, 5) });
  t.say('Rajiv resolves his finding and approves; the content stage opens.');
  const early = await t.refused('asha', documents.StoryPublishDocument, { courseVersionId: t.versionId });
  t.say(`Asha tries to publish after one of two stages and is told: ${early.message}`);
  const second = await claim(t, 'curator-content', content);
  const approved = await t.mutate('curator-content', documents.StoryDecideDocument, {
    reviewAssignmentId: second, verdict: 'APPROVE', reason: 'Accurate, clear, the right length.', scores: scores(content, 4),
  });
  told(approved.state === 'APPROVED', `after both stages the version is APPROVED, not ${approved.state}`);
  t.say('Sunita, curator for content, another person, approves the second stage: the version is APPROVED.');
}

async function live(t: Publishing): Promise<void> {
  told(!await t.found(), 'an approved but unpublished course is found by search');
  await t.mutate('asha', documents.StoryPublishDocument, { courseVersionId: t.versionId });
  told(await t.found(), 'the published course is not found by search');
  const { course } = await t.ask(null, documents.StoryCourseDocument, { slug: t.slug });
  told(course?.id === t.courseId, 'a visitor cannot open the published course');
  t.say('Asha publishes. A visitor finds the course by search and opens it.');
  await t.mutate('chief-curator', documents.StorySuspendDocument, { courseVersionId: t.versionId, reason: 'A complaint about a photograph is being looked into.' });
  told(!await t.found(), 'a suspended course is found by search');
  const gone = await t.ask(null, documents.StoryCourseDocument, { slug: t.slug });
  told(gone.course === null, 'a visitor can open a suspended course');
  t.say('Nandini, chief curator, suspends it: it is gone from search and catalogue at once.');
  await t.mutate('chief-curator', documents.StoryReinstateDocument, { courseVersionId: t.versionId });
  told(await t.found(), 'the reinstated course is not found by search');
  t.say('The complaint is settled; she reinstates it, and it is back.');
  const { auditEvents } = await t.ask('auditor', documents.StoryAuditDocument, { subjectId: t.versionId });
  const wanted = ['courseVersionSubmit', 'reviewDecide', 'courseVersionPublish', 'courseVersionSuspend', 'courseVersionReinstate'];
  told(wanted.every((action) => auditEvents.nodes.some((event) => event.action === action)), 'the record does not tell the whole story');
  t.say(`Farida, auditor, reads it all in the record: ${auditEvents.nodes.length} entries about this version, who did what and why.`);
}
