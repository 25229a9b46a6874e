import * as postgraphile from './postgraphile.mjs';
import { array, cursor, duration, moment, object, paise, readCursor } from './sql.mjs';

const competencies = (version, columns) => array(`select ${object(`k.level, ${object(columns)} as competency`)}
  from course_version_competency k join competency m on m.id = k.competency_id
  where k.course_version_id = ${version}.id order by m.name, k.competency_id`);

/**
 * Twenty courses of a language that teach a competency, the newest first, from a cursor on. The hand-written statement knows what a plan
 * for every value cannot: that both are frequent, so that walking the newest is best (`= any` and `offset 0` see to it), and how long a
 * page is (with a parameter PostgreSQL plans every page anew).
 */
export const cataloguePage = {
  name: 'cataloguePage', postgraphile: postgraphile.cataloguePage, about: 'catalogue page', who: null,
  document: `query cataloguePage($first: Int!, $after: String, $filter: CourseFilter) {
  courses(first: $first, after: $after, filter: $filter) {
    nodes {
      slug
      provider { slug name }
      publishedVersion { title summary languages level duration inclusion publishedAt competencies { level competency { code name kind } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  variables: (facts) => facts.pages.map(({ language, competencyId, after }) => ({ first: 20, after, filter: { language, competency: { competencyId } } })),
  rows: (data) => data.courses.nodes.length,
  ceiling: {
    params: ({ first, after, filter }, { uuidOf }) => {
      const from = after === null ? { value: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' } : readCursor(after);
      return [filter.language, uuidOf(filter.competency.competencyId), from.value, from.id, first];
    },
    text: `with page as materialized (
        select e.course_id, e.course_version_id, e.provider_id, e.published_at, row_number() over () as n from (
          select * from catalogue_entry x where x.listed and $1::text = any(x.language_ranges) and exists (select 1
            from course_version_competency k where k.course_version_id = x.course_version_id and k.competency_id = $2::uuid offset 0)
            and (x.published_at, x.course_id) < ($3::text::timestamptz, $4::uuid)
          order by x.published_at desc, x.course_id desc limit 21) e)
      select '{"courses":{"nodes":[' || coalesce(string_agg(t.node, ',' order by t.n) filter (where t.n <= $5::int), '')
        || '],"pageInfo":{"hasNextPage":' || (count(*) > $5::int)::text || ',"endCursor":'
        || coalesce('"' || (array_agg(t.cursor order by t.n desc) filter (where t.n <= $5::int))[1] || '"', 'null') || '}}}' as data
      from (select p.n, ${cursor('NEWEST', 'DESC', 'p.published_at::text', 'p.course_id')} as cursor,
        ${object(`c.slug, ${object('o.slug, o.name')} as provider,
          ${object(`v.title, v.summary, v.languages, v.level, ${duration('v.duration_seconds')} as duration, v.inclusion,
            ${moment('v.published_at')} as "publishedAt", ${competencies('v', 'm.code, m.name, m.kind')} as competencies`)} as "publishedVersion"`)}::text as node
        from page p join course c on c.id = p.course_id join course_version v on v.id = p.course_version_id
          join organisation o on o.id = p.provider_id) t`,
  },
};

const items = `${array(`select ${object(`i.kind, i.title, i.url, ${duration('i.duration_seconds')} as duration`)}
  from content_item i where i.module_id = d.id order by i.position, i.id`)} as items`;

/** One course with everything that its page shows. */
export const courseDetail = {
  name: 'courseDetail', postgraphile: postgraphile.courseDetail, about: 'course detail', who: null,
  document: `query courseDetail($slug: String!) {
  course(by: { slug: $slug }) {
    slug
    provider { slug name website }
    publishedVersion {
      title summary description languages level duration licence inclusion publishedAt
      price { amountMinor }
      accessibility { captions transcript signLanguage }
      competencies { level competency { code name kind area } }
      modules { title summary items { kind title url duration } }
    }
  }
}`,
  variables: (facts) => facts.slugs.map((slug) => ({ slug })),
  rows: () => 1,
  ceiling: {
    params: ({ slug }) => [slug],
    text: `select '{"course":' || coalesce((select ${object(`c.slug, ${object('o.slug, o.name, o.website')} as provider,
        ${object(`v.title, v.summary, v.description, v.languages, v.level, ${duration('v.duration_seconds')} as duration, v.licence, v.inclusion,
          ${moment('v.published_at')} as "publishedAt", ${paise('v.price_paise')} as price,
          ${object('v.captions, v.transcript, v.sign_language as "signLanguage"')} as accessibility,
          ${competencies('v', 'm.code, m.name, m.kind, m.area')} as competencies,
          ${array(`select ${object(`d.title, d.summary, ${items}`)} from module d where d.course_version_id = v.id order by d.position, d.id`)} as modules`)}
          as "publishedVersion"`)}::text
      from course c join catalogue_entry e on e.course_id = c.id and e.listed join course_version v on v.id = e.course_version_id
        join organisation o on o.id = c.provider_id where c.slug = $1::text), 'null') || '}' as data`,
  },
};

/** A provider with its newest courses. */
export const providerPage = {
  name: 'providerPage', postgraphile: postgraphile.providerPage, about: 'provider page', who: null,
  document: `query providerPage($slug: String!, $first: Int!) {
  provider(by: { slug: $slug }) {
    slug name about website
    indianState { name }
    courses(first: $first) {
      nodes { slug publishedVersion { title languages level duration } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  variables: (facts) => facts.providers.map((slug) => ({ slug, first: 12 })),
  rows: (data) => 1 + data.provider.courses.nodes.length,
  ceiling: {
    params: ({ slug, first }) => [slug, first],
    text: `select '{"provider":' || coalesce((select ${object(`o.slug, o.name, o.about, o.website,
        case when s.code is not null then ${object('s.name')} end as "indianState",
        (select row_to_json(l) from (select coalesce(array_to_json(array_agg(t.node order by t.n) filter (where t.n <= $2::int)), '[]'::json) as nodes,
          ${object(`count(t.n) > $2::int as "hasNextPage", (array_agg(t.cursor order by t.n desc) filter (where t.n <= $2::int))[1] as "endCursor"`)} as "pageInfo"
          from (select p.n, ${cursor('NEWEST', 'DESC', 'p.published_at::text', 'p.course_id')} as cursor,
            ${object(`c.slug, ${object(`v.title, v.languages, v.level, ${duration('v.duration_seconds')} as duration`)} as "publishedVersion"`)} as node
            from (select e.*, row_number() over () as n from (select * from catalogue_entry x where x.listed and x.provider_id = o.id
              order by x.published_at desc, x.course_id desc limit $2::int + 1) e) p
              join course c on c.id = p.course_id join course_version v on v.id = p.course_version_id) t) l) as courses`)}::text
      from organisation o left join indian_state s on s.code = o.state_code where o.slug = $1::text and o.kind = 'PROVIDER' and o.state = 'VERIFIED'), 'null') || '}' as data`,
  },
};

/** Twenty hits of a search with what a page of results shows. */
export const searchPage = {
  name: 'searchPage', postgraphile: postgraphile.searchPage, about: 'search page', who: null,
  document: `query searchPage($query: String!, $first: Int!) {
  courseSearch(query: $query, first: $first) {
    nodes { slug provider { slug name } publishedVersion { title summary languages level duration } }
    pageInfo { hasNextPage }
  }
}`,
  variables: (facts) => facts.queries.map((query) => ({ query, first: 20 })),
  rows: (data) => data.courseSearch.nodes.length,
  ceiling: {
    params: ({ query, first }, { searchRequestOf }) => [JSON.stringify(searchRequestOf(query)), first],
    text: `select '{"courseSearch":{"nodes":[' || coalesce(string_agg(t.node, ',' order by t.n) filter (where t.n <= $2::int), '')
        || '],"pageInfo":{"hasNextPage":' || (count(*) > $2::int)::text || '}}}' as data
      from (select h.n, ${object(`c.slug, ${object('o.slug, o.name')} as provider,
        ${object(`v.title, v.summary, v.languages, v.level, ${duration('v.duration_seconds')} as duration`)} as "publishedVersion"`)}::text as node
        from (select f.*, row_number() over (order by f.score desc, f.course_id desc) as n from search_best(search_terms($1::text::jsonb), $2::int + 1) f
          join catalogue_entry x on x.course_id = f.course_id and x.listed order by f.score desc, f.course_id desc limit $2::int + 1) h
          join catalogue_entry e on e.course_id = h.course_id join course c on c.id = e.course_id
          join course_version v on v.id = e.course_version_id join organisation o on o.id = e.provider_id) t`,
  },
};
