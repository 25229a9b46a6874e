import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { contentItem, courseModule, courseVersion } from '../../db/tables/catalogue.js';
import { uuidOf } from '../../lib/ids.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { judgeVersion, unknownVersion } from './policy.js';
import { lockVersion, type CourseVersionRow, type LockedVersion } from './steps.js';

type ModuleRow = typeof courseModule.$inferSelect;
type ContentItemRow = typeof contentItem.$inferSelect;

/** A part of a draft, with the draft locked for an edit of it. */
interface OpenedModule {
  readonly version: LockedVersion;
  readonly module: ModuleRow;
}
interface OpenedItem {
  readonly version: LockedVersion;
  readonly item: ContentItemRow;
}

/**
 * Locks the draft of a public id for an edit that was prepared at a revision. Refuses what the actor may not
 * edit, a version that is frozen, and a revision that is not the current one.
 */
export async function openDraft(tx: Tx, publicVersionId: string, revision: number): Promise<Refused | LockedVersion> {
  const path = ['courseVersionId'];
  const id = uuidOf('course_version', publicVersionId);
  return id === null ? unknownVersion(path) : lockDraft(tx, id, revision, unknownVersion(path));
}

/** Locks the draft that the module of a public id is a part of; refuses as `openDraft` does. */
export async function openModule(tx: Tx, publicModuleId: string, revision: number): Promise<Refused | OpenedModule> {
  const unknown = refuse('NOT_FOUND', 'There is no such module.', ['moduleId']);
  const id = uuidOf('module', publicModuleId);
  const seen = id === null ? undefined : await moduleRow(tx, id);
  if (seen === undefined) return unknown;
  const version = await lockDraft(tx, seen.courseVersionId, revision, unknown);
  if (isRefused(version)) return version;
  // Read again under the lock: it may have been moved or removed since.
  const module = await moduleRow(tx, seen.id);
  return module === undefined ? unknown : { version, module };
}

/** Locks the draft that the content item of a public id is a part of; refuses as `openDraft` does. */
export async function openItem(tx: Tx, publicItemId: string, revision: number): Promise<Refused | OpenedItem> {
  const unknown = refuse('NOT_FOUND', 'There is no such content item.', ['contentItemId']);
  const id = uuidOf('content_item', publicItemId);
  const seen = id === null ? undefined : await itemRow(tx, id);
  if (seen === undefined) return unknown;
  const version = await lockDraft(tx, seen.courseVersionId, revision, unknown);
  if (isRefused(version)) return version;
  const item = await itemRow(tx, seen.id);
  return item === undefined ? unknown : { version, item };
}

type Content = Partial<Omit<CourseVersionRow, 'id' | 'courseId' | 'providerId' | 'number' | 'state' | 'revision' | 'createdBy' | 'createdAt'>>;

/** Writes a locked draft: what changed of it, and the next revision, which it answers. */
export async function saveDraft(tx: Tx, version: LockedVersion, changed: Content = {}): Promise<number> {
  const revision = version.revision + 1;
  await tx.orm.update(courseVersion).set({ ...changed, revision, updatedAt: tx.now }).where(eq(courseVersion.id, version.id));
  return revision;
}

async function lockDraft(tx: Tx, versionId: string, revision: number, unknown: Refused): Promise<Refused | LockedVersion> {
  const version = await lockVersion(tx, versionId);
  if (version === null) return unknown;
  const refusal = judgeVersion(tx.actor, 'UPDATE', version);
  if (refusal !== null) return refusal.errors[0]?.code === 'NOT_FOUND' ? unknown : refusal;
  return staleRevision(version, revision) ?? version;
}

/** The refusal of a revision that is not the current one, which it tells. */
export function staleRevision(version: Pick<CourseVersionRow, 'revision'>, revision: number): Refused | null {
  if (version.revision === revision) return null;
  return refuse('STALE_REVISION',
    `The draft has changed since: its revision is ${version.revision} now, not ${revision}. Read it again and repeat the change.`,
    ['revision']);
}

async function moduleRow(tx: Tx, id: string): Promise<ModuleRow | undefined> {
  const [row] = await tx.orm.select().from(courseModule).where(eq(courseModule.id, id));
  return row;
}

async function itemRow(tx: Tx, id: string): Promise<ContentItemRow | undefined> {
  const [row] = await tx.orm.select().from(contentItem).where(eq(contentItem.id, id));
  return row;
}
