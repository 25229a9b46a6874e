/** Pieces of the hand-written statements: what the API writes otherwise than PostgreSQL does. */

/** Seconds as an ISO 8601 duration of hours, minutes and seconds. */
export const duration = (value) => `case when ${value} = 0 then 'PT0S' else 'PT'
  || case when ${value} >= 3600 then (${value} / 3600) || 'H' else '' end
  || case when ${value} / 60 % 60 > 0 then (${value} / 60 % 60) || 'M' else '' end
  || case when ${value} % 60 > 0 then (${value} % 60) || 'S' else '' end end`;

/** A moment as RFC 3339 in UTC with milliseconds. */
export const moment = (value) => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A JSON array, without spaces, of the rows of a select of one column \`j\` of type json. */
export const array = (select) => `array_to_json(array(${select}))`;

/** A JSON object, without spaces, of the columns of a select list. */
export const object = (columns, from = '') => `(select row_to_json(r) from (select ${columns} ${from}) r)`;

/** A cursor of a list: base64url of a JSON array of order, direction, value and id. */
export const cursor = (order, direction, value, id) =>
  `rtrim(translate(encode(convert_to('["${order}","${direction}","' || ${value} || '","' || ${id} || '"]', 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;

/** An amount of paise. */
export const paise = (value) => `case when ${value} is not null then ${object(`(${value})::text as "amountMinor"`)} end`;

/** What a cursor holds: value and id. */
export function readCursor(text) {
  const [, , value, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
  return { value, id };
}
