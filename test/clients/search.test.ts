import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeTitles } from '../api/search/catalogue.js';
import { world, type World } from '../support/world.js';
import { SearchSuggestDocument } from './examples/operations.generated.js';
import { searchPage } from './examples/search.js';
import { urqlClient } from './examples/urql.js';
import { sessionOf } from './support.js';

let w: World;
beforeAll(async () => {
  w = await world();
  await arrangeTitles(w, ['Budget and accounts', 'Budget of a district', 'Accounts for engineers'].map((title) => ({ title })));
});
afterAll(() => w.close());

const clientOf = () => urqlClient(`${w.url}/graphql`, sessionOf(w, null));

describe('searching with urql', () => {
  it('goes through the pages, and begins again where the index has been replaced', async () => {
    const client = clientOf();
    const asked = { query: 'budgte', first: 1 };
    const first = await searchPage(client, asked);
    expect(first.search?.corrections).toMatchObject([{ from: 'budgte', to: 'budget' }]);
    expect(first.facets?.map(({ facet }) => facet).sort()).toEqual(['LANGUAGE', 'LEVEL']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await searchPage(client, { ...asked, after: first.pageInfo.endCursor ?? null });
    const titles = [...first.edges, ...second.edges].map(({ node }) => node.publishedVersion?.title);
    expect(titles.sort()).toEqual(['Budget and accounts', 'Budget of a district']);
    const [, , digest] = JSON.parse(Buffer.from(first.pageInfo.endCursor ?? '', 'base64url').toString()) as unknown[];
    const gone = Buffer.from(JSON.stringify(['MEILISEARCH', 3, digest, 1])).toString('base64url');
    expect((await searchPage(client, { ...asked, after: gone })).edges).toEqual(first.edges);
    await expect(searchPage(client, { ...asked, after: 'nonsense' })).rejects.toThrow('cursor');
  });

  it('suggests', async () => {
    const { data } = await clientOf().query(SearchSuggestDocument, { typed: 'budg' }).toPromise();
    expect(data?.searchSuggest.map(({ kind }) => kind)).toEqual(['WORD', 'COURSE', 'COURSE']);
  });
});
