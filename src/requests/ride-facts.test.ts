import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rideFacts, rideSentences, type RideTold } from '#src/requests/ride-facts.ts';
import type { Ride } from '#src/requests/request.ts';
import { aPerson, AT, aTerritory, aTrip } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';

const DAY = '2026-12-01';
const ride: Ride = {
  id: 'ride',
  wayId: 'outward',
  slot: DAY,
  date: DAY,
  driverId: 'd',
  tripId: null,
  kilometres: 30,
  regime: 'on-the-way',
  state: 'agreed',
  createdAt: AT,
};
const told = (changes: Partial<RideTold> = {}): RideTold => ({
  request: request({ rides: [ride], needs: ['walker'], seats: 2, motive: 'health', note: 'Scanner' }),
  ride,
  driver: aPerson({ id: 'd', firstName: 'Paul', lastName: 'Marty' }),
  passenger: aPerson({ id: 'p', firstName: 'Lucette', lastName: 'Vidal', phones: [] }),
  trip: null,
  driverNumberShared: false,
  territory: aTerritory(),
  today: '2026-11-22',
  ...changes,
});

describe('both are told the same facts', () => {
  test('the passenger reads who drives; nobody reads why, nor a number that was not shared', () => {
    const sentences = rideSentences(rideFacts(told()), 'passenger').join('\n');
    assert.match(sentences, /Mardi 1er décembre, rendez-vous sur place à 9\u00a0h\u00a030\./);
    assert.match(sentences, /Paul Marty conduit\./);
    assert.match(sentences, /À prévoir : 2 personnes, avec un déambulateur\./);
    assert.match(sentences, /Le retour est déjà réglé/);
    assert.doesNotMatch(sentences, /06|Scanner|santé/);
  });

  test('a number is told once its owner agreed, and the trip’s hour', () => {
    const facts = rideFacts(
      told({ driverNumberShared: true, trip: aTrip({ meetingPlace: { text: 'Devant la mairie', placeId: null } }) }),
    );
    assert.equal(facts.hour, 'départ à 8\u00a0h\u00a030, rendez-vous sur place à 9\u00a0h\u00a030');
    assert.match(
      rideSentences(facts, 'passenger').join('\n'),
      /on se retrouve ici : Devant la mairie.*06\s39\s98\s00\s01/isu,
    );
    assert.match(rideSentences(facts, 'driver').join('\n'), /Vous emmenez Lucette Vidal\./);
  });

  test('the way back is always said', () => {
    const home = way('return', { kind: 'dates', dates: [DAY] });
    const ways = [...request().ways, home];
    const open = rideFacts(told({ request: request({ ways, rides: [ride] }) }));
    assert.match(open.wayBack, /n’est pas encore trouvé/);
    const back: Ride = { ...ride, id: 'back', wayId: 'return' };
    const both = rideFacts(told({ request: request({ ways, rides: [ride, back] }) }));
    assert.match(both.wayBack, /avec la même personne/);
    assert.match(rideFacts(told({ request: request({ ways, rides: [ride, back] }), ride: back })).wayBack, /retour/);
    const weekly: Ride = { ...ride, date: null, slot: 'weekday-2' };
    assert.equal(rideFacts(told({ ride: weekly })).day, 'chaque mardi');
  });
});
