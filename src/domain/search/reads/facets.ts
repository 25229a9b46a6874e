import { literal } from '../../../db/reader/registry.js';
import { ACCESSIBILITY_FACTS, COURSE_FACETS, DURATION_BANDS, MAX_FACET_VALUES, type CourseFacetName } from '../rules/engine.js';

/** The keys of the filter that speak of a facet itself. */
export const FACET_FILTERS: Readonly<Record<CourseFacetName, readonly string[]>> = {
  LANGUAGE: ['language'],
  COMPETENCY: ['competency'],
  COMPETENCY_AREA: ['competencyArea'],
  PROVIDER: ['providerId'],
  LEVEL: ['level'],
  DURATION: ['duration'],
  INCLUSION: ['inclusion'],
  ACCESSIBILITY: ['accessibility'],
};

/** For each facet, its values among the hits `f`, which have the columns of the catalogue's entry. */
const COUNTED: Readonly<Record<CourseFacetName, { readonly value: string; readonly from: string; readonly count: string }>> = {
  LANGUAGE: { value: 'r.r', from: 'cross join unnest(f.language_ranges) as r(r)', count: 'count(*)' },
  COMPETENCY: { value: 'k.k::text', from: 'cross join unnest(f.competency_ids) as k(k)', count: 'count(*)' },
  COMPETENCY_AREA: { value: 'a.a', from: 'cross join unnest(f.competency_areas) as a(a)', count: 'count(*)' },
  PROVIDER: { value: 'f.provider_id::text', from: '', count: 'count(*)' },
  LEVEL: { value: 'f.level::text', from: '', count: 'count(*)' },
  DURATION: { value: bandSql('f.duration_seconds'), from: '', count: 'count(*)' },
  INCLUSION: { value: 'f.inclusion::text', from: '', count: 'count(*)' },
  ACCESSIBILITY: {
    value: 'x.fact',
    from: `cross join lateral (values ${ACCESSIBILITY_FACTS.map((fact) => `(${literal(fact)}, f.${fact.toLowerCase()})`).join(', ')}) as x(fact, holds)`,
    count: 'count(*) filter (where x.holds)',
  },
};

function bandSql(seconds: string): string {
  const [lowest, ...rest] = DURATION_BANDS;
  const whens = rest.toReversed().map(({ value, from }) => `when ${seconds} >= ${from} then ${literal(value)}`);
  return `case ${whens.join(' ')} else ${literal(lowest.value)} end`;
}

/**
 * Rows (facet, value, n): the hits in the table expression `found` counted by each facet asked for. `meets` gives the condition that a hit
 * meets the filter, but for the keys passed: a facet's own. A facet that is not asked for costs nothing.
 */
export function countedFacets(asked: string, meets: (butFor: readonly string[]) => string): string {
  return COURSE_FACETS.map((facet) => {
    const { value, from, count } = COUNTED[facet];
    return `(select ${literal(facet)} as facet, ${value} as value, ${count} as n from found f ${from}
      where ${literal(facet)} = any(${asked}) and ${meets(FACET_FILTERS[facet])} group by 2 having ${count} > 0 order by n desc, value limit ${MAX_FACET_VALUES})`;
  }).join(' union all ');
}

/** The JSON of facets from rows (facet, value, n): plain objects with a value's words. `prefix` is of the id that the value is. */
export function facetsJson(rows: string, asked: string): string {
  const label = `case n.facet when 'PROVIDER' then (select o.name from organisation o where o.id = n.value::uuid)
    when 'COMPETENCY' then (select k.name from competency k where k.id = n.value::uuid) end`;
  const prefix = `case n.facet when 'PROVIDER' then 'provider' when 'COMPETENCY' then 'competency' end`;
  return `(select coalesce(json_agg(json_build_object('facet', g.facet, 'values', coalesce(v.v, '[]'::json)) order by g.place), '[]'::json)
    from unnest(${asked}) with ordinality as g(facet, place) left join lateral (
      select json_agg(json_build_object('facet', n.facet, 'value', n.value, 'prefix', ${prefix}, 'label', ${label}, 'count', n.n) order by n.n desc, n.value) as v
      from (${rows}) n where n.facet = g.facet) v on true)`;
}
