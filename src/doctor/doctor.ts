import { isSea } from 'node:sea';
import type { Backups, Rehearsal } from '#src/backups/backups.ts';
import type { Config } from '#src/config.ts';
import { judgeAddress } from '#src/doctor/check-address.ts';
import { judgeBackups } from '#src/doctor/check-backups.ts';
import { checkClock, judgeClock } from '#src/doctor/check-clock.ts';
import { type DatabaseFacts, judgeDatabase } from '#src/doctor/check-database.ts';
import { checkDisk } from '#src/doctor/check-disk.ts';
import { judgeJobs } from '#src/doctor/check-jobs.ts';
import { checkDomain, judgeServer, type ResolveTxt } from '#src/doctor/check-mail.ts';
import { checkMemory } from '#src/doctor/check-memory.ts';
import { judgeProgram } from '#src/doctor/check-program.ts';
import { judgeRoads } from '#src/doctor/check-roads.ts';
import { judgeSms } from '#src/doctor/check-sms.ts';
import { judgeLiveTimetables, judgeTimetables } from '#src/doctor/check-timetables.ts';
import { type Finding, good, look, mend, NO_NETWORK, type Said, unchecked } from '#src/doctor/finding.ts';
import type { Job } from '#src/jobs/job.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { MessageTools } from '#src/outbox/sms-adapter.ts';
import type { Storage } from '#src/storage-ports.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Clock } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import { nameOfFeed } from '#src/timetables-import/import-words.ts';
import type { Timetables } from '#src/timetables-import/timetables.ts';
import { judgeLive } from '#src/timetables-live/live-state-words.ts';
import type { LiveTimetables } from '#src/timetables-live/live-timetables.ts';
import { version } from '#src/version.ts';

/** What the doctor looks with. */
export interface DoctorTools {
  readonly config: Pick<Config, 'dataFolder' | 'publicUrl' | 'databaseUrl'>;
  readonly clock: Clock;
  readonly storage: Pick<Storage, 'in' | 'instance'>;
  readonly backups: Backups | null;
  readonly messages: Pick<MessageTools, 'reachMail' | 'reachSms'>;
  readonly examineDatabase: (quick: boolean) => Promise<DatabaseFacts>;
  readonly isRoadFileThere: (file: string) => Promise<boolean>;
  /** Opens the timetables that are not, so that each can be told whole or broken. */
  readonly openTimetables: () => Promise<void>;
  readonly timetables: Pick<Timetables, 'isBroken'>;
  /** Whether the MOTIS of the instance answers; null where it has none. */
  readonly reachMotis: (() => Promise<boolean>) | null;
  readonly liveTimetables: Pick<LiveTimetables, 'refresh' | 'stateOf'>;
  readonly regularJobs: readonly RegularJob[];
  readonly listJobs: () => Promise<readonly Job[]>;
  /** The later version that is known, if any. */
  readonly newerVersion: () => Promise<string | null>;
  readonly resolveTxt: ResolveTxt;
  /** The `Date` header of an answer. */
  readonly hourOf: (url: string) => Promise<string | null>;
  /** What a check may take. */
  readonly patience?: number;
}

export interface ExamineOptions {
  /** False: nothing is asked outside this machine. */
  readonly network: boolean;
  /** True on a page: what would keep others waiting is left to the command line. */
  readonly quick: boolean;
  /** Only what is of this territory, beside the machine; null: of all. */
  readonly territoryId: string | null;
}

/** Looks at the service, one part after the other. */
export type Examine = (options: ExamineOptions) => Promise<readonly Finding[]>;

const PATIENCE_MILLISECONDS = 8000;

/** What takes too long is said, and so is a bug of ours: the others are still looked at. */
const within = async (check: () => Said | Promise<Said>, milliseconds: number): Promise<Said> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Said>((resolve) => {
    timer = setTimeout(() => resolve(unchecked('pas de réponse à temps.')), milliseconds);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch (error) {
    return mend(`n’a pas pu être regardé (${error instanceof Error ? error.name : 'erreur'}).`);
  } finally {
    clearTimeout(timer);
  }
};

export const createExamine =
  (tools: DoctorTools): Examine =>
  async ({ network, quick, territoryId }) => {
    const { config, clock, storage, backups, patience = PATIENCE_MILLISECONDS } = tools;
    const all = await storage.instance.territories.list();
    const territories = all.filter(({ id }) => territoryId === null || id === territoryId);
    const checks: (readonly [string, () => Said | Promise<Said>])[] = [
      ['programme', async () => judgeProgram(await programFacts(tools))],
      ['adresse', () => judgeAddress(config.publicUrl)],
      ['disque', () => checkDisk(config.dataFolder, config.databaseUrl !== null)],
      ['mémoire', checkMemory],
      ['horloge', () => (network ? checkClock(clock(), config.publicUrl, tools.hourOf) : judgeClock(clock(), null))],
      ['base de données', async () => judgeDatabase(await tools.examineDatabase(quick))],
      ['sauvegardes', () => sayBackups(tools, backups)],
      ['travaux', async () => judgeJobs(tools.regularJobs, await tools.listJobs(), clock())],
      ['routes', () => sayRoads(tools, territories)],
      ...(await timetableChecks(tools, territories, network)),
      ...(await messageChecks(tools, territories, network)),
    ];
    return Promise.all(
      checks.map(async ([about, check]): Promise<Finding> => ({ about, ...(await within(check, patience)) })),
    );
  };

const programFacts = async ({ newerVersion }: DoctorTools) => ({
  version,
  node: process.versions.node,
  isExecutable: isSea(),
  newer: await newerVersion(),
});

const sayBackups = async ({ storage, clock }: DoctorTools, backups: Backups | null): Promise<Said> => {
  if (!backups) return unchecked('l’hébergeur de PostgreSQL les fait. Demandez-lui combien de jours il garde.');
  const { settings } = storage.instance;
  const written = await settings.get('backup-rehearsal');
  return judgeBackups({
    newest: (await backups.list())[0],
    rehearsal: written === undefined ? null : (JSON.parse(written) as Rehearsal),
    hasPhrase: (await settings.get('backup-passphrase')) !== undefined,
    now: clock(),
  });
};

const sayRoads = async (
  { storage, isRoadFileThere }: DoctorTools,
  territories: readonly Territory[],
): Promise<Said> => {
  const ids = new Set(territories.map(({ id }) => id));
  const used = (await storage.instance.roads.list()).flatMap(({ territoryId, inUse }) =>
    inUse && ids.has(territoryId) ? [inUse.file] : [],
  );
  const there = await Promise.all(used.map(isRoadFileThere));
  return judgeRoads({
    territories: territories.length,
    withRoads: used.length,
    broken: there.filter((one) => !one).length,
  });
};

/** Of the territories that show timetables. */
const timetableChecks = async (
  { storage, openTimetables, timetables, liveTimetables, reachMotis, clock }: DoctorTools,
  territories: readonly Territory[],
  network: boolean,
): Promise<readonly (readonly [string, () => Promise<Said>])[]> => {
  const showing = territories.filter(({ switches }) => switches.timetables);
  const feeds = (await Promise.all(showing.map(({ id }) => storage.instance.feeds.listOf(id)))).flat();
  const nameOf = new Map(showing.map(({ id, name }) => [id, name]));
  const zone = showing[0]?.zone;
  if (zone === undefined) return [];
  const live = feeds.filter((feed) => feed.live.length > 0);
  const sayTimetables = async (): Promise<Said> => {
    await openTimetables();
    const facts = feeds.map((feed) => ({
      name: nameOfFeed(feed),
      territory: showing.length > 1 ? (nameOf.get(feed.territoryId) ?? null) : null,
      isEmpty: feed.inUse === null,
      isBroken: timetables.isBroken(feed.id),
      lastDate: feed.inUse?.lastDate ?? null,
      checkedAt: feed.address === null ? null : feed.checkedAt,
    }));
    return judgeTimetables(facts, clock(), localMoment(clock(), zone).date);
  };
  const sayLive = async (): Promise<Said> => {
    if (!network) return unchecked(NO_NETWORK);
    await openTimetables();
    await Promise.all(showing.map(({ id }) => liveTimetables.refresh(id)));
    return judgeLiveTimetables(
      live.flatMap((feed) => liveTimetables.stateOf(feed)).map((state) => judgeLive(state, clock())),
    );
  };
  const sayMotis = async (): Promise<Said> => {
    if (!network || reachMotis === null) return unchecked(NO_NETWORK);
    return (await reachMotis())
      ? good('il répond.')
      : look('il ne répond pas : Lotocar cherche lui-même dans les horaires. Voyez LOTOCAR_MOTIS_URL.');
  };
  return [
    ['horaires', sayTimetables],
    ...(live.length > 0 ? [['temps réel', sayLive] as const] : []),
    ...(reachMotis === null ? [] : [['MOTIS', sayMotis] as const]),
  ];
};

const MONTH_DAYS = 31;

/** Of the channels that are on, territory by territory: what is off has no line. */
const messageChecks = async (
  { storage, messages, resolveTxt, clock }: DoctorTools,
  territories: readonly Territory[],
  network: boolean,
): Promise<readonly (readonly [string, () => Promise<Said>])[]> => {
  const checks: (readonly [string, () => Promise<Said>])[] = [];
  for (const territory of territories) {
    const { mail, sms } = await storage.in(territory.id).messageSettings.get();
    const of = territories.length > 1 ? ` (${territory.name})` : '';
    if (territory.switches.email && mail)
      checks.push(
        [
          `e-mail${of}`,
          async () => (network ? judgeServer(await messages.reachMail(territory, mail)) : unchecked(NO_NETWORK)),
        ],
        [`domaine${of}`, () => checkDomain(mail.fromAddress, mail.host, network ? resolveTxt : null)],
      );
    if (territory.switches.sms && sms)
      checks.push([
        `SMS${of}`,
        async () => {
          const { outbox } = storage.in(territory.id);
          const since = formatInstant(clock().subtract({ hours: 24 * MONTH_DAYS }));
          const settled = { channel: 'sms', since } as const;
          const [last] = await outbox.list(
            { ...settled, states: ['sent', 'delivered', 'failed'] },
            { limit: 1, offset: 0 },
          );
          return judgeSms({
            answers: network ? await messages.reachSms(territory, sms, clock()) : null,
            sent: await outbox.count({ ...settled, states: ['sent', 'delivered'] }),
            failed: await outbox.count({ ...settled, states: ['failed'] }),
            uncertain: await outbox.count({ ...settled, states: ['uncertain'] }),
            isLastFailed: last?.state === 'failed',
          });
        },
      ]);
  }
  return checks;
};
