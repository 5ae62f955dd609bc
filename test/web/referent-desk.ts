import { createHash } from 'node:crypto';
import type { Stop } from '#src/places/place.ts';
import type { Request } from '#src/requests/request.ts';
import { aPerson, aRequest, aTrip, GRAMAT } from '#test/fixtures/drivers.ts';
import { aVolunteer } from '#test/fixtures/volunteers.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';
import { MATRIX, type MatrixLine } from './matrix-lines.ts';

const AT = '2026-11-20T09:00:00.000Z';
const EVERY_DAY = 127;
const stop = (code: string, name: string, latitude: number, longitude: number): Stop => ({
  label: name,
  communeName: name,
  communeCode: code,
  point: { latitude, longitude },
  source: 'chef-lieu',
});
const SAINT_CERE = stop('46251', 'Saint-Céré', 44.8594, 1.8912);
const ROCAMADOUR = stop('46240', 'Rocamadour', 44.7994, 1.6178);

export const REFERENT = 'serin-referente';
/** People of whom a referent of Gramat knows, and how. */
export const INSIDE = {
  passenger: 'DedansPassagere',
  driver: 'DedansConductrice',
  fitting: 'ConvientConducteur',
  volunteer: 'ExpresBenevole',
} as const;
/** Whoever fits her open request, and drives from elsewhere. */
export const FITTING = {
  driver: 'convient',
  trip: 'convient-trajet',
  volunteer: 'expres',
  door: 'PorteExpres',
} as const;

/** The desk of a referent of Gramat, in a planted territory of which all the rest is out of sight. */
export interface ReferentDesk {
  readonly service: TestService;
  readonly planted: Planted;
  /** The same names of things, but of people in sight. */
  readonly inside: Planted;
  readonly cookie: string;
  /** The routes of the desk. */
  readonly routes: readonly (readonly [string, MatrixLine])[];
  readonly ask: (
    route: string,
    line: MatrixLine,
    things: Planted,
  ) => Promise<{ status: number; text: string; path: string }>;
  readonly read: (page: string) => Promise<{ status: number; text: string }>;
  readonly close: () => Promise<void>;
}

export const openReferentDesk = async (): Promise<ReferentDesk> => {
  const service = await openTestService();
  const planted = await plant(service.engine, 'quercy');
  const { territoryId } = planted;
  const ids = {
    ...planted.ids,
    passenger: 'dedans-passagere',
    driver: 'dedans-conductrice',
    request: 'dedans-demande',
    way: 'dedans-aller',
    trip: 'dedans-trajet',
  };
  const inside: Planted = { ...planted, ids };
  const person = (id: string, lastName: string, number: string) =>
    aPerson({ id, territoryId, firstName: 'Zoé', lastName, phones: [{ number, kind: 'mobile', sms: true }] });
  const { storage } = service.service;
  await storage.atomically(territoryId, async ({ people, drivers, trips, requests, instance }) => {
    await people.add(person(ids.passenger, INSIDE.passenger, '+33465710001'));
    for (const [id, name, number, stops] of [
      [ids.driver, INSIDE.driver, '+33465710002', [GRAMAT, stop('46042', 'Cahors', 44.4491, 1.4366)]],
      [FITTING.driver, INSIDE.fitting, '+33465710003', [ROCAMADOUR, GRAMAT, SAINT_CERE]],
    ] as const) {
      await people.add(person(id, name, number));
      await drivers.add({ personId: id, welcomedOn: '2026-11-02', welcomedBy: null, createdAt: AT });
      await drivers.recordConsent({
        id: `${id}-liste`,
        personId: id,
        purpose: 'listed',
        given: true,
        how: 'phone',
        memberId: null,
        at: AT,
      });
      const schedule = { ...aTrip().schedule, weekdays: EVERY_DAY };
      const trip = aTrip({ id: id === ids.driver ? ids.trip : FITTING.trip, territoryId, driverId: id, stops });
      await trips.add({ ...trip, schedule });
    }
    await requests.add(
      aRequest({
        id: ids.request,
        territoryId,
        passengerId: ids.passenger,
        ways: [{ ...aRequest().ways[0], id: ids.way, from: GRAMAT, to: SAINT_CERE } as Request['ways'][number]],
        promise: { dueAt: '2026-11-24T16:00:00.000Z', saidAt: AT, byMember: null, keptAt: null },
        needs: [],
      }),
      null,
    );
    const member = { id: REFERENT, login: 'referente', name: 'Référente', email: null, host: false } as const;
    await instance.members.add({ ...member, disabledAt: null, createdAt: AT });
    await instance.members.setMembership({
      memberId: REFERENT,
      territoryId,
      role: 'referent',
      communeCodes: [GRAMAT.communeCode],
    });
  });
  // A volunteer near Rocamadour, without any trip, goes as far as Saint-Céré and no further; the one out of sight stays around
  // Figeac.
  await storage.atomically(territoryId, async ({ people, drivers, volunteers }) => {
    const personId = FITTING.volunteer;
    await people.add(person(personId, INSIDE.volunteer, '+33465710004'));
    await drivers.add({ personId, welcomedOn: '2026-11-02', welcomedBy: null, createdAt: AT });
    const home = { ...ROCAMADOUR, label: FITTING.door };
    const free = { mornings: EVERY_DAY, afternoons: EVERY_DAY };
    await volunteers.add(aVolunteer({ personId, territoryId, home, ...free, radius: 40 }));
  });
  await service.engine.atomically((trx) =>
    trx.updateTable('volunteer').set({ radius: 5 }).where('person_id', '=', planted.ids.driver).execute(),
  );
  const token = 'session-referente';
  await service.service.storage.atomicallyOnInstance(({ members }) =>
    members.addSession({
      id: createHash('sha256').update(token).digest('hex'),
      memberId: REFERENT,
      createdAt: '2026-11-24T07:00:00.000Z',
      seenAt: '2026-11-24T07:59:00.000Z',
      expiresAt: '2026-12-24T20:00:00.000Z',
      device: null,
    }),
  );
  const cookie = `lotocar=${token}`;
  const routes = Object.entries(MATRIX).filter(
    ([route, { opensTo }]) =>
      route.includes('/equipe') &&
      !route.includes('/connexion') &&
      !route.includes('/deconnexion') &&
      opensTo !== 'everyone' &&
      opensTo !== 'link',
  );
  const ask = async (route: string, line: MatrixLine, things: Planted) => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const path = `/${planted.slug}${line.path ? line.path(things) : pattern.slice('/:territoire'.length)}`;
    const post = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await service.app.request(path, {
      method,
      headers: { Cookie: cookie, ...(method === 'POST' ? post : {}) },
      ...(method === 'POST' ? { body: new URLSearchParams(line.form?.(things) ?? {}) } : {}),
    });
    const text = `${answer.headers.get('Location') ?? ''}\n${await answer.text()}`;
    return { status: answer.status, text, path };
  };
  const read = async (page: string) => {
    const answer = await service.get(`/${planted.slug}${page}`, { Cookie: cookie });
    return { status: answer.status, text: await answer.text() };
  };
  return { service, planted, inside, cookie, routes, ask, read, close: () => service.close() };
};
