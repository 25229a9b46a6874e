import { readCursor } from './sql.mjs';

/**
 * The same facts asked of PostGraphile over its views (contenders/postgraphile/views.sql): its documents, the variables of ours as its
 * own, and its answers as ours.
 */

function iso(seconds) {
  if (seconds === 0) return 'PT0S';
  const parts = [[Math.floor(seconds / 3600), 'H'], [Math.floor(seconds / 60) % 60, 'M'], [seconds % 60, 'S']];
  return `PT${parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`).join('')}`;
}

const moment = (text) => new Date(text).toISOString();
const cursorOf = (node) => (node === undefined ? null : Buffer.from(JSON.stringify(['NEWEST', 'DESC', node.at, node.rowId])).toString('base64url'));
const pageOf = ({ nodes, pageInfo: { hasNextPage } }, node, more) => ({ nodes: nodes.map(node), pageInfo: { hasNextPage, ...more } });
const competenciesOf = ({ nodes }, names) => nodes.map(({ level, ...competency }) =>
  ({ level, competency: Object.fromEntries(names.map((name) => [name, competency[name]])) }));

const COMPETENCIES = (columns) => `competencies(orderBy: [NAME_ASC, COMPETENCY_ID_ASC]) { nodes { level ${columns} } }`;

export const cataloguePage = {
  document: `query cataloguePage($first: Int!, $language: String!, $competency: UUID!, $at: String!, $id: UUID!) {
  catalogue(first: $first, pLanguage: $language, pCompetency: $competency, pAt: $at, pId: $id) {
    nodes {
      rowId slug at
      provider { slug name }
      publishedVersion { title summary languages level durationSeconds inclusion publishedAt ${COMPETENCIES('code name kind')} }
    }
    pageInfo { hasNextPage }
  }
}`,
  variables: ({ first, after, filter }, { uuidOf }) => {
    const from = after === null ? { value: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' } : readCursor(after);
    return { first, language: filter.language, competency: uuidOf(filter.competency.competencyId), at: from.value, id: from.id };
  },
  answer: ({ catalogue }) => ({
    courses: pageOf(catalogue, ({ slug, provider, publishedVersion: { durationSeconds, publishedAt, competencies, ...version } }) => ({
      slug, provider,
      publishedVersion: { ...version, duration: iso(durationSeconds), publishedAt: moment(publishedAt), competencies: competenciesOf(competencies, ['code', 'name', 'kind']) },
    }), { endCursor: cursorOf(catalogue.nodes.at(-1)) }),
  }),
};

export const courseDetail = {
  document: `query courseDetail($slug: String!) {
  courseBySlug(slug: $slug) {
    slug
    provider { slug name website }
    publishedVersion {
      title summary description languages level durationSeconds licence inclusion publishedAt pricePaise captions transcript signLanguage
      ${COMPETENCIES('code name kind area')}
      modules(orderBy: [POSITION_ASC, ROW_ID_ASC]) { nodes { title summary items(orderBy: [POSITION_ASC, ROW_ID_ASC]) { nodes { kind title url durationSeconds } } } }
    }
  }
}`,
  variables: (variables) => variables,
  answer: ({ courseBySlug: { publishedVersion, ...course } }) => {
    const { durationSeconds, publishedAt, pricePaise, captions, transcript, signLanguage, competencies, modules, ...version } = publishedVersion;
    return {
      course: {
        ...course,
        publishedVersion: {
          ...version, duration: iso(durationSeconds), publishedAt: moment(publishedAt), price: pricePaise === null ? null : { amountMinor: pricePaise },
          accessibility: { captions, transcript, signLanguage }, competencies: competenciesOf(competencies, ['code', 'name', 'kind', 'area']),
          modules: modules.nodes.map(({ items, ...rest }) => ({
            ...rest, items: items.nodes.map(({ durationSeconds: seconds, ...item }) => ({ ...item, duration: iso(seconds) })),
          })),
        },
      },
    };
  },
};

export const providerPage = {
  document: `query providerPage($slug: String!, $first: Int!) {
  providerBySlug(slug: $slug) {
    slug name about website
    indianState { name }
    courses(first: $first, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC]) {
      nodes { rowId slug at publishedVersion { title languages level durationSeconds } }
      pageInfo { hasNextPage }
    }
  }
}`,
  variables: (variables) => variables,
  answer: ({ providerBySlug: { courses, ...provider } }) => ({
    provider: {
      ...provider,
      courses: pageOf(courses, ({ slug, publishedVersion: { durationSeconds, ...version } }) =>
        ({ slug, publishedVersion: { ...version, duration: iso(durationSeconds) } }), { endCursor: cursorOf(courses.nodes.at(-1)) }),
    },
  }),
};

export const searchPage = {
  document: `query searchPage($request: JSON!, $first: Int!) {
  search(pRequest: $request, pMost: 21, first: $first) {
    nodes { slug provider { slug name } publishedVersion { title summary languages level durationSeconds } }
    pageInfo { hasNextPage }
  }
}`,
  variables: ({ query, first }, { searchRequestOf }) => ({ request: searchRequestOf(query), first }),
  answer: ({ search }) => ({
    courseSearch: pageOf(search, ({ slug, provider, publishedVersion: { durationSeconds, ...version } }) =>
      ({ slug, provider, publishedVersion: { ...version, duration: iso(durationSeconds) } })),
  }),
};
