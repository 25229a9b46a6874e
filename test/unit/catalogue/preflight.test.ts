import { describe, expect, it } from 'vitest';
import { blockers, preflight, PREFLIGHT_RULES, type PreflightSnapshot } from '../../../src/domain/catalogue/rules/preflight.js';

const ITEM = { id: 'i1', kind: 'VIDEO', title: 'Lesson', url: 'https://content.example.in/1.mp4', durationSeconds: 1800 } as const;
const GOOD: PreflightSnapshot = {
  title: 'Noting and drafting', summary: 'How notes are written on files.', description: 'For section officers.', languages: ['en'],
  durationSeconds: 1800, captions: true, transcript: true, inclusion: 'SUBSCRIPTION', priced: false, competencies: 1,
  modules: [{ id: 'm1', title: 'What a note is for', items: [ITEM] }], titleRepeated: false, unanswered: [],
};

function found(change: Partial<PreflightSnapshot>): string[] {
  return preflight({ ...GOOD, ...change }).map(({ rule, path, severity }) => `${rule} ${path} ${severity}`);
}

type Item = PreflightSnapshot['modules'][number]['items'][number];
const withItems = (...items: Partial<Item>[]): Pick<PreflightSnapshot, 'modules'> => ({
  modules: [{ id: 'm1', title: 'One', items: items.map((item, index) => ({ ...ITEM, id: `i${index + 1}`, ...item })) }],
});

const TABLE: readonly [string, Partial<PreflightSnapshot>, string[]][] = [
  ['nothing wrong', {}, []],
  ['a title of four characters', { title: 'Note' }, ['TITLE_LENGTH title BLOCKER']],
  ['a title of five characters', { title: 'नोटिंग' }, []],
  ['a title that another course has', { titleRepeated: true }, ['TITLE_REPEATED title MAJOR']],
  ['a summary of 19 characters', { summary: 'x'.repeat(19) }, ['SUMMARY_LENGTH summary BLOCKER']],
  ['a summary of 20 characters', { summary: 'x'.repeat(20) }, []],
  ['no description', { description: '' }, ['DESCRIPTION_MISSING description MAJOR']],
  ['no language', { languages: [] }, ['LANGUAGE_MISSING languages BLOCKER']],
  ['no competency', { competencies: 0 }, ['COMPETENCY_MISSING competencies BLOCKER']],
  ['no module', { modules: [] }, ['MODULE_MISSING modules BLOCKER']],
  ['an empty module', { modules: [...GOOD.modules, { id: 'm2', title: 'Two', items: [] }] }, ['MODULE_EMPTY modules.m2.items BLOCKER']],
  ['no duration', { durationSeconds: 0 }, ['DURATION_MISSING duration BLOCKER']],
  ['a duration 20% off', { durationSeconds: 2250 }, []],
  ['a duration more than 20% off', { durationSeconds: 2251 }, ['DURATION_DISAGREES duration MINOR']],
  ['videos without captions', { captions: false }, ['CAPTIONS_MISSING accessibility.captions MAJOR']],
  ['neither captions nor transcript', { captions: false, transcript: false },
    ['CAPTIONS_MISSING accessibility.captions MAJOR', 'TEXT_ALTERNATIVE_MISSING accessibility.transcript MAJOR']],
  ['documents only, which can be read', { captions: false, transcript: false, ...withItems({ kind: 'DOCUMENT' }) }, []],
  ['priced without a price', { inclusion: 'PRICED' }, ['PRICE_MISSING price BLOCKER']],
  ['priced', { inclusion: 'PRICED', priced: true }, []],
  ['a link over http', withItems({ url: 'http://content.example.in/1' }), ['LINK_NOT_SECURE modules.m1.items.i1.url MINOR']],
  ['the same address twice', { durationSeconds: 3600, ...withItems({}, {}) }, ['LINK_REPEATED modules.m1.items.i2.url MINOR']],
  ['a BLOCKER not answered', { unanswered: [{ id: 'f1', path: 'title' }] }, ['FINDING_UNANSWERED findings.f1 BLOCKER']],
];

describe('pre-flight', () => {
  it.each(TABLE)('%s', (_name, change, expected) => {
    expect(found(change)).toEqual(expected);
  });

  it('has a case for every rule, and says what to do in a sentence', () => {
    const all = TABLE.flatMap(([, change]) => preflight({ ...GOOD, ...change }));
    expect(new Set(all.map(({ rule }) => rule))).toEqual(new Set(Object.keys(PREFLIGHT_RULES)));
    for (const { message } of all) expect(message).toMatch(/^["A-Z].{20,}\.$/);
  });

  it('stops only for BLOCKER findings', () => {
    expect(blockers(preflight({ ...GOOD, title: 'x', description: '', captions: false })).map(({ rule }) => rule)).toEqual(['TITLE_LENGTH']);
  });
});
