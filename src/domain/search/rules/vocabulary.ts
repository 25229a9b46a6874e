/** Words of English that say nothing of what a course is about. */
const ENGLISH = [
  'a', 'about', 'after', 'all', 'also', 'am', 'an', 'and', 'any', 'are', 'as', 'at', 'be', 'because', 'been', 'before', 'being', 'between',
  'both', 'but', 'by', 'can', 'could', 'did', 'do', 'does', 'doing', 'during', 'each', 'few', 'for', 'from', 'further', 'had', 'has', 'have',
  'having', 'he', 'her', 'here', 'hers', 'him', 'his', 'how', 'i', 'if', 'in', 'into', 'is', 'it', 'its', 'itself', 'just', 'me', 'more',
  'most', 'my', 'no', 'nor', 'not', 'of', 'on', 'once', 'only', 'or', 'other', 'our', 'ours', 'own', 'same', 'she', 'should', 'so', 'some',
  'such', 'than', 'that', 'the', 'their', 'theirs', 'them', 'then', 'there', 'these', 'they', 'this', 'those', 'through', 'to', 'too',
  'until', 'up', 'very', 'was', 'we', 'were', 'what', 'when', 'where', 'which', 'while', 'who', 'whom', 'why', 'will', 'with', 'would',
  'you', 'your', 'yours',
] as const;

/** The same of Hindi: case markers, pronouns, forms of होना, and the words that join. */
const HINDI = [
  'अपना', 'अपनी', 'अपने', 'आदि', 'इन', 'इस', 'इसका', 'इसकी', 'इसके', 'इसे', 'उन', 'उनका', 'उनकी', 'उनके', 'उस', 'उसका', 'उसकी', 'उसके', 'उसे', 'एवं', 'ऐसे',
  'और', 'कर', 'करना', 'करने', 'का', 'कि', 'किया', 'किस', 'किसी', 'की', 'कुछ', 'के', 'को', 'कोई', 'कौन', 'क्या', 'गया', 'गयी', 'गई', 'गए', 'जब', 'जिस', 'जैसे',
  'जो', 'तक', 'तथा', 'तो', 'था', 'थी', 'थे', 'द्वारा', 'ने', 'पर', 'फिर', 'बाद', 'भी', 'में', 'यदि', 'यह', 'या', 'ये', 'लिए', 'लिये', 'वह', 'वाला', 'वाली', 'वाले',
  'वे', 'सकता', 'सकती', 'सकते', 'साथ', 'से', 'हम', 'ही', 'हुआ', 'हुई', 'हुए', 'है', 'हैं', 'हो', 'होता', 'होती', 'होते', 'होना', 'होने',
] as const;

/** Words that no index keeps and that a search leaves out, in small letters: both engines have this list. */
export const STOP_WORDS: readonly string[] = [...ENGLISH, ...HINDI];

/** Words that nearly every course has. They are kept, and a search leaves them out where it has others too. */
export const GENERAL_WORDS: readonly string[] = ['course', 'courses', 'module', 'modules', 'कोर्स', 'पाठ्यक्रम'];

const JOINERS = /[\u200c\u200d]/gu;
/** Names whose signs an engine would drop; what follows must not be more of a word. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\p{N}])c\+\+(?![\p{L}\p{N}])/giu, 'cplusplus'],
  [/(?<![\p{L}\p{N}])([cf])#(?![\p{L}\p{N}])/giu, '$1sharp'],
  [/(?<![\p{L}\p{N}])\.net(?![\p{L}\p{N}])/giu, 'dotnet'],
];

/**
 * A text as an engine is given it, to keep or to search for: one form for each letter (NFKC), without the joiners that Indian scripts
 * are typed with or without (one of them would part a word), and C++, C#, F# and .NET as words.
 */
export function plainText(text: string): string {
  return NAMES.reduce((plain, [name, word]) => plain.replace(name, word), text.normalize('NFKC').replace(JOINERS, ''));
}
