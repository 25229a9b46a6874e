import { inRead, type Ctx } from '../../../context.js';
import { durationOfSeconds } from '../../../lib/duration.js';
import { NIL_UUID, uuidOf } from '../../../lib/ids.js';
import { refuse, type Outcome } from '../../../lib/refusal.js';
import type { Actor } from '../../identity/actor.js';
import type { OrganisationState } from '../../organisations/lifecycle.js';
import { mayExportDrafts } from '../policy/exports.js';
import { rowIdOf } from '../rows/row.js';
import type { CatalogueRow } from '../rows/serialise.js';
import { PAGE_COURSES, pageOf, type ExportSelection, type PageRow } from './page.js';

/** A course on its way out: its canonical row, and what JSON-LD says besides. */
export interface ExportedCourse extends Pick<PageRow, 'courseId' | 'state' | 'providerName' | 'providerWebsite'> {
  readonly row: CatalogueRow;
  readonly teaches: PageRow['competencies'];
}

const VISITOR: Actor = { kind: 'visitor' };

/**
 * The courses of a selection in the order of their ids, a page of them at a time. Each page is one short transaction, so that a
 * slow reader holds no connection; a course that is published, suspended or retired meanwhile is in or out by the moment of its
 * page, and none comes twice. What is public is read as a visitor reads it, whoever asks. `base` is where
 * the marketplace is served, for the addresses of what is in the catalogue; null where that is not known.
 */
export async function* exportedCourses(
  ctx: Pick<Ctx, 'actor' | 'db'>, selection: ExportSelection, base: string | null,
): AsyncGenerator<readonly ExportedCourse[]> {
  const reader = selection.drafts ? ctx : { db: ctx.db, actor: VISITOR };
  for (let after = NIL_UUID; ;) {
    const page = await inRead(reader, (sql) => pageOf(sql, selection, after));
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map((each) => exportedOf(each, base));
    if (page.length < PAGE_COURSES) return;
    after = last.courseId;
  }
}

/**
 * The provider of an export by its public id or slug. NOT_FOUND where there is none that the public knows; with `drafts`, where it is
 * none whose unpublished courses the actor may take out.
 */
export async function providerToExport(
  ctx: Pick<Ctx, 'actor' | 'db'>, named: string, drafts: boolean,
): Promise<Outcome<{ readonly providerId: string; readonly slug: string }>> {
  const id = uuidOf('provider', named);
  const [provider] = id === null && !/^[a-z0-9-]{1,120}$/.test(named) ? [] : await inRead(ctx, (sql) => sql<{ id: string; slug: string; state: OrganisationState }[]>`
    select o.id, o.slug, o.state::text as state from organisation o
    where o.kind = 'PROVIDER' and ${id === null ? sql`o.slug = ${named}` : sql`o.id = ${id}`}`);
  const isOpen = provider !== undefined && (drafts ? mayExportDrafts(ctx.actor, provider.id) : provider.state === 'VERIFIED');
  if (isOpen) return { providerId: provider.id, slug: provider.slug };
  return refuse('NOT_FOUND', drafts
    ? 'There is no such provider that you act for; who acts for several organisations names the membership with X-Membership.'
    : 'There is no such provider.');
}

function exportedOf(page: PageRow, base: string | null): ExportedCourse {
  const { courseId, externalId, state, durationSeconds, providerName, providerWebsite, competencies, modules, ...same } = page;
  const isPublic = state === 'PUBLISHED' && base !== null;
  return {
    courseId, state, providerName, providerWebsite, teaches: competencies,
    row: {
      ...same, id: rowIdOf({ id: courseId, externalId }), duration: durationOfSeconds(durationSeconds),
      competencies: competencies.map(({ framework, code, level }) => ({ framework, code, level })),
      modules: modules.map(({ title, summary, items }) => ({
        title, summary, items: items.map(({ kind, title: name, url, durationSeconds: seconds }) => ({ kind, title: name, url, duration: durationOfSeconds(seconds) })),
      })),
      url: isPublic ? `${base}/export/provider/${page.provider}/courses.jsonld#${page.slug}` : null,
    },
  };
}
