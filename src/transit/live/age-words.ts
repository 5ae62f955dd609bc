import { counted } from '#src/counted.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** "à l’instant", "il y a 2 minutes", "il y a 3 heures": how long ago something was said. */
export const ageWords = (saidAt: IsoInstant, now: Temporal.Instant): string => {
  const minutes = Math.floor(Temporal.Instant.from(saidAt).until(now).total('minutes'));
  if (minutes < 1) return 'à l’instant';
  if (minutes < 60) return `il y a ${counted(minutes, 'minute')}`;
  if (minutes < 48 * 60) return `il y a ${counted(Math.floor(minutes / 60), 'heure')}`;
  return `il y a ${counted(Math.floor(minutes / (24 * 60)), 'jour')}`;
};
