import { type Kysely, sql } from 'kysely';
import { reversedDigits } from '#src/people/phone.ts';
import { foldName, joinedSound, searchKey, soundsOf } from '#src/people/sound-key.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { PersonTable } from '#src/storage/schema/people.ts';

/** The most rows worth ranking: beyond, the text is too short to mean anyone. */
const MOST_CANDIDATES = 400;
/** A sound this long may be the beginning of a name still being typed. */
const SOUND_PREFIX = 4;

/**
 * People by digits: the end of a number ("les quatre derniers"), its beginning as it is dictated, or the whole in any
 * spelling. Ranges rather than LIKE: they use the index on both engines.
 */
const idsByDigits = async (db: Kysely<Database>, territoryId: string, text: string): Promise<readonly string[]> => {
  const digits = text.replaceAll(/\D/g, '').replace(/^00/, '');
  if (digits.length < 2) return [];
  const end = reversedDigits(digits.replace(/^0(?=\d{9}$)/, ''));
  const starts = text.trim().startsWith('+') || /^\D*00/.test(text) ? [`+${digits}`] : [];
  // A whole national number is both an end and a beginning.
  if (/^0[1-9]/.test(digits)) starts.push(`+33${digits.slice(1)}`, `+262${digits.slice(1)}`, `+590${digits.slice(1)}`);
  const rows = await db
    .selectFrom('person_phone')
    .select('person_id')
    .distinct()
    .where('territory_id', '=', territoryId)
    .where((is) =>
      is.or([
        is.and([is('reversed', '>=', end), is('reversed', '<=', `${end}99999999999999999999`)]),
        ...starts.map((start) =>
          is.and([is('number', '>=', start), is('number', '<=', `${start}99999999999999999999`)]),
        ),
      ]),
    )
    .limit(MOST_CANDIDATES)
    .execute();
  return rows.map((row) => row.person_id);
};

/** Higher is nearer to what was typed; 0 is only heard alike. */
const nearness = (row: PersonTable, words: readonly string[]): number => {
  const own = searchKey({ firstName: row.first_name, lastName: row.last_name }).split(' ');
  let points = 0;
  for (const word of words) {
    if (own.includes(word)) points += 3;
    else if (own.some((one) => one.startsWith(word))) points += 2;
  }
  return points;
};

/** Rows of the people found, best first. */
export const searchPeople = async (
  db: Kysely<Database>,
  territoryId: string,
  text: string,
  limit: number,
): Promise<readonly PersonTable[]> => {
  const rows = db.selectFrom('person').selectAll().where('territory_id', '=', territoryId);
  if (/\d/.test(text) && !/\p{Letter}/u.test(text)) {
    const ids = await idsByDigits(db, territoryId, text);
    return rows.where('id', 'in', ids).orderBy('search_key').orderBy('id').limit(limit).execute();
  }
  const words = foldName(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const sounds = soundsOf(text);
  const joined = joinedSound(text);
  const candidates = await rows
    .where((is) => {
      const keyed = (column: 'search_key' | 'sound_key', pattern: string) =>
        sql<boolean>`' ' || ${is.ref(column)} || ' ' like ${`% ${pattern}%`}`;
      const heard = (sound: string) => keyed('sound_key', sound.length >= SOUND_PREFIX ? sound : `${sound} `);
      return is.or([
        is.and(words.map((word, index) => is.or([keyed('search_key', word), heard(sounds[index] ?? word)]))),
        heard(joined),
      ]);
    })
    .orderBy('search_key')
    .orderBy('id')
    .limit(MOST_CANDIDATES)
    .execute();
  return candidates
    .map((row) => ({ row, points: nearness(row, words) }))
    .toSorted((a, b) => b.points - a.points)
    .slice(0, limit)
    .map(({ row }) => row);
};
