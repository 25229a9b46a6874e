import { built } from './places.mjs';

/** What the hand-written statements take their parameters from: decoded ids, the people who ask, the day. */
export async function toolsOf(sql) {
  const [{ searchRequestOf }, { DEVELOPMENT_ISSUER }, { indianDateOf }, typeid] = await Promise.all([
    built('domain/search/rules/request'), built('transport/development/people'), built('lib/indianDate'), import('typeid-js'),
  ]);
  const rows = await sql`
    select substr(u.subject, 6) as key, u.id, m.organisation_id as organisation, m.specialisms::text[] as specialisms from app_user u
      join membership m on m.user_id = u.id and m.state = 'ACTIVE' where u.issuer = ${DEVELOPMENT_ISSUER}`;
  return {
    searchRequestOf,
    uuidOf: (id) => typeid.TypeID.fromString(id).toUUID(),
    today: indianDateOf(new Date()),
    people: Object.fromEntries(rows.map(({ key, id }) => [key, id])),
    organisations: Object.fromEntries(rows.map(({ key, organisation }) => [key, organisation])),
    specialisms: rows.find(({ key }) => key === 'curator').specialisms,
  };
}
