import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import type { Consents } from '#src/people/person.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import { createTerritory, type TerritoryDraft } from '#src/territory/create-territory.ts';
import type { Territory } from '#src/territory/territory.ts';
import { weekdayOf } from '#src/time/dates.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import type { Trip } from '#src/trips/trip.ts';
import { placeMigratedFile } from './place-migrated-file.ts';

/** A Tuesday morning in winter time: the one clock of the tests of pages. */
export const TUESDAY = Temporal.Instant.from('2026-11-24T09:00:00+01:00');

/** A thousandth of a real one. */
export const PASSPHRASE_COST = 8;

/** A driver as a test needs one; what is not said is welcomed, listed, and gives no number. */
export interface TestDriver {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly consents?: Partial<Consents>;
  readonly welcomed?: boolean;
  readonly setAsideReason?: string | null;
  /** Names of places as people write them: start, stops on the way, end. */
  readonly stops?: readonly string[];
  readonly trip?: Partial<Omit<Trip, 'stops' | 'id'>>;
}

export interface TestService extends OpenService {
  readonly territory: Territory;
  /** Moves the clock; it never moves by itself. */
  setNow(now: Temporal.Instant): void;
  /** Adds one more territory; the code of a département gives all its communes. */
  addTerritory(slug: string, name: string, department: string, changes?: Partial<TerritoryDraft>): Promise<Territory>;
  addPlace(place: Omit<LocalPlace, 'id'>, territory?: Territory): Promise<LocalPlace>;
  /** The snapshot of a place of the territory. @throws Error when it is not understood. */
  stop(name: string): Stop;
  addDriver(driver?: TestDriver, territory?: Territory): Promise<{ readonly driverId: string; readonly trip: Trip }>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form; a list of values repeats its name. */
  post(
    path: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** An answer whose marks of French are written in the tests as they are in the pages: after a plain space. */
const asRead = (response: Response): Response =>
  // Defined, not assigned: once a server runs in this process, its own Response cannot be assigned to.
  Object.defineProperty(response, 'text', {
    value: async () =>
      (await new Response(response.body).text()).replaceAll(/\u00a0(?=[?!:;»%€]|km)|(?<=«)\u00a0/g, ' '),
  });

/** The real service on a new SQLite file, with the Lot and the real communes, and nobody yet. */
export const openTestService = async (changes: Partial<Config> = {}): Promise<TestService> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-test-'));
  let now = TUESDAY;
  let made = 0;
  const config = { ...readConfig({}), publicUrl: 'http://localhost:3000', dataFolder, ...changes };
  if (config.databaseUrl === null) await placeMigratedFile(config.dataFolder);
  const open = await openService({
    config,
    log: createLogger('silent'),
    clock: () => now,
    passphraseCost: PASSPHRASE_COST,
  });
  const { service, app } = open;
  const { storage, communes, placeSearch, newId } = service;

  const addTerritory: TestService['addTerritory'] = async (slug, name, department, more = {}) => {
    const created = await createTerritory({
      atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
      findCommune: (code) => communes.find(code),
      clock: () => now,
      newId,
    })({
      slug,
      name,
      phone: '+33536490000',
      phoneHours: 'du lundi au vendredi, de 9 h à 12 h',
      controller: 'Association Exemple, 1 place du Marché, 46000 Cahors',
      communeCodes: communes.communesOfDepartment(department).map(({ code }) => code),
      ...more,
    });
    if (created.kind === 'refused') throw new Error(`territory refused: ${created.reason}`);
    return created.territory;
  };
  const lot = await addTerritory('lot', 'Lotocar du Lot', '46');

  const stop = (name: string): Stop => {
    const resolution = placeSearch.resolve(name, {
      communeCodes: lot.communeCodes,
      localPlaces: [],
      centre: lot.centre,
    });
    if (resolution.kind !== 'found') throw new Error(`${name}: ${resolution.kind}`);
    return stopFrom(resolution.place);
  };

  const addDriver: TestService['addDriver'] = async (driver = {}, territory = lot) => {
    const at = formatInstant(now);
    const { date } = localMoment(now, territory.zone);
    const number = driver.phone ?? `+3363998${String((made += 1)).padStart(4, '0')}`;
    const driverId = newId();
    const trip: Trip = {
      id: newId(),
      territoryId: territory.id,
      driverId,
      returnOf: null,
      schedule: {
        kind: 'regular',
        weekdays: weekdayBit(weekdayOf(date)),
        departure: 8 * 60,
        from: null,
        until: null,
        excluded: [],
        pausedUntil: null,
      },
      seats: null,
      maxDetour: null,
      flexibility: 0,
      meetingPlace: null,
      remarks: '',
      carTakes: [],
      help: 'free',
      state: 'active',
      toVerify: false,
      confirmedAt: at,
      timesAsked: 0,
      createdAt: at,
      version: 1,
      ...driver.trip,
      stops: (driver.stops ?? ['Gramat', 'Cahors']).map(stop),
    };
    await storage.atomically(territory.id, async (stores) => {
      await stores.people.add({
        id: driverId,
        territoryId: territory.id,
        firstName: driver.firstName ?? 'Lucette',
        lastName: driver.lastName ?? 'Marty',
        phones: [{ number, kind: 'mobile', sms: true }],
        email: null,
        address: '',
        trustedContact: null,
        reachedBy: 'voice',
        note: '',
        heardFrom: '',
        informedOn: null,
        minor: false,
        parentAgreedOn: null,
        setAsideReason: driver.setAsideReason ?? null,
        lastContactAt: at,
        createdAt: at,
        version: 1,
      });
      const welcomed = driver.welcomed ?? true;
      await stores.drivers.add({
        personId: driverId,
        welcomedOn: welcomed ? date : null,
        welcomedBy: null,
        createdAt: at,
      });
      const consents: Consents = { listed: true, numberShown: false, neighbours: false, ...driver.consents };
      for (const purpose of ['listed', 'numberShown', 'neighbours'] as const) {
        const given = consents[purpose];
        await stores.drivers.recordConsent({
          id: newId(),
          personId: driverId,
          purpose,
          given,
          how: 'form',
          memberId: null,
          at,
        });
      }
      await stores.trips.add(trip);
    });
    return { driverId, trip };
  };

  return {
    ...open,
    territory: lot,
    setNow(instant) {
      now = instant;
    },
    addTerritory,
    async addPlace(place, territory = lot) {
      const added = { ...place, id: newId() };
      await storage.atomically(territory.id, ({ localPlaces }) => localPlaces.add(added, formatInstant(now)));
      return added;
    },
    stop,
    addDriver,
    async get(path, headers = {}) {
      return asRead(await app.request(path, { headers }));
    },
    async post(path, form, headers = {}) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(form)) {
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
      }
      const answer = await app.request(path, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      });
      return asRead(answer);
    },
    async close() {
      await open.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
