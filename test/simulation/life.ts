import { createRandom, type Random } from '#src/demo/random.ts';
import { createGeography, type Geography } from '#src/demo/geography.ts';
import { createPeopleSource, type PeopleSource } from '#src/demo/invented-people.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Request } from '#src/requests/request.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { SimulatedDatabase } from '#test/simulation/database.ts';
import { type Kept, keptOf } from '#test/simulation/kept.ts';
import { emptyPost, type Post } from '#test/simulation/post.ts';
import { type Process, startProcess } from '#test/simulation/process.ts';
import { type Fault, type PowerSwitch, withFault, withPowerSwitch } from '#test/simulation/around-storage.ts';

/** Five days before clocks go back: six months cross both changes of hour. */
const BEGINS = Temporal.Instant.from('2026-10-20T07:30:00Z');
/** Two processes work on the same database, as on a host; PGlite is one process by nature. */
const PROCESSES = { sqlite: 2, postgres: 2, pglite: 1 } as const;

/** What goes on while a seed is lived. */
export interface Life {
  readonly database: SimulatedDatabase;
  readonly communes: CommuneDirectory;
  readonly geography: Geography;
  readonly people: PeopleSource;
  readonly territories: readonly Kept[];
  readonly power: PowerSwitch;
  readonly post: Post;
  /** Living processes: any of them may serve the next act. */
  processes: readonly Process[];
  now: Temporal.Instant;
  step: number;
  /** Ids made in this step: the same again when the step is lived again. */
  made: number;
}

/** One step of a life: a territory, chance of its own, the process that serves it. */
export interface Scene {
  readonly life: Life;
  readonly kept: Kept;
  readonly random: Random;
  readonly process: Process;
  readonly where: { readonly id: string; readonly zone: string };
  readonly today: IsoDate;
}

/** What happened in a step, in words for who reads the log; `broken` says at once what should not have happened. */
export interface Told {
  readonly words: string;
  readonly broken?: readonly string[];
  /** Other territories that this act reaches on purpose. */
  readonly reaches?: readonly string[];
  /** The processes died, or may have: new ones take over. */
  readonly restart?: true;
}

/** Something that can happen. Undefined: nobody is in a position to do it now. */
export interface Happening {
  readonly name: string;
  readonly weight: number;
  readonly live: (scene: Scene) => Promise<Told | undefined>;
}

export const today = (life: Pick<Life, 'now'>, { territory }: Pick<Kept, 'territory'>): IsoDate =>
  localMoment(life.now, territory.zone).date;

const surroundings = (life: Life, fault: Fault | undefined): Parameters<typeof startProcess>[1] => ({
  clock: () => life.now,
  newId: () => `${life.step}-${(life.made += 1)}`,
  communes: life.communes,
  around: (storage) => withPowerSwitch(fault ? withFault(storage, fault) : storage, life.power),
});

/** New processes over what the database holds; those before are gone. */
export const startProcesses = async (life: Life, fault: Fault | undefined): Promise<void> => {
  for (const { engine } of life.processes) await life.database.bury(engine);
  const started: Process[] = [];
  while (started.length < PROCESSES[life.database.kind])
    started.push(startProcess(await life.database.open(), surroundings(life, fault)));
  life.processes = started;
  life.power.off = false;
};

const TERRITORIES = [
  { slug: 'nord', name: 'Covoiturage du nord' },
  { slug: 'sud', name: 'Covoiturage du sud' },
] as const;
const MEMBERS = 3;
/** A town and two villages around it. */
const SEEN_BY_REFERENT = ['Gramat', 'Rocamadour', 'Figeac'] as const;

const settle = async (life: Life, slug: string, name: string): Promise<Kept> => {
  const [process] = life.processes;
  if (!process) throw new Error('no process');
  const { truth, tools } = process;
  const at = formatInstant(life.now);
  const created = await createTerritory({
    atomicallyOnInstance: (work) => truth.atomicallyOnInstance(work),
    findCommune: (code) => life.communes.find(code),
    clock: tools.now,
    newId: tools.newId,
  })({
    slug,
    name,
    phone: '+33536490000',
    phoneHours: 'du lundi au vendredi, de 9 h à 12 h',
    controller: 'Association Exemple, 1 place du Marché, 46000 Cahors',
    communeCodes: life.communes.communesOfDepartment('46').map(({ code }) => code),
    switches: ALL_ON,
  });
  if (created.kind === 'refused') throw new Error(`territory refused: ${created.reason}`);
  const memberIds = Array.from({ length: MEMBERS }, (_, index) => `${slug}-membre-${index + 1}`);
  const referent = {
    memberId: `${slug}-referente`,
    communeCodes: SEEN_BY_REFERENT.map((town) => life.geography.town(town).code),
  };
  await truth.atomicallyOnInstance(async ({ members }) => {
    for (const id of [...memberIds, referent.memberId]) {
      await members.add({ id, login: id, name: id, email: null, host: false, disabledAt: null, createdAt: at });
      await members.setMembership({
        memberId: id,
        territoryId: created.territory.id,
        role: id === referent.memberId ? 'referent' : 'coordination',
        communeCodes: id === referent.memberId ? referent.communeCodes : null,
      });
    }
  });
  await truth.atomically(created.territory.id, async ({ messageSettings }) => {
    const sms = { adapter: 'show-only', fields: {}, sealed: {} };
    await messageSettings.save({ ...(await messageSettings.get()), sms }, at);
  });
  return keptOf({ territory: created.territory, memberIds, referent });
};

/** Two neighbouring territories with a team each, and nobody yet. */
export const beginLife = async (
  seed: number,
  database: SimulatedDatabase,
  communes: CommuneDirectory,
  fault: Fault | undefined,
): Promise<Life> => {
  const territories: Kept[] = [];
  const life: Life = {
    database,
    communes,
    geography: createGeography(communes),
    people: createPeopleSource(createRandom(seed)),
    territories,
    post: emptyPost(),
    power: { cutIn: null, off: false, cut: () => database.cutPower() },
    processes: [],
    now: BEGINS,
    step: 0,
    made: 0,
  };
  await startProcesses(life, fault);
  for (const { slug, name } of TERRITORIES) territories.push(await settle(life, slug, name));
  return life;
};

/** The same chances for a step whatever was lived before it. */
export const chanceOf = (seed: number, step: number): Random =>
  createRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(step + 1, 0xc2b2ae35));

/** A member on a request, as their page showed it. */
export const actOn = ({ kept, random }: Scene, request: Request): Act => ({
  territoryId: kept.territory.id,
  requestId: request.id,
  expectedVersion: request.version,
  memberId: random.pick(kept.memberIds),
});

/** Remembers what an act answered, and says it in a few words. */
export const remember = ({ kept }: Pick<Scene, 'kept'>, outcome: Outcome<unknown>): string => {
  if (outcome.kind === 'done') kept.requests.set(outcome.request.id, outcome.request);
  return outcome.kind === 'refused' ? `refused: ${JSON.stringify(outcome.refusal)}` : outcome.kind;
};

/** The same, for a call to a driver: it is counted. */
export const noteCallOn = (scene: Pick<Scene, 'kept'>, request: Request, outcome: Outcome<unknown>): string => {
  const { calls } = scene.kept;
  if (outcome.kind === 'done') calls.set(request.id, (calls.get(request.id) ?? 0) + 1);
  return remember(scene, outcome);
};

export const openRequests = ({ kept }: Pick<Scene, 'kept'>): readonly Request[] =>
  [...kept.requests.values()].filter((request) => request.closing === null);

/** One of them, or undefined. */
export const one = <T>(random: Random, items: readonly T[]): T | undefined =>
  items.length === 0 ? undefined : random.pick(items);
