import { computed, connection, list, one } from '../../../db/reader/fields.js';
import type { Field, Writer } from '../../../db/reader/shape.js';
import { durationOfSeconds } from '../../../lib/duration.js';
import { publicId } from '../../../lib/ids.js';
import { formatPaise } from '../../../lib/money.js';
import { differences, type VersionSnapshot } from '../rules/differences.js';
import { findingsOfVersion } from './lists.js';
import { reviewVisible } from './visibility.js';

/** What the reviews of a course version add to it: fields of the shape of `CourseVersion`. */
export const reviewFieldsOfVersion: Readonly<Record<string, Field>> = {
  rounds: list('ReviewRound', (row, child) => `${child}.course_version_id = ${row}.id`, (child) => `${child}.number desc`),
  currentRound: one('ReviewRound', (row, child) => `${child}.course_version_id = ${row}.id and ${child}.state in ('OPEN', 'APPROVED')`),
  findings: connection(findingsOfVersion),
  differences: computed((row, w) => {
    const p = w.alias('p');
    const shown = (sql: string): string => `case when ${reviewVisible(row, w)} then ${sql} end`;
    return {
      before: shown(`(select ${snapshotSql(p, w)} from course_version ${p} where ${p}.course_id = ${row}.course_id
        and ${p}.number < ${row}.number and ${p}.published_at is not null order by ${p}.number desc limit 1)`),
      after: shown(snapshotSql(row, w)),
    };
  }, ({ before, after }) => (before === null || after === null ? [] : differences(snapshotOf(before), snapshotOf(after)))),
};

interface RawPart {
  readonly id: string;
  readonly key: string;
}

interface RawItem extends RawPart {
  readonly title: string;
  readonly kind: string;
  readonly url: string;
  readonly duration: number;
}

interface RawSnapshot {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly level: string;
  readonly duration: number;
  readonly captions: boolean;
  readonly transcript: boolean;
  readonly signLanguage: boolean;
  readonly licence: string;
  readonly inclusion: string;
  readonly price: string | null;
  readonly modules: readonly (RawPart & { readonly title: string; readonly summary: string; readonly items: readonly RawItem[] })[];
  readonly competencies: readonly { readonly id: string; readonly level: number }[];
}

/** A JSON expression over a row of course_version: all that versions are compared by. */
function snapshotSql(row: string, w: Writer): string {
  const [m, i, c] = [w.alias('m'), w.alias('i'), w.alias('c')];
  return `json_build_object('title', ${row}.title, 'summary', ${row}.summary, 'description', ${row}.description,
    'languages', ${row}.languages, 'level', ${row}.level, 'duration', ${row}.duration_seconds, 'captions', ${row}.captions,
    'transcript', ${row}.transcript, 'signLanguage', ${row}.sign_language, 'licence', ${row}.licence,
    'inclusion', ${row}.inclusion, 'price', ${row}.price_paise::text,
    'modules', (select coalesce(json_agg(json_build_object('id', ${m}.id, 'key', ${m}.lineage_id, 'title', ${m}.title,
        'summary', ${m}.summary, 'items', (select coalesce(json_agg(json_build_object('id', ${i}.id, 'key', ${i}.lineage_id,
            'title', ${i}.title, 'kind', ${i}.kind, 'url', ${i}.url, 'duration', ${i}.duration_seconds)
            order by ${i}.position, ${i}.id), '[]'::json)
          from content_item ${i} where ${i}.module_id = ${m}.id)) order by ${m}.position, ${m}.id), '[]'::json)
      from module ${m} where ${m}.course_version_id = ${row}.id),
    'competencies', (select coalesce(json_agg(json_build_object('id', ${c}.competency_id, 'level', ${c}.level)
        order by ${c}.competency_id), '[]'::json)
      from course_version_competency ${c} where ${c}.course_version_id = ${row}.id))`;
}

function snapshotOf(json: unknown): VersionSnapshot {
  const raw = json as RawSnapshot;
  return {
    fields: {
      title: raw.title, summary: raw.summary, description: raw.description, languages: raw.languages.join(', '), level: raw.level,
      duration: durationOfSeconds(raw.duration), 'accessibility.captions': yesNo(raw.captions),
      'accessibility.transcript': yesNo(raw.transcript), 'accessibility.signLanguage': yesNo(raw.signLanguage),
      licence: raw.licence, inclusion: raw.inclusion, price: raw.price === null ? null : `INR ${formatPaise(BigInt(raw.price))}`,
    },
    modules: raw.modules.map(({ id, key, title, summary, items }) => ({
      key, id: publicId('module', id), fields: { title, summary },
      items: items.map((item) => ({
        key: item.key, id: publicId('content_item', item.id),
        fields: { title: item.title, kind: item.kind, url: item.url, duration: durationOfSeconds(item.duration) },
      })),
    })),
    competencies: raw.competencies.map(({ id, level }) => ({ key: id, id: publicId('competency', id), fields: { level: String(level) } })),
  };
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
