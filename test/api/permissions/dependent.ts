import { viewerClassOf } from '../../../src/db/reader/viewer.js';
import type { Field, Shape, ViewerClass, Writer } from '../../../src/db/reader/shape.js';
import type { OrganisationKind, Role } from '../../../src/domain/identity/roles.js';
import { ROLES_BY_KIND } from '../../../src/domain/identity/roles.js';
import { shapes } from '../../../src/domain/shapes.js';

/** Every class of viewers with one role, and those with none. */
function viewers(): ViewerClass[] {
  const acting = (Object.entries(ROLES_BY_KIND) as [OrganisationKind, readonly Role[]][]).flatMap(([organisationKind, roles]) => roles.map((role) =>
    viewerClassOf({
      kind: 'person', userId: '', email: '', name: '',
      membership: { id: '', organisationId: '', organisationKind, roles: new Set([role]), specialisms: new Set() },
    })));
  return [viewerClassOf({ kind: 'visitor' }), viewerClassOf({ kind: 'person', userId: '', email: '', name: '', membership: null }), ...acting];
}

/** Writes SQL that can only be compared. */
function writerFor(viewer: ViewerClass): Writer {
  return {
    viewer, param: () => '?', runParam: () => '?', organisationId: () => ':organisation', userId: () => ':user', now: () => ':now',
    alias: (stem) => stem,
  };
}

/** What a field is in SQL for a viewer, as one text. */
function written(field: Field, w: Writer): string {
  if (field.allowed !== undefined && !field.allowed(w.viewer)) return 'null';
  switch (field.kind) {
    case 'value': return field.sql('t', w);
    case 'computed': return JSON.stringify(field.needs('t', w));
    case 'object': return Object.values(field.fields).map((inner) => written(inner, w)).join(';');
    case 'one': case 'list': return field.on('t', 'c', w);
    case 'connection': return field.connection.on?.('t', 'c', 's', w) ?? '';
    case 'standIn': return field.there?.('t', w) ?? '';
    case 'standInList': return field.from('t', 'c', w);
  }
}

/**
 * `Type.field` of all fields that are written differently for different viewers: those under a permission of their own.
 * `allowedActions` says what the viewer may do, so it is not among them; what follows from the visibility of the objects
 * that a field leads to is not either.
 */
export function fieldsThatDependOnTheViewer(): string[] {
  const writers = viewers().map(writerFor);
  const own = shapes.filter((shape): shape is Shape => 'fields' in shape);
  return own.flatMap((shape) => Object.entries(shape.fields)
    .filter(([name, field]) => name !== 'allowedActions' && new Set(writers.map((w) => written(field, w))).size > 1)
    .map(([name]) => `${shape.type}.${name}`));
}
