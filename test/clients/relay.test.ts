import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { given } from '../support/given.js';
import { world, type World } from '../support/world.js';
import { Refusal } from './examples/outcome.js';
import relayCatalogueQuery from './relay/__generated__/relayCatalogueQuery.graphql.js';
import relayDraftUpdateMutation from './relay/__generated__/relayDraftUpdateMutation.graphql.js';
import { relayCatalogue, relayEnvironment, relayRename } from './relay/relay.js';
import { publishedCourses, sessionOf } from './support.js';

const artifacts: Record<string, unknown> = { relayCatalogueQuery, relayDraftUpdateMutation };

// Stands for Relay's build plugin: a tagged document becomes the artifact that the compiler made of it.
vi.mock('relay-runtime', async (original) => ({
  ...await original<object>(),
  graphql: ([text]: TemplateStringsArray) => ({ get default() { return artifacts[/(?:query|mutation) (\w+)/.exec(text ?? '')?.[1] ?? '']; } }),
}));

let w: World;
beforeAll(async () => {
  w = await world();
  for (let made = 0; made < 3; made += 1) await given.publishedCourse(w);
});
afterAll(() => w.close());

const environmentOf = (who: string | null) => relayEnvironment(`${w.url}/graphql`, sessionOf(w, who));

describe('Relay', () => {
  it('adds page to page in its store until there is no more', async () => {
    const { courses, more } = relayCatalogue(environmentOf(null), 2);
    while (await more());
    expect(courses().map(({ id }) => id)).toEqual(await publishedCourses(w));
  });

  it('writes what a mutation answers into its store, and throws what a form shows when it is refused', async () => {
    const environment = environmentOf('author');
    const { courseVersionId, revision } = await given.draft(w);
    const { courseVersion } = await relayRename(environment, { courseVersionId, revision, title: 'Renamed by Relay' });
    expect(courseVersion?.title).toBe('Renamed by Relay');
    expect(environment.getStore().getSource().get(courseVersionId)).toMatchObject({ title: 'Renamed by Relay' });
    const stale = await relayRename(environment, { courseVersionId, revision, title: 'Too late' }).then(() => null, (error: unknown) => error);
    expect(stale).toBeInstanceOf(Refusal);
    expect((stale as Refusal).userErrors[0]?.code).toBe('STALE_REVISION');
  });

  it('is told a top-level error', async () => {
    const visiting = relayRename(environmentOf(null), { courseVersionId: 'x', revision: 1 }).then(() => null, (error: unknown) => error);
    expect(String(await visiting)).toContain('Sign in first');
  });
});
