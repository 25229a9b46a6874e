import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { contentItemAdd } from '../../../src/domain/catalogue/contentItemAdd.js';
import { contentItemMove } from '../../../src/domain/catalogue/contentItemMove.js';
import { contentItemRemove } from '../../../src/domain/catalogue/contentItemRemove.js';
import { contentItemUpdate } from '../../../src/domain/catalogue/contentItemUpdate.js';
import { courseCreate } from '../../../src/domain/catalogue/courseCreate.js';
import { courseVersionCreate } from '../../../src/domain/catalogue/courseVersionCreate.js';
import { courseVersionPublish } from '../../../src/domain/catalogue/courseVersionPublish.js';
import { courseVersionReinstate } from '../../../src/domain/catalogue/courseVersionReinstate.js';
import { courseVersionRetire } from '../../../src/domain/catalogue/courseVersionRetire.js';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionSuspend } from '../../../src/domain/catalogue/courseVersionSuspend.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { courseVersionWithdraw } from '../../../src/domain/catalogue/courseVersionWithdraw.js';
import { moduleAdd } from '../../../src/domain/catalogue/moduleAdd.js';
import { moduleMove } from '../../../src/domain/catalogue/moduleMove.js';
import { moduleRemove } from '../../../src/domain/catalogue/moduleRemove.js';
import { moduleUpdate } from '../../../src/domain/catalogue/moduleUpdate.js';
import type { Outcome } from '../../../src/lib/refusal.js';
import { setStage, told, unknownId, type Draft, type Stage } from './stage.js';
import { everything } from './states.js';

let stage: Stage;
let draft: Draft;
let other: Draft;
beforeAll(async () => {
  stage = await setStage();
  draft = await stage.draft();
  other = await stage.draft('Another course');
});
afterAll(() => stage.close());

type Input = Record<string, unknown>;
/** A wrong input, and code and path of each error it gets. */
type Wrong = readonly [name: string, input: () => Input, errors: readonly [string, string][]];

const LONG = 'x'.repeat(301);

/** What holds for the content of every draft. */
const CONTENT: readonly Wrong[] = [
  ['an empty title', () => ({ title: '  ' }), [['INVALID', 'input.title']]],
  ['a title of 301 characters', () => ({ title: LONG }), [['INVALID', 'input.title']]],
  ['a title with NUL', () => ({ title: 'a\u0000b' }), [['INVALID', 'input.title']]],
  ['a title of two lines', () => ({ title: 'a\nb' }), [['INVALID', 'input.title']]],
  ['half a character', () => ({ title: 'a\ud800' }), [['INVALID', 'input.title']]],
  ['a summary of 1001 characters', () => ({ summary: 'x'.repeat(1001) }), [['INVALID', 'input.summary']]],
  ['a description of 20001 characters', () => ({ description: 'x'.repeat(20_001) }), [['INVALID', 'input.description']]],
  ['two wrong fields', () => ({ title: '', summary: '\u0000' }), [['INVALID', 'input.title'], ['INVALID', 'input.summary']]],
  ['a language that is none', () => ({ languages: ['hindi language'] }), [['INVALID', 'input.languages']]],
  ['a language twice', () => ({ languages: ['hi', 'HI'] }), [['INVALID', 'input.languages']]],
  ['31 languages', () => ({ languages: Array.from({ length: 31 }, (_, i) => `en-x-a${i}`) }), [['INVALID', 'input.languages']]],
  ['a level that is none', () => ({ level: 'EXPERT' }), [['INVALID', 'input.level']]],
  ['a duration in months', () => ({ duration: 'P1M' }), [['INVALID', 'input.duration']]],
  ['a duration too long', () => ({ duration: 'PT10001H' }), [['INVALID', 'input.duration']]],
  ['a licence that is none', () => ({ licence: 'GPL' }), [['INVALID', 'input.licence']]],
  ['a price of nothing', () => ({ inclusion: 'PRICED', price: { amountMinor: 0n } }), [['INVALID', 'input.price.amountMinor']]],
  ['a price too high', () => ({ inclusion: 'PRICED', price: { amountMinor: 100_000_000_001n } }), [['INVALID', 'input.price.amountMinor']]],
  ['a price in dollars', () => ({ inclusion: 'PRICED', price: { amountMinor: 1n, currency: 'USD' } }), [['INVALID', 'input.price.currency']]],
  ['a price in the subscription', () => ({ price: { amountMinor: 1n } }), [['INVALID', 'input.price']]],
  ['an unknown competency', () => ({ competencies: [{ competencyId: unknownId('competency'), level: 1 }] }), [['NOT_FOUND', 'input.competencies.0.competencyId']]],
  ['a competency that is a course', () => ({ competencies: [{ competencyId: draft.courseId, level: 1 }] }), [['NOT_FOUND', 'input.competencies.0.competencyId']]],
  ['a competency twice', () => ({ competencies: [competency(1), competency(2)] }), [['INVALID', 'input.competencies.1.competencyId']]],
  ['level 6', () => ({ competencies: [competency(6)] }), [['INVALID', 'input.competencies.0.level']]],
  ['101 competencies', () => ({ competencies: Array.from({ length: 101 }, () => competency(1)) }), [['INVALID', 'input.competencies']]],
];

const competency = (level: number): object => ({ competencyId: stage.competencyIds[0], level });

const REVISION: readonly Wrong[] = [
  ['a stale revision', () => ({ revision: 2 }), [['STALE_REVISION', 'input.revision']]],
  ['a revision to come', () => ({ revision: 4 }), [['STALE_REVISION', 'input.revision']]],
  ['revision 0', () => ({ revision: 0 }), [['INVALID', 'input.revision']]],
];

/** An id that is none, of another type, or of nothing. */
function ids(name: string, prefix: 'course' | 'course_version' | 'module' | 'content_item'): readonly Wrong[] {
  const errors: readonly [string, string][] = [['NOT_FOUND', `input.${name}`]];
  return [
    ['no id', () => ({ [name]: 'nonsense' }), errors],
    ['an id of another type', () => ({ [name]: stage.competencyIds[0] }), errors],
    ['an id of nothing', () => ({ [name]: unknownId(prefix) }), errors],
    ['an id too long', () => ({ [name]: LONG }), [['INVALID', `input.${name}`]]],
  ];
}

const POSITION: readonly Wrong[] = [
  ['a position below 0', () => ({ position: -1 }), [['INVALID', 'input.position']]],
  ['a position beyond 199', () => ({ position: 200 }), [['INVALID', 'input.position']]],
  ['a position that leaves a gap', () => ({ position: 7 }), [['INVALID', 'input.position']]],
];
const TITLE = CONTENT.slice(0, 5);
const ITEM: readonly Wrong[] = [
  ...TITLE,
  ['an address of another kind', () => ({ url: 'ftp://example.in/a' }), [['INVALID', 'input.url']]],
  ['an address with a password', () => ({ url: 'https://u:p@example.in/a' }), [['INVALID', 'input.url']]],
  ['an address of 2001 characters', () => ({ url: `https://example.in/${'a'.repeat(1982)}` }), [['INVALID', 'input.url']]],
  ['a kind that is none', () => ({ kind: 'GAME' }), [['INVALID', 'input.kind']]],
  ['a duration too long', () => ({ duration: 'PT1001H' }), [['INVALID', 'input.duration']]],
];

interface Case {
  readonly name: string;
  readonly who: 'author' | 'admin' | 'chief';
  readonly run: (ctx: Ctx, input: never) => Promise<Outcome<unknown>>;
  /** An input that is right; wrong ones differ from it in what they name. */
  readonly right: () => Input;
  readonly wrong: readonly Wrong[];
}

const version = (): Input => ({ courseVersionId: draft.courseVersionId, revision: draft.revision });
const module = (): Input => ({ moduleId: draft.moduleId, revision: draft.revision });
const item = (): Input => ({ contentItemId: draft.contentItemId, revision: draft.revision });
const newItem = (): Input => ({ ...module(), kind: 'LINK', title: 'x', url: 'https://x.example.in/' });
const VERSION = ids('courseVersionId', 'course_version');
const EDIT = [...VERSION, ...REVISION];
const MODULE = [...ids('moduleId', 'module'), ...REVISION];
const ITEM_ID = [...ids('contentItemId', 'content_item'), ...REVISION];

const CASES: readonly Case[] = [
  { name: 'courseCreate', who: 'author', run: courseCreate, right: () => ({ title: 'x' }), wrong: [...CONTENT,
    ['a slug in use', () => ({ slug: 'noting-and-drafting' }), [['TAKEN', 'input.slug']]],
    ['a slug of capitals', () => ({ slug: 'Noting' }), [['INVALID', 'input.slug']]],
    ['a slug of 121 characters', () => ({ slug: 'x'.repeat(121) }), [['INVALID', 'input.slug']]]] },
  { name: 'courseVersionCreate', who: 'author', run: courseVersionCreate, right: () => ({}), wrong: [...ids('courseId', 'course'),
    ['a course with an open version', () => ({ courseId: draft.courseId }), [['ILLEGAL_STATE', '']]]] },
  { name: 'courseVersionUpdate', who: 'author', run: courseVersionUpdate, right: version, wrong: [...EDIT, ...CONTENT] },
  { name: 'courseVersionSubmit', who: 'admin', run: courseVersionSubmit, right: version, wrong: EDIT },
  { name: 'courseVersionWithdraw', who: 'admin', run: courseVersionWithdraw, right: version, wrong: VERSION },
  { name: 'courseVersionPublish', who: 'admin', run: courseVersionPublish, right: version, wrong: VERSION },
  { name: 'courseVersionRetire', who: 'admin', run: courseVersionRetire, right: version, wrong: [...VERSION,
    ['a reason too long', () => ({ reason: 'x'.repeat(2001) }), [['INVALID', 'input.reason']]]] },
  { name: 'courseVersionSuspend', who: 'chief', run: courseVersionSuspend, right: () => ({ ...version(), reason: 'x' }), wrong: [...VERSION,
    ['no reason', () => ({ reason: ' ' }), [['INVALID', 'input.reason']]],
    ['a reason with NUL', () => ({ reason: 'a\u0000' }), [['INVALID', 'input.reason']]]] },
  { name: 'courseVersionReinstate', who: 'chief', run: courseVersionReinstate, right: version, wrong: VERSION },
  { name: 'moduleAdd', who: 'author', run: moduleAdd, right: () => ({ ...version(), title: 'x' }), wrong: [...EDIT, ...TITLE, ...POSITION] },
  { name: 'moduleUpdate', who: 'author', run: moduleUpdate, right: module, wrong: [...MODULE, ...TITLE] },
  { name: 'moduleMove', who: 'author', run: moduleMove, right: () => ({ ...module(), position: 0 }), wrong: [...MODULE, ...POSITION] },
  { name: 'moduleRemove', who: 'author', run: moduleRemove, right: module, wrong: MODULE },
  { name: 'contentItemAdd', who: 'author', run: contentItemAdd, right: newItem, wrong: [...MODULE, ...ITEM, ...POSITION] },
  { name: 'contentItemUpdate', who: 'author', run: contentItemUpdate, right: item, wrong: [...ITEM_ID, ...ITEM] },
  { name: 'contentItemMove', who: 'author', run: contentItemMove, right: () => ({ ...item(), position: 0 }), wrong: [...ITEM_ID, ...POSITION,
    ['a module of another course', () => ({ moduleId: other.moduleId }), [['NOT_FOUND', 'input.moduleId']]],
    ['an unknown module', () => ({ moduleId: unknownId('module') }), [['NOT_FOUND', 'input.moduleId']]]] },
  { name: 'contentItemRemove', who: 'author', run: contentItemRemove, right: item, wrong: ITEM_ID },
];

describe.each(CASES)('$name', ({ who, run, right, wrong }) => {
  it.each(wrong)('%s', async (_name, input, errors) => {
    const before = await everything(stage, draft.courseId);
    const outcome = await run(stage.as(who), { ...right(), ...input() } as never);
    expect(told(outcome)).toEqual(errors);
    expect(await everything(stage, draft.courseId)).toBe(before);
  });
});

describe('limits', () => {
  it('are 200 modules a version and 200 content items a module', async () => {
    const full = await stage.draft('Full');
    await stage.owner`insert into module (id, course_version_id, lineage_id, position, title, summary)
      select uuidv7(), m.course_version_id, uuidv7(), n, 'x', '' from module m, generate_series(1, 198) n where m.title <> 'x'
        and m.course_version_id = (select v.id from course_version v where v.title = 'Full')`;
    await stage.owner`insert into content_item (id, course_version_id, module_id, lineage_id, position, kind, title, url, duration_seconds)
      select uuidv7(), i.course_version_id, i.module_id, uuidv7(), n, i.kind, 'x', i.url, 0 from content_item i, generate_series(1, 198) n
      where i.course_version_id = (select v.id from course_version v where v.title = 'Full')`;
    const at = (revision: number): Input => ({ courseVersionId: full.courseVersionId, moduleId: full.moduleId, revision });
    const add = { kind: 'LINK', title: 'x', url: 'https://x.example.in/', position: 0 };
    expect(await moduleAdd(stage.as('author'), { ...at(3), title: 'x', position: 0 } as never)).toHaveProperty('moduleId');
    expect(told(await moduleAdd(stage.as('author'), { ...at(4), title: 'x' } as never))).toEqual([['LIMIT_REACHED', '']]);
    expect(await contentItemAdd(stage.as('author'), { ...at(4), ...add } as never)).toHaveProperty('contentItemId');
    expect(told(await contentItemAdd(stage.as('author'), { ...at(5), ...add } as never))).toEqual([['LIMIT_REACHED', '']]);
  });

  it('a refused revision tells the current one', async () => {
    const outcome = await courseVersionUpdate(stage.as('author'), { courseVersionId: draft.courseVersionId, revision: 1 });
    expect(outcome).toMatchObject({ errors: [{ code: 'STALE_REVISION', message: expect.stringContaining('revision is 3 now') as unknown }] });
  });
});
