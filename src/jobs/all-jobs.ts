import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { Counts, Tidy, TidyTools } from '#src/privacy/tidy.ts';
import { dayBefore, instantBefore, PERIODS } from '#src/privacy/periods.ts';
import { createTidyPaper } from '#src/privacy/tidy-paper.ts';
import { createTidyMessages } from '#src/privacy/tidy-messages.ts';
import { createEraseSilentPeople } from '#src/privacy/tidy-people.ts';
import { createBlurRides, createReduceUnmetRequests } from '#src/privacy/tidy-requests.ts';
import { createTidyTraces } from '#src/privacy/tidy-traces.ts';
import { createBlurStoppedTrips, createEndOneOffs, createPauseUnanswered } from '#src/privacy/tidy-trips.ts';
import { createForgetAbsences } from '#src/privacy/tidy-volunteers.ts';
import { keepTrials } from '#src/jobs/keep-trials.ts';
import { openTerritories } from '#src/jobs/open-territories.ts';
import { rematch } from '#src/jobs/rematch.ts';
import type { Service } from '#src/service.ts';
import type { Storage } from '#src/storage-ports.ts';
import { formatInstant } from '#src/time/zone.ts';

const HOURLY = 60;
const DAILY = 24 * 60;

/** A tidying of every territory of the instance, one after the other; their counts are added. */
const inEveryTerritory =
  (storage: Storage, tidy: Tidy) =>
  async (now: Temporal.Instant): Promise<Counts> => {
    const total: Record<string, number> = {};
    for (const { id, zone } of await storage.instance.territories.list())
      for (const [key, count] of Object.entries(await tidy({ id, zone }, now))) total[key] = (total[key] ?? 0) + count;
    return total;
  };

/** Everything that runs by itself, for the `job` table and for `lotocar job NAME`. */
export const allJobs = ({
  storage,
  newId,
  communes,
  findMatches,
  findVolunteers,
  listOffers,
}: Pick<
  Service,
  'storage' | 'newId' | 'communes' | 'findMatches' | 'findVolunteers' | 'listOffers'
>): readonly RegularJob[] => {
  const tools: TidyTools = {
    in: (territoryId) => storage.in(territoryId),
    atomically: (territoryId, work) => storage.atomically(territoryId, work),
    newId,
  };
  const job = (name: string, label: string, every: number, tidy: Tidy): RegularJob => ({
    name,
    label,
    every,
    run: inEveryTerritory(storage, tidy),
  });
  return [
    job('end-one-offs', 'Retire les trajets ponctuels dont l’heure est passée', HOURLY, createEndOneOffs(tools)),
    job(
      'pause-unanswered',
      'Met en pause les trajets réguliers sans réponse après deux demandes',
      DAILY,
      createPauseUnanswered(tools),
    ),
    job(
      'blur-stopped-trips',
      'Oublie les lieux exacts des trajets arrêtés depuis six semaines',
      DAILY,
      createBlurStoppedTrips(tools, communes),
    ),
    job(
      'reduce-unmet-requests',
      'Réduit à des nombres les demandes sans solution, six mois après leur date',
      DAILY,
      createReduceUnmetRequests(tools),
    ),
    job(
      'blur-rides',
      'Oublie les lieux exacts, les besoins et le motif six semaines après un trajet convenu',
      DAILY,
      createBlurRides(tools, communes),
    ),
    job(
      'forget-absences',
      'Oublie les absences passées des bénévoles qui conduisent exprès',
      DAILY,
      createForgetAbsences(tools),
    ),
    job(
      'erase-silent-people',
      'Efface les personnes sans nouvelles depuis 24 mois et prévenues deux fois',
      DAILY,
      createEraseSilentPeople(tools),
    ),
    job(
      'tidy-traces',
      'Efface le journal de plus de douze mois, les liens qui n’ouvrent plus et les appels à moitié notés',
      DAILY,
      createTidyTraces(tools),
    ),
    job(
      'tidy-paper',
      'Oublie les feuilles imprimées depuis deux semaines, et les heures de départ et de retour de six semaines',
      DAILY,
      createTidyPaper({ atomically: (territoryId, work) => storage.atomically(territoryId, work) }),
    ),
    job(
      'tidy-messages',
      'Efface les mots des messages après six semaines, et leur trace après douze mois',
      DAILY,
      createTidyMessages(storage),
    ),
    keepTrials(storage),
    openTerritories({ storage, newId, listOffers }),
    rematch({ storage, communes, findMatches, findVolunteers }),
    {
      name: 'tidy-desk',
      label: 'Oublie qui était sur quelle demande, les tableurs laissés en route et les absences de plus d’un an',
      every: HOURLY,
      async run(now) {
        const total = { presences: 0, closures: 0, sheetImports: 0 };
        for (const { id, zone } of await storage.instance.territories.list())
          await storage.atomically(id, async ({ presence, sheetImports, instance }) => {
            total.presences += await presence.eraseBefore(instantBefore(now, { minutes: PERIODS.presenceMinutes }));
            total.sheetImports += await sheetImports.eraseBefore(
              instantBefore(now, { hours: PERIODS.sheetDraftHours }),
              instantBefore(now, { days: PERIODS.sheetUndoDays }),
            );
            total.closures += await instance.territories.eraseClosuresBefore(
              id,
              dayBefore(now, zone, { months: PERIODS.closureMonths }),
            );
          });
        return total;
      },
    },
    {
      name: 'tidy-setup',
      label: 'Oublie les ouvertures de territoire laissées depuis trente jours',
      every: DAILY,
      async run(now) {
        const before = instantBefore(now, { days: PERIODS.setupDays });
        return { setups: await storage.atomicallyOnInstance(({ setups }) => setups.forgetBefore(before)) };
      },
    },
    {
      name: 'end-sessions',
      label: 'Ferme les sessions expirées de l’équipe',
      every: HOURLY,
      async run(now) {
        await storage.atomicallyOnInstance(({ members }) => members.removeExpired(formatInstant(now)));
        return {};
      },
    },
  ];
};
