import type { CourseFacetName, EngineFilter } from '../../../domain/search/rules/engine.js';

/** The attribute in which a document has the values of a facet. */
export const FACET_ATTRIBUTES: Readonly<Record<CourseFacetName, string>> = {
  LANGUAGE: 'languages', COMPETENCY: 'competencyIds', COMPETENCY_AREA: 'competencyAreas', PROVIDER: 'providerId', LEVEL: 'level',
  DURATION: 'durationBand', INCLUSION: 'inclusion', ACCESSIBILITY: 'accessibility',
};

/** A condition, and of which facet it is: that facet is counted without it. */
interface Condition {
  readonly facet: CourseFacetName | null;
  readonly text: string;
}

/** Whether the filter says something of the facet. */
export function narrows(filter: EngineFilter, facet: CourseFacetName): boolean {
  return conditionsOf(filter).some((condition) => condition.facet === facet);
}

/** The filter in Meilisearch's words, all of which are to hold; without what it says of `except`. */
export function filterOf(filter: EngineFilter, except: CourseFacetName | null = null): string[] {
  return conditionsOf(filter).filter(({ facet }) => facet === null || facet !== except).map(({ text }) => text);
}

function conditionsOf(filter: EngineFilter): Condition[] {
  const { language, competency, frameworkId, providerId, levels, minSeconds, maxSeconds, inclusion, courseIds } = filter;
  const conditions: Condition[] = [];
  const add = (facet: CourseFacetName | null, text: string): void => { conditions.push({ facet, text }); };
  if (language !== undefined) add('LANGUAGE', equal('languageRanges', language));
  if (competency !== undefined) {
    const { id, minLevel } = competency;
    add('COMPETENCY', minLevel === null ? equal('competencyIds', id) : equal('competencyLevels', `${id}:${number(minLevel)}`));
  }
  if (frameworkId !== undefined) add(null, equal('frameworkIds', frameworkId));
  if (providerId !== undefined) add('PROVIDER', equal('providerId', providerId));
  if (levels !== undefined) add('LEVEL', among('level', levels));
  if (minSeconds !== undefined) add('DURATION', `durationSeconds >= ${number(minSeconds)}`);
  if (maxSeconds !== undefined) add('DURATION', `durationSeconds <= ${number(maxSeconds)}`);
  if (inclusion !== undefined) add('INCLUSION', equal('inclusion', inclusion));
  for (const [fact, wanted] of [['CAPTIONS', filter.captions], ['TRANSCRIPT', filter.transcript], ['SIGN_LANGUAGE', filter.signLanguage]] as const) {
    if (wanted !== undefined) add('ACCESSIBILITY', `${wanted ? '' : 'NOT '}${equal('accessibility', fact)}`);
  }
  if (courseIds !== undefined) add(null, among('id', courseIds));
  return conditions;
}

function equal(attribute: string, value: string): string {
  return `${attribute} = ${quoted(value)}`;
}

/** None of no values: Meilisearch then finds nothing, as it should. */
function among(attribute: string, values: readonly string[]): string {
  return `${attribute} IN [${values.map(quoted).join(', ')}]`;
}

/**
 * A value between quotation marks that it cannot leave: a backslash and a quotation mark are written with a backslash before them, which is
 * all that Meilisearch's grammar takes for more than itself there. Refuses control characters, which no id and no tag has.
 */
export function quoted(value: string): string {
  if (/\p{Cc}/u.test(value)) throw new Error('a value to filter by holds a control character');
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** A whole number as the grammar has it. */
function number(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number to filter by: ${value}`);
  return String(value);
}
