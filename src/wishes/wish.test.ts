import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Request } from '#src/requests/request.ts';
import { type Found, lookedAt, type Wish, wishedSlots } from '#src/wishes/wish.ts';
import { request, way } from '#test/fixtures/requests.ts';

const AT = '2026-11-23T04:00:00.000Z';
const LATER = '2026-11-24T04:00:00.000Z';
const ODILE: Found = { driverId: 'odile', tripId: 'trip-1' };
const closing = { reason: 'no-solution', at: AT, byMember: 'm-1' } as const;

const look = (before: Wish | undefined, found: readonly Found[], changes: Partial<Request> = {}, at = AT): Wish =>
  lookedAt(before, request(changes), 'outward', found, at);

describe('a wish looked at again', () => {
  test('somebody where there was nobody is news; somebody from the first look on is not', () => {
    assert.deepEqual([look(undefined, []).state, look(undefined, [ODILE]).state], ['nothing', 'known']);
    const news = look(look(undefined, []), [ODILE], {}, LATER);
    assert.deepEqual([news.state, news.foundAt, news.found], ['found', LATER, [ODILE]]);
    assert.equal(look(look(undefined, [ODILE]), [ODILE, { driverId: 'yvette', tripId: null }]).state, 'known');
  });

  test('news stays news, with its first hour, until it is seen; then it stays seen', () => {
    const news = look(look(undefined, []), [ODILE]);
    assert.deepEqual([look(news, [ODILE], {}, LATER).state, look(news, [ODILE], {}, LATER).foundAt], ['found', AT]);
    const seen: Wish = { ...news, state: 'seen', seenBy: 'm-1' };
    assert.deepEqual([look(seen, [ODILE], {}, LATER).state, look(seen, [ODILE], {}, LATER).seenBy], ['seen', 'm-1']);
  });

  test('who goes away again, or was asked, is no news; the next one is', () => {
    const gone = look({ ...look(look(undefined, []), [ODILE]), state: 'seen', seenBy: 'm-1' }, []);
    assert.deepEqual([gone.state, gone.foundAt, gone.seenBy], ['nothing', null, null]);
    assert.equal(look(gone, [ODILE]).state, 'found');
  });

  test('occasions open, or without a solution; never of a request that ended otherwise', () => {
    const dates = ['2026-12-01', '2026-12-02', '2026-12-03'];
    const outward = way('outward', { kind: 'dates', dates });
    const settledOtherwise = [
      { wayId: 'outward', slot: '2026-12-01', reason: 'no-solution' },
      { wayId: 'outward', slot: '2026-12-02', reason: 'other-way' },
    ] as const;
    const slots = (changes: Partial<Request>) =>
      wishedSlots(request({ ways: [outward], settledOtherwise, ...changes }), outward);
    assert.deepEqual(slots({}), ['2026-12-01', '2026-12-03']);
    assert.deepEqual(slots({ closing }), ['2026-12-01', '2026-12-03']);
    assert.deepEqual(slots({ closing: { ...closing, reason: 'cancelled' } }), []);
  });
});
