import { createRequire } from 'node:module';

/** Finds files of packages; fonts are named in full, so that whoever looks for unused packages sees that these are used. */
const require = createRequire(import.meta.url);

/** The fonts of a script: the files of a package, by weight, and the code points they are asked for. */
export interface Script {
  readonly name: string;
  readonly regular: string;
  readonly bold: string;
  readonly blocks: readonly (readonly [from: number, to: number])[];
  /** Written from right to left. */
  readonly rightToLeft: boolean;
}

/** The characters of English, and what is drawn for a character of a script that we have no font for. */
export const LATIN: Script = {
  name: 'latin', regular: require.resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff'),
  bold: require.resolve('@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff'), blocks: [], rightToLeft: false,
};

/** The rupee sign (U+20B9) is here. */
const LATIN_MORE: Script = {
  name: 'latin-ext', regular: require.resolve('@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff'),
  bold: require.resolve('@fontsource/noto-sans/files/noto-sans-latin-ext-700-normal.woff'), rightToLeft: false,
  blocks: [[0x0100, 0x02ff], [0x1d00, 0x1dbf], [0x1e00, 0x1eff], [0x20a0, 0x20c0], [0x2113, 0x2113], [0x2c60, 0x2c7f], [0xa720, 0xa7ff]],
};

const script = (name: string, regular: string, bold: string, ...blocks: readonly (readonly [number, number])[]): Script =>
  ({ name, regular, bold, blocks, rightToLeft: false });

/** The scripts of the languages of the Eighth Schedule to the Constitution of India, and those of names that travel. */
const SCRIPTS: readonly Script[] = [
  LATIN_MORE,
  script('devanagari', require.resolve('@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-700-normal.woff'),
    [0x0900, 0x097f], [0x1cd0, 0x1cff], [0xa830, 0xa839], [0xa8e0, 0xa8ff]),
  script('bengali', require.resolve('@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-700-normal.woff'), [0x0980, 0x09ff]),
  script('gurmukhi', require.resolve('@fontsource/noto-sans-gurmukhi/files/noto-sans-gurmukhi-gurmukhi-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-gurmukhi/files/noto-sans-gurmukhi-gurmukhi-700-normal.woff'), [0x0a00, 0x0a7f]),
  script('gujarati', require.resolve('@fontsource/noto-sans-gujarati/files/noto-sans-gujarati-gujarati-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-gujarati/files/noto-sans-gujarati-gujarati-700-normal.woff'), [0x0a80, 0x0aff]),
  script('oriya', require.resolve('@fontsource/noto-sans-oriya/files/noto-sans-oriya-oriya-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-oriya/files/noto-sans-oriya-oriya-700-normal.woff'), [0x0b00, 0x0b7f]),
  script('tamil', require.resolve('@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-700-normal.woff'), [0x0b80, 0x0bff]),
  script('telugu', require.resolve('@fontsource/noto-sans-telugu/files/noto-sans-telugu-telugu-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-telugu/files/noto-sans-telugu-telugu-700-normal.woff'), [0x0c00, 0x0c7f]),
  script('kannada', require.resolve('@fontsource/noto-sans-kannada/files/noto-sans-kannada-kannada-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-kannada/files/noto-sans-kannada-kannada-700-normal.woff'), [0x0c80, 0x0cff]),
  script('malayalam', require.resolve('@fontsource/noto-sans-malayalam/files/noto-sans-malayalam-malayalam-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-malayalam/files/noto-sans-malayalam-malayalam-700-normal.woff'), [0x0d00, 0x0d7f]),
  {
    name: 'arabic', regular: require.resolve('@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff'),
    bold: require.resolve('@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff'), rightToLeft: true,
    blocks: [[0x0600, 0x06ff], [0x0750, 0x077f], [0x08a0, 0x08ff], [0xfb50, 0xfdff], [0xfe70, 0xfeff]],
  },
  script('ol-chiki', require.resolve('@fontsource/noto-sans-ol-chiki/files/noto-sans-ol-chiki-ol-chiki-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-ol-chiki/files/noto-sans-ol-chiki-ol-chiki-700-normal.woff'), [0x1c50, 0x1c7f]),
  script('meetei-mayek', require.resolve('@fontsource/noto-sans-meetei-mayek/files/noto-sans-meetei-mayek-meetei-mayek-400-normal.woff'),
    require.resolve('@fontsource/noto-sans-meetei-mayek/files/noto-sans-meetei-mayek-meetei-mayek-700-normal.woff'), [0xaae0, 0xaaff], [0xabc0, 0xabff]),
  script('greek', require.resolve('@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff'),
    require.resolve('@fontsource/noto-sans/files/noto-sans-greek-700-normal.woff'), [0x0370, 0x03ff]),
  script('cyrillic', require.resolve('@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff'),
    require.resolve('@fontsource/noto-sans/files/noto-sans-cyrillic-700-normal.woff'), [0x0400, 0x045f], [0x0490, 0x0491]),
];

/** The script that a code point is drawn in; null for those of English, and for those that we have no font for. */
export function scriptOf(codePoint: number): Script | null {
  if (codePoint < 0x0100) return null;
  return SCRIPTS.find(({ blocks }) => blocks.some(([from, to]) => codePoint >= from && codePoint <= to)) ?? null;
}
