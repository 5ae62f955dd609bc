import { good, look, mend, type Said, sizeWords, unchecked } from '#src/doctor/finding.ts';

/** What is seen of the database. */
export interface DatabaseFacts {
  /** "SQLite 3.50.4". */
  readonly engine: string;
  /** Whether each page of it reads; null where its host looks after it, or where it is too long to be looked at. */
  readonly isSound: boolean | null;
  readonly bytes: number | null;
  /** Of what is written and not yet in the file itself. */
  readonly waitingBytes: number | null;
  readonly lastMigration: string;
}

/** SQLite brings it back to nothing by itself: so much means that something holds it. */
const MOST_WAITING_BYTES = 200e6;

export const judgeDatabase = (facts: DatabaseFacts): Said => {
  const { engine, isSound, bytes, waitingBytes, lastMigration } = facts;
  const state = `${engine}${bytes === null ? '' : `, ${sizeWords(bytes)}`}, étape ${lastMigration}`;
  if (isSound === false)
    return mend(
      `${engine} : des pages sont abîmées. Remettez la dernière sauvegarde en place (page « Les sauvegardes »).`,
    );
  if ((waitingBytes ?? 0) > MOST_WAITING_BYTES)
    return look(`${state}. Beaucoup d’écritures attendent d’être rangées : fermez et rouvrez le service.`);
  if (isSound === null && bytes !== null) return unchecked(`${state}, trop grande pour cette page : lotocar doctor.`);
  return good(`${state}.`);
};
