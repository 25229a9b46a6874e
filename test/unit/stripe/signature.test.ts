import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CardMode, ProviderEvent } from '../../../src/domain/payments/rules/cards.js';
import { deliveryOf, type RefusedDelivery } from '../../../src/integrations/payments/stripe/signature.js';

const NOW = new Date('2026-11-22T10:00:00.400Z');
const NOW_S = 1_795_341_600;
const SECRET = 'whsec_of_this_endpoint';
const NEXT_SECRET = 'whsec_that_follows';

const EVENT = {
  id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', api_version: '2026-10-28.endive', created: NOW_S - 5, livemode: false,
  pending_webhooks: 1, request: null, data: { object: { id: 'pi_1', object: 'payment_intent', amount: 63_572_500 } },
};

const bodyOf = (event: object): Buffer => Buffer.from(JSON.stringify(event, null, 2));
const signature = (body: Buffer, time: string | number, secret = SECRET): string =>
  createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
const signed = (body: Buffer, time: string | number = NOW_S, secret = SECRET): string => `t=${time},v1=${signature(body, time, secret)}`;

interface Delivery {
  readonly body?: Buffer;
  readonly header?: string | undefined;
  readonly secrets?: readonly string[];
  readonly mode?: CardMode;
}

function deliver(delivery: Delivery = {}): ProviderEvent | RefusedDelivery {
  const { body = bodyOf(EVENT), secrets = [SECRET], mode = 'TEST' } = delivery;
  return deliveryOf(body, 'header' in delivery ? delivery.header : signed(body), secrets, mode, NOW);
}

/** By what a delivery is refused; its sentence never holds a secret. */
function refusalOf(delivery: Delivery): string {
  const answer = deliver(delivery);
  if (!('refused' in answer)) return 'taken';
  expect(answer.message).toMatch(/^[A-Z].*\.$/);
  expect(answer.message).not.toContain('whsec_');
  return answer.refused;
}

describe('a delivery', () => {
  it('is taken where it is signed, fresh, ours and of our mode', () => {
    expect(deliver()).toEqual({
      id: 'evt_1', type: 'payment_intent.succeeded', apiVersion: '2026-10-28.endive', isLive: false, objectType: 'payment_intent', objectId: 'pi_1',
      occurredAt: new Date((NOW_S - 5) * 1000), payload: EVENT,
    });
  });

  it('is taken whatever the version and type, so that it is kept and then judged', () => {
    const balance = { ...EVENT, type: 'balance.available', api_version: '2019-02-19', data: { object: { object: 'balance', available: [] } } };
    expect(deliver({ body: bodyOf(balance) })).toMatchObject({ type: 'balance.available', apiVersion: '2019-02-19', objectType: 'balance', objectId: 'evt_1' });
    const { api_version: _version, ...without } = EVENT;
    expect(deliver({ body: bodyOf(without) })).toMatchObject({ apiVersion: null });
  });

  it('is taken by either secret while they are rotated, and by one of several signatures', () => {
    const body = bodyOf(EVENT);
    const secrets = [SECRET, NEXT_SECRET];
    expect(refusalOf({ header: signed(body, NOW_S, SECRET), secrets })).toBe('taken');
    expect(refusalOf({ header: signed(body, NOW_S, NEXT_SECRET), secrets })).toBe('taken');
    expect(refusalOf({ header: `t=${NOW_S},v1=${'0'.repeat(64)},v1=${signature(body, NOW_S)},v0=${'1'.repeat(64)}` })).toBe('taken');
    expect(refusalOf({ header: signed(body, NOW_S, NEXT_SECRET) })).toBe('SIGNATURE');
  });

  it.each([[undefined], [''], ['nothing of the kind'], [`t=${NOW_S}`], [`v1=${'0'.repeat(64)}`], [`t=${NOW_S},v0=${'0'.repeat(64)}`]])(
    'is refused by its header: %s', (header) => { expect(refusalOf({ header })).toBe('HEADER'); });

  it.each([
    ['stale', NOW_S - 301], ['to come', NOW_S + 301], ['ten years ahead', NOW_S + 315_360_000], ['NaN', 'NaN'], ['Infinity', 'Infinity'],
    ['empty', ''], ['negative', `-${NOW_S}`], ['a fraction', `${NOW_S}.5`], ['with an exponent', '1e9'], ['hexadecimal', '0x6b02f820'],
    ['with something behind it', `${NOW_S}abc`], ['with a sign', `+${NOW_S}`], ['with spaces', ` ${NOW_S}`], ['too long to be exact', `${NOW_S}0000000000`],
  ])('is refused by its time, however well signed: %s', (_what, time) => {
    expect(refusalOf({ header: signed(bodyOf(EVENT), time) })).toBe('TIMESTAMP');
  });

  it('is refused where there are several times, the first or the last of them good', () => {
    const good = signed(bodyOf(EVENT));
    expect(refusalOf({ header: `t=${NOW_S - 10},${good}` })).toBe('TIMESTAMP');
    expect(refusalOf({ header: `${good},t=${NOW_S}` })).toBe('TIMESTAMP');
  });

  it('is taken at the very limits of time', () => {
    for (const time of [NOW_S - 300, NOW_S, NOW_S + 300]) expect(refusalOf({ header: signed(bodyOf(EVENT), time) })).toBe('taken');
  });

  it('is refused by its signature: another secret, another time, another body, the same body written anew', () => {
    const header = signed(bodyOf(EVENT));
    expect(refusalOf({ header: signed(bodyOf(EVENT), NOW_S, 'whsec_of_somebody_else') })).toBe('SIGNATURE');
    expect(refusalOf({ header: header.replace(`t=${NOW_S}`, `t=${NOW_S + 1}`) })).toBe('SIGNATURE');
    expect(refusalOf({ header, body: bodyOf({ ...EVENT, livemode: true }) })).toBe('SIGNATURE');
    expect(refusalOf({ header, body: Buffer.from(JSON.stringify(EVENT)) })).toBe('SIGNATURE');
    expect(refusalOf({ header, body: Buffer.concat([bodyOf(EVENT), Buffer.from('\n')]) })).toBe('SIGNATURE');
    expect(refusalOf({ header, body: Buffer.alloc(0) })).toBe('SIGNATURE');
    expect(refusalOf({ secrets: [] })).toBe('SIGNATURE');
  });

  it.each([
    ['no JSON', Buffer.from('{"id":')], ['no object', Buffer.from('null')], ['no event', bodyOf({ ...EVENT, object: 'charge' })],
    ['a thin event', bodyOf({ id: 'evt_1', object: 'v2.core.event', type: 'v1.invoice.paid' })], ['no id', bodyOf({ ...EVENT, id: '' })],
    ['no time', bodyOf({ ...EVENT, created: 'now' })], ['no object in it', bodyOf({ ...EVENT, data: {} })],
    ['broken UTF-8', Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ])('is refused by its body: %s', (_what, body) => {
    // What is no UTF-8 was signed as the package reads it.
    const header = signed(Buffer.from(body.toString('utf8')));
    expect(refusalOf({ body, header })).toBe('BODY');
  });

  it('is refused where a mark of byte order was put before the body that was signed', () => {
    const body = bodyOf(EVENT);
    expect(refusalOf({ body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]), header: signed(body) })).toBe('BODY');
  });

  it('is refused where it is of another account, or of the other mode', () => {
    const body = (change: object): Delivery => ({ body: bodyOf({ ...EVENT, ...change }) });
    expect(refusalOf(body({ account: 'acct_1' }))).toBe('ACCOUNT');
    expect(refusalOf(body({ livemode: true }))).toBe('MODE');
    expect(refusalOf({ mode: 'LIVE' })).toBe('MODE');
    expect(refusalOf({ ...body({ livemode: true }), mode: 'LIVE' })).toBe('taken');
  });
});
