import { z } from 'zod';

/** Kinds of values that variables of the environment hold: each reads a text, or says in words what it must be. */

const parts = z.string().transform((value) => value.split(',').map((part) => part.trim()).filter((part) => part !== ''));

/** A whole number, both bounds included. */
export const wholeNumber = (least: number, most: number): z.ZodType<number> =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);

/** on or off, in the ways in which people write it. */
export const flag = z.string().toLowerCase()
  .refine((value) => ['on', 'off', 'true', 'false', '1', '0'].includes(value), 'must be on or off')
  .transform((value) => ['on', 'true', '1'].includes(value));

/** A URL with one of these protocols. */
export const address = (...protocols: string[]): z.ZodType<string> =>
  z.string().refine((value) => protocols.includes(protocolOf(value)), `must be an address that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`);

/** The address of a PostgreSQL database. */
export const databaseAddress = address('postgres:', 'postgresql:')
  .refine((value) => !URL.canParse(value) || new URL(value).pathname.length > 1, 'must name a database: postgres://user:password@host:port/database');

/** Browser origins, separated by commas. */
export const origins = parts
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must be origins such as https://example.gov.in, separated by commas, without a path');

/** Secrets of webhooks, separated by commas. */
export const secrets = parts
  .refine((list) => list.length > 0 && list.every((secret) => /^whsec_\S+$/.test(secret)), 'must be secrets that begin with whsec_, separated by commas');

/** Whose word on addresses is taken: as Fastify has it. */
export const proxies = z.string().transform((value): boolean | number | string[] => {
  if (/^\d+$/.test(value)) return Number(value);
  if (value === 'on' || value === 'true') return true;
  return value === 'off' || value === 'false' ? false : value.split(',').map((part) => part.trim());
});

/** Addresses of several PostgreSQL databases, separated by commas. */
export const databaseAddresses = parts
  .refine((list) => list.length > 0 && list.every((one) => databaseAddress.safeParse(one).success && URL.canParse(one)),
    'must be addresses such as postgres://host:port/database, separated by commas');

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}
