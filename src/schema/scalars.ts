import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

interface ScalarOptions<Internal> {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** The internal value of a well-formed text, or null. */
  readonly parse: (text: string) => Internal | null;
  readonly serialize: (value: unknown) => string | null;
}

/** A scalar that is a string on the wire; anything malformed is refused when the request is read. */
function stringScalar<Internal>(options: ScalarOptions<Internal>): GraphQLScalarType<Internal, string> {
  const read = (value: unknown): Internal => {
    const parsed = typeof value === 'string' ? options.parse(value) : null;
    if (parsed === null) throw new GraphQLError(`This is no ${options.name}: ${JSON.stringify(value)?.slice(0, 100) ?? ''}`);
    return parsed;
  };
  return new GraphQLScalarType<Internal, string>({
    name: options.name,
    description: options.description,
    specifiedByURL: options.specifiedByURL ?? null,
    // A text that the database gives for one is written as it is.
    extensions: { givenAsText: true },
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value) => {
      const text = options.serialize(value);
      if (text === null) throw new Error(`a value given for ${options.name} is none`);
      return text;
    },
  });
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const MOMENT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A moment; a `Date` inside. Given out in UTC with milliseconds. */
export const DateTime = stringScalar<Date>({
  name: 'DateTime',
  description: 'A moment in time as RFC 3339 has it, for instance 2026-01-31T09:30:00.000Z. Answers are in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  parse: (text) => (MOMENT.test(text) && isDay(text.slice(0, 10)) ? inCalendar(new Date(text)) : null),
  serialize: (value) => (value instanceof Date ? value.toISOString() : asText(value)),
});

/** The database's calendar has no year 0, and RFC 3339 none after 9999; an offset may lead just out of either. */
function inCalendar(moment: Date): Date | null {
  const year = moment.getUTCFullYear();
  return year >= 1 && year <= 9999 ? moment : null;
}

/** A day of the calendar; the text YYYY-MM-DD inside. */
export const DateScalar = stringScalar<string>({
  name: 'Date',
  description: 'A day of the calendar without a time of day, for instance 2026-01-31 (full-date of RFC 3339).',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc3339#section-5.6',
  parse: (text) => (isDay(text) ? text : null),
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : asText(value)),
});

function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // JavaScript would roll 30 February over into March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const DURATION = /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)$/;

/** A length of time; its ISO 8601 text inside. */
export const Duration = stringScalar<string>({
  name: 'Duration',
  description: 'A length of time as ISO 8601 has it, for instance PT1H30M for an hour and a half.',
  specifiedByURL: 'https://en.wikipedia.org/wiki/ISO_8601#Durations',
  parse: (text) => (text.length <= 60 && DURATION.test(text) ? text : null),
  serialize: asText,
});

/** A language tag in its canonical form (`en-IN`, `hi`, `sat-Olck`). */
export const BCP47 = stringScalar<string>({
  name: 'BCP47',
  description: 'A language tag as BCP 47 has it, for instance hi, en-IN or sat-Olck. Answers are in canonical form.',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
  parse: canonicalTag,
  serialize: asText,
});

function canonicalTag(text: string): string | null {
  if (text.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** An absolute web address, http or https; its text inside. */
export const URLScalar = stringScalar<string>({
  name: 'URL',
  description: 'An absolute web address, http or https, of at most 2,000 characters.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  parse: webAddress,
  serialize: asText,
});

function webAddress(text: string): string | null {
  if (text.length > 2000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '';
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
