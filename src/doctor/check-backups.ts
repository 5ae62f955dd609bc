import type { BackupFile } from '#src/backups/backup-name.ts';
import type { Rehearsal } from '#src/backups/backups.ts';
import { good, look, mend, type Said } from '#src/doctor/finding.ts';

export interface BackupFacts {
  readonly newest: BackupFile | undefined;
  readonly rehearsal: Rehearsal | null;
  readonly hasPhrase: boolean;
  readonly now: Temporal.Instant;
}

const LONGEST_HOURS = 50;
const LONGEST_REHEARSAL_DAYS = 15;

export const judgeBackups = ({ newest, rehearsal, hasPhrase, now }: BackupFacts): Said => {
  if (!newest) return look('aucune encore : la première se fait dans l’heure, service ouvert, ou lotocar backup.');
  const hours = Math.round(newest.madeAt.until(now).total('hours'));
  const age =
    hours < 1
      ? 'il y a moins d’une heure'
      : hours < 48
        ? `il y a ${hours} h`
        : `il y a ${Math.round(hours / 24)} jours`;
  if (hours > LONGEST_HOURS)
    return mend(`la dernière, ${age}. Le service doit rester ouvert ; tout de suite : lotocar backup.`);
  if (rehearsal !== null && rehearsal.outcome !== 'whole')
    return mend(`la dernière, ${age}, mais l’essai de restauration a échoué. Voyez la page « Les sauvegardes ».`);
  if (rehearsal !== null && Temporal.Instant.from(rehearsal.at).until(now).total('days') > LONGEST_REHEARSAL_DAYS)
    return look(
      `la dernière, ${age} ; aucun essai de restauration depuis deux semaines. Le service reste-t-il ouvert ?`,
    );
  if (!hasPhrase)
    return look(`la dernière, ${age}, n’est pas chiffrée. Choisissez une phrase secrète, page « Les sauvegardes ».`);
  return good(`la dernière, ${age}, chiffrée${rehearsal === null ? '' : ', et la restauration a été essayée'}.`);
};
