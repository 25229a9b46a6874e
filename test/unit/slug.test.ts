import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugOf, SLUG_MAX_LENGTH } from '../../src/lib/slug.js';

describe('slugOf', () => {
  it.each([
    ['Noting and Drafting', 'noting-and-drafting'],
    ['  Mastering GIS (Level - 2)  ', 'mastering-gis-level-2'],
    ['Digital Public Infrastructure- DigiLocker', 'digital-public-infrastructure-digilocker'],
    ['Pensioner\u2019s Welfare & You', 'pensioners-welfare-you'],
    ['Résumé: naïve façade', 'resume-naive-facade'],
    ['ﬁle № ５', 'file-5'],
  ])('writes %j as %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it.each([
    ['Hindi', 'संसदीय प्रश्नों से परिचय', 'sansadiy-prashnon-se-parichay'],
    ['Hindi with nukta', 'ज़िला पढ़ाई', 'jila-padhai'],
    ['Hindi, a word of one letter', 'व भारत', 'va-bharat'],
    ['Assamese', 'পৰিকল্পনা', 'parikalpana'],
    ['Bengali', 'তথ্যের অধিকার', 'tathyer-adhikar'],
    ['Gujarati', 'નાગરિક સેવા', 'nagarik-seva'],
    ['Punjabi', 'ਪੰਜਾਬੀ', 'panjabi'],
    ['Odia', 'ଓଡ଼ିଆ', 'odia'],
    ['Tamil', 'தமிழ்', 'tamizh'],
    ['Telugu', 'తెలుగు', 'telugu'],
    ['Telugu ending in an anusvara', 'పరిచయం', 'parichayam'],
    ['Kannada', 'ಕನ್ನಡ', 'kannada'],
    ['Malayalam', 'മലയാളം', 'malayalam'],
    ['Malayalam with a final letter of its own', 'അവൻ', 'avan'],
    ['Devanagari digits', 'भाग २', 'bhag-2'],
    ['two scripts in a title', 'GST की बातें', 'gst-ki-baten'],
  ])('writes %s in Latin letters', (_language, title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('is the same for composed and decomposed letters', () => {
    expect(slugOf('Résumé'.normalize('NFD'))).toBe(slugOf('Résumé'.normalize('NFC')));
    expect(slugOf('தொகுப்பு'.normalize('NFD'))).toBe(slugOf('தொகுப்பு'.normalize('NFC')));
  });

  it('gives a stable slug of its own to a title that cannot be read', () => {
    expect(slugOf('اردو کورس')).toMatch(/^course-[0-9a-f]{8}$/);
    expect(slugOf('اردو کورس')).toBe(slugOf(' اردو کورس '));
    expect(slugOf('اردو کورس')).not.toBe(slugOf('اردو'));
    expect(slugOf('ᱥᱟᱱᱛᱟᱲᱤ')).toMatch(/^course-[0-9a-f]{8}$/);
    expect(slugOf('')).toMatch(/^course-[0-9a-f]{8}$/);
    expect(slugOf('!!!')).toMatch(/^course-[0-9a-f]{8}$/);
  });

  it('keeps what can be read, and tells apart titles of which letters are lost', () => {
    expect(slugOf('AI کا تعارف')).toMatch(/^ai-[0-9a-f]{8}$/);
    expect(slugOf('AI کا تعارف')).not.toBe(slugOf('AI کیا ہے'));
  });

  it('cuts a long title at a word', () => {
    const slug = slugOf('one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen');
    expect(slug.length).toBeLessThanOrEqual(SLUG_MAX_LENGTH);
    expect(slug).toMatch(/-thirteen$|-fourteen$/);
    expect(slugOf('a'.repeat(200))).toBe('a'.repeat(SLUG_MAX_LENGTH));
  });

  it('is a slug whatever the title', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const slug = slugOf(title);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(SLUG_MAX_LENGTH);
      expect(slugOf(slug)).toBe(slug);
    }), { numRuns: 2000, seed: 7 });
  });
});
