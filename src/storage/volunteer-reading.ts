import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import type { Engine } from '#src/storage/engine.ts';
import type { VolunteerStore } from '#src/volunteers/volunteer-store.ts';

/** What is read to find who could drive on purpose. */
interface Reading {
  readonly volunteers: Pick<VolunteerStore, 'list'>;
  readonly introductions: Pick<IntroductionStore, 'onPurpose'>;
}

/** Answers kept at once: those of a sheet of paper for a large desk. */
const MOST_KEPT = 500;

/**
 * The same reading, not made again while nothing at all was committed: a sheet of paper asks for volunteers for each of a
 * hundred ways.
 */
export const createVolunteerReading = (
  storage: { in(territoryId: string): Reading },
  stateMark: Engine['stateMark'],
): ((territoryId: string) => Reading) => {
  const kept = new Map<string, unknown>();
  let keptAt: string | undefined;
  const once = async <T>(key: string, read: () => Promise<T>): Promise<T> => {
    // Taken before anything is read: what is committed meanwhile belongs to another mark.
    const mark = await stateMark();
    if (mark !== keptAt || kept.size >= MOST_KEPT) kept.clear();
    keptAt = mark;
    if (kept.has(key)) return kept.get(key) as T;
    const found = await read();
    if (keptAt === mark) kept.set(key, found);
    return found;
  };
  return (territoryId) => {
    const { volunteers, introductions } = storage.in(territoryId);
    return {
      volunteers: { list: () => once(territoryId, () => volunteers.list()) },
      introductions: {
        onPurpose: (since, except) =>
          once(`${territoryId} ${since} ${except}`, () => introductions.onPurpose(since, except)),
      },
    };
  };
};
