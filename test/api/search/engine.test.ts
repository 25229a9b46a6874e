import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STOP_WORDS, GENERAL_WORDS } from '../../../src/domain/search/rules/vocabulary.js';
import { world, type World } from '../../support/world.js';
import { arrangeTitles, titlesFound } from './catalogue.js';

const LINES = [
  { title: 'कार्यालय प्रक्रिया का परिचय', summary: 'हिन्दी में।', languages: ['hi'] },
  { title: 'वस्तु एवं सेवा कर', summary: 'कर का लेखा।', languages: ['hi'] },
  { title: 'தமிழ் ஆவணங்கள் அறிமுகம்', summary: 'அலுவலகம்.', languages: ['ta'] },
  { title: 'কাৰ্যালয়ৰ নথি-পত্ৰ', summary: 'অসমীয়াত।', languages: ['as'] },
  { title: 'Kāryālaya: an office of old', summary: 'Śrī Gaṇeśa and the scribes.' },
  { title: 'Python for auditors', summary: 'Programming step by step; ground water.' },
  { title: 'C++ and C# on .NET', summary: 'Three names with signs; ground water.' },
  { title: 'Management of public finance', summary: 'The treasury.' },
  { title: 'The course of rivers', summary: 'Ground water.' },
  { title: '12 rules of ১২ and १२', summary: 'Figures.' },
] as const;
const title = (n: number): string => LINES[n]?.title ?? '';

let w: World;
beforeAll(async () => {
  w = await world();
  await arrangeTitles(w, LINES.map((line) => ({ ...line, languages: 'languages' in line ? [...line.languages] : ['en'] })));
});
afterAll(() => w.close());

describe('words of many languages', () => {
  it.each([
    ['a Hindi word', 'कार्यालय', title(0)], ['its beginning', 'कार्या', title(0)], ['another form of it', 'परिचयों', title(0)],
    ['hindi with a half n', 'हिन्दी', title(0)], ['hindi with a dot', 'हिंदी', title(0)], ['a word that is otherwise left out', 'कर', title(1)],
    ['a Tamil word', 'தமிழ்', title(2)], ['its beginning', 'ஆவண', title(2)], ['an Assamese word', 'কাৰ্যালয়ৰ', title(3)],
    ['its beginning', 'কাৰ্যা', title(3)], ['half of a compound', 'পত্ৰ', title(3)],
    ['Latin without its marks', 'karyalaya', title(4)], ['with them', 'kāryālaya', title(4)], ['taken apart', 'ka\u0304rya\u0304laya', title(4)],
    ['a name', 'sri ganesa', title(4)], ['C++', 'c++', title(6)], ['C#', 'C#', title(6)], ['.NET', '.net', title(6)],
    ['full-width letters', 'ｐｙｔｈｏｎ', title(5)], ['a joiner within', 'का\u200dर्यालय', title(0)], ['figures of another script', '12', title(9)],
  ])('%s', async (_what, query, found) => {
    expect((await titlesFound(w, query))[0]).toBe(found);
  });
});

describe('what was typed wrong', () => {
  it.each([
    ['neighbours that changed places', 'pyhton', title(5)], ['a letter too few', 'managment', title(7)], ['one too many', 'pytthon', title(5)],
    ['another letter', 'tressury', title(7)], ['two slips in a long word', 'progaming', title(5)],
  ])('%s', async (_what, query, found) => {
    expect((await titlesFound(w, query))[0]).toBe(found);
  });

  it('two words as one', async () => {
    expect((await titlesFound(w, 'groundwater')).slice(0, 3).sort()).toEqual([title(5), title(6), title(8)].sort());
  });

  it('is said', async () => {
    const { courseSearch } = await w.data<{ courseSearch: { search: { corrections: unknown } } }>(null,
      '{ courseSearch(query: "pyhton for auditors") { search { corrections { from to } } } }');
    expect(courseSearch.search.corrections).toEqual([{ from: 'pyhton', to: 'python' }]);
  });

  it('is not suspected of a word that courses have, nor of a beginning', async () => {
    for (const query of ['python', 'pyth', 'manage']) {
      const { courseSearch } = await w.data<{ courseSearch: { search: { corrections: unknown } } }>(null,
        'query ($query: String!) { courseSearch(query: $query) { search { corrections { from to } } } }', { query });
      expect(courseSearch.search.corrections).toEqual([]);
    }
  });
});

describe('words that say nothing', () => {
  it('are left out where there are others, and looked for where there are none', async () => {
    expect((await titlesFound(w, 'a course about python'))[0]).toBe(title(5));
    expect(await titlesFound(w, 'of the.')).toEqual([]);
    expect(await titlesFound(w, 'course')).toContain(title(8));
  });

  it('are the same for both engines', async () => {
    const [row] = await w.owner<{ words: string[] }[]>`select search_stop_words() as words`;
    expect([...row?.words ?? []].sort()).toEqual([...STOP_WORDS, ...GENERAL_WORDS].sort());
  });
});

describe('phrases and what is not to be there', () => {
  it.each([
    ['"public finance"', [title(7)]], ['"finance public"', []], ['"management of public"', [title(7)]], ['python "public finance"', [title(7)]],
    ['python -auditors', []], ['python OR rivers', [title(5), title(8)]],
  ])('%s', async (query, found) => {
    expect((await titlesFound(w, query)).sort()).toEqual([...found].sort());
  });
});

describe('the vocabulary', () => {
  it('is the same when it is made again, and a course that is added counts once more', async () => {
    const state = async (): Promise<unknown> => [
      await w.owner`select lexeme, courses from search_lexeme order by lexeme`, await w.owner`select word, lexeme, courses from search_word order by word`,
      await w.owner`select course_id, lexemes, neighbours from search_neighbour order by course_id`,
    ];
    const before = await state();
    await w.owner`select search_vocabulary_rebuild()`;
    expect(await state()).toEqual(before);
    const [course] = await w.owner<{ id: string }[]>`select course_id as id from search_posting where lexeme = 'python'`;
    await w.owner`select search_vocabulary_add(array[${course?.id ?? null}]::uuid[])`;
    const [python] = await w.owner<{ courses: number }[]>`select courses from search_word where word = 'python'`;
    expect(python?.courses).toBe(2);
    await w.owner`select search_vocabulary_rebuild()`;
    expect(await state()).toEqual(before);
  });

  it('is not needed to find whole words and beginnings', async () => {
    await w.owner`delete from search_word`;
    await w.owner`delete from search_lexeme`;
    await w.owner`delete from search_neighbour`;
    for (const query of ['python', 'pyth', 'कार्या', 'public finance']) expect(await titlesFound(w, query)).not.toEqual([]);
    await w.owner`select search_vocabulary_rebuild()`;
  });
});
