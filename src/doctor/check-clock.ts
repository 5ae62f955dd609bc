import { good, look, mend, NO_NETWORK, type Said, unchecked } from '#src/doctor/finding.ts';

/** This version was written after it: a clock before it is wrong. */
const WRITTEN = Temporal.Instant.from('2026-11-01T00:00:00Z');
/** Known to be there for years, asked for nothing but the hour of their answer. */
const HOSTS = ['https://www.service-public.fr/', 'https://www.debian.org/'];
const SECONDS_TO_LOOK = 90;
const SECONDS_TO_MEND = 10 * 60;

/** @param theirs what another machine says, null when none was reached */
export const judgeClock = (now: Temporal.Instant, theirs: Temporal.Instant | null): Said => {
  const day = now.toZonedDateTimeISO('Europe/Paris').toPlainDate();
  const said = day.toLocaleString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' });
  if (Temporal.Instant.compare(now, WRITTEN) < 0)
    return mend(`la machine se croit le ${said}. Réglez son horloge (timedatectl set-ntp true).`);
  if (theirs === null) return unchecked(NO_NETWORK);
  const seconds = Math.abs(now.until(theirs).total('seconds'));
  if (seconds > SECONDS_TO_MEND)
    return mend(
      `${Math.round(seconds / 60)} minutes d’écart. Réglez l’horloge de la machine (timedatectl set-ntp true).`,
    );
  if (seconds > SECONDS_TO_LOOK)
    return look(`${Math.round(seconds)} secondes d’écart. Laissez la machine suivre l’heure du réseau (NTP).`);
  return good('à l’heure.');
};

/** The hour of the first of these that answers: the service's own address first, since it is asked of nobody else. */
export const checkClock = async (
  now: Temporal.Instant,
  publicUrl: string,
  hourOf: (url: string) => Promise<string | null>,
): Promise<Said> => {
  const isPublic = publicUrl.startsWith('https:');
  for (const url of isPublic ? [`${publicUrl}/health`, ...HOSTS] : HOSTS) {
    const hour = await hourOf(url).catch(() => null);
    const date = new Date(hour ?? '');
    if (!Number.isNaN(date.getTime())) return judgeClock(now, date.toTemporalInstant());
  }
  return judgeClock(now, null);
};
