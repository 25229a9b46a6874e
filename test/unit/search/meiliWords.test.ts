import { describe, expect, it } from 'vitest';
import { queryPartsOf, typosBetween, wordsOf } from '../../../src/integrations/search/double/search/words.js';
import { DEFAULTS } from '../../../src/integrations/search/double/settings.js';

/** The words that Meilisearch's own tokenizer (charabia 0.10) was seen to make of these texts. */
describe('the words of a text, as Meilisearch has them', () => {
  it.each([
    ['C++ and C# with .NET', ['c', 'and', 'c', 'with', 'net']],
    ['e-learning/GFR 2017 v1.2', ['e', 'learning', 'gfr', '2017', 'v1', '2']],
    ['राष्ट्रीय शिक्षा नीति', ['राष्ट्रीय', 'शिक्षा', 'नीति']],
    ['கற்றல் மேலாண்மை', ['கற்றல்', 'மேலாண்மை']],
    ['শিক্ষা অসমীয়া ভাষা', ['শিক্ষা', 'অসমীয়া', 'ভাষা']],
    ['Café naïve résumé', ['cafe', 'naive', 'resume']],
    ['GeM_portal user\'s rights', ['gem', 'portal', 'user', 's', 'rights']],
    ['camelCase iGOT', ['camelcase', 'igot']],
    ['“Right” (RTI)', ['right', 'rti']],
    ['ক\u200dষমতা ক\u200cষ', ['ক\u200dষমতা', 'ক', 'ষ']],
    ['100% ₹431 2,000.50', ['100', '₹431', '2', '000', '50']],
    ['rti@gov.in', ['rti', 'gov', 'in']],
    ['اردو زبان', ['اردو', 'زبان']],
    ['ଓଡ଼ିଆ ᱥᱟᱱᱛᱟᱲᱤ ꯃꯤꯇꯩꯂꯣꯟ', ['ଓଡ଼ିଆ', 'ᱥᱟᱱᱛᱟᱲᱤ', 'ꯃꯤꯇꯩꯂꯣꯟ']],
  ])('%s', (text, words) => {
    expect(wordsOf(text, DEFAULTS).map(({ word }) => word)).toEqual(words.map((word) => word.normalize('NFC')));
  });

  it('lie further apart where a sentence ends', () => {
    expect(wordsOf('one two. Three', DEFAULTS).map(({ place }) => place)).toEqual([0, 1, 9]);
  });

  it('are parted by the signs that the settings say', () => {
    expect(wordsOf('a₹b c&d', { separatorTokens: ['₹'], nonSeparatorTokens: ['&'] }).map(({ word }) => word)).toEqual(['a', 'b', 'c&d']);
  });
});

describe('the parts of a search', () => {
  it.each([
    ['public pro', ['public', 'pro*']],
    ['public pro ', ['public', 'pro']],
    ['"public service" act', ['"public service"', 'act*']],
    ['"public service', ['"public service"']],
    ['budget -tax -"direct tax" x', ['budget', '-tax', '-"direct tax"', 'x*']],
    ['one two three four five six seven eight nine ten eleven', ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']],
  ])('%s', (text, parts) => {
    expect(queryPartsOf(text, DEFAULTS).map(({ words, phrase, without, prefix }) => {
      const plain = words.map(({ word }) => word).join(' ');
      return `${without ? '-' : ''}${phrase ? `"${plain}"` : plain}${prefix ? '*' : ''}`;
    })).toEqual(parts);
  });

  it('leave out stop words, but for the last one while it is typed', () => {
    const parts = (text: string): string[] => queryPartsOf(text, { ...DEFAULTS, stopWords: ['the', 'of'] }).map(({ words: [first] }) => first?.word ?? '');
    expect(parts('the book of the ')).toEqual(['book']);
    expect(parts('the book of the')).toEqual(['book', 'the']);
  });

  it.each([
    ['python', 'python', 0], ['pyhton', 'python', 1], ['pythn', 'python', 1], ['pythonn', 'python', 1], ['pxthon', 'python', 1], ['xython', 'python', 2], ['ypthon', 'python', 2],
    ['harasssmant', 'harassment', 2], ['short', 'shortened', 3],
  ])('%s is %s with %d typing errors', (wanted, found, typos) => {
    expect(typosBetween(wanted, found, 2)).toBe(typos);
  });
});
