import { good, look, type Said } from '#src/doctor/finding.ts';
import type { Job } from '#src/jobs/job.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';

/** Late by so many of its own turns, and by more than an hour. */
const LATE_TURNS = 3;
const LEAST_MINUTES = 60;

export const judgeJobs = (
  known: readonly Pick<RegularJob, 'name' | 'every'>[],
  jobs: readonly Job[],
  now: Temporal.Instant,
): Said => {
  const ran = jobs.filter(({ lastRunAt }) => lastRunAt !== null);
  if (ran.length === 0) return look('aucun n’a encore tourné : ils tournent quand le service est ouvert.');
  const failed = jobs.filter(({ lastError }) => lastError !== null).map(({ name }) => name);
  if (failed.length > 0) return look(`en échec : ${failed.join(', ')}. « lotocar job NOM » le refait et dit pourquoi.`);
  const late = known
    .filter(({ name, every }) => {
      const last = ran.find((job) => job.name === name)?.lastRunAt;
      const minutes = last ? Temporal.Instant.from(last).until(now).total('minutes') : 0;
      return minutes > LEAST_MINUTES && minutes > LATE_TURNS * every;
    })
    .map(({ name }) => name);
  if (late.length > 0) return look(`en retard : ${late.join(', ')}. Le service reste-t-il ouvert ?`);
  const [last] = ran.map(({ lastRunAt }) => lastRunAt ?? '').toSorted((a, b) => (a < b ? 1 : -1));
  const minutes = Math.max(
    0,
    Math.round(
      Temporal.Instant.from(last ?? '')
        .until(now)
        .total('minutes'),
    ),
  );
  return good(`${ran.length} travaux à jour, le dernier il y a ${minutes} min.`);
};
