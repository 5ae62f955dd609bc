import { counted } from '#src/counted.ts';
import { good, look, type Said } from '#src/doctor/finding.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { formatDayAndMonth } from '#src/time/written-dates.ts';
import type { LiveVerdict } from '#src/timetables-live/live-state-words.ts';

export interface TimetableFacts {
  readonly name: string;
  /** Whose it is, where several territories have some. */
  readonly territory: string | null;
  /** Nothing could be read of it yet. */
  readonly isEmpty: boolean;
  /** Its file cannot be read. */
  readonly isBroken: boolean;
  readonly lastDate: IsoDate | null;
  /** When its site was last asked, with an answer; null for a file that somebody sent. */
  readonly checkedAt: IsoInstant | null;
}

const PAGE = 'Page « Réglages », « Horaires des cars et des trains ».';
/** Long enough to ask a network for what comes next. */
const SOON_DAYS = 14;
/** They are asked each night. */
const LATE_DAYS = 4;

/** Whether timetables can be read, still count, and are looked at: the worst of them is said. */
export const judgeTimetables = (feeds: readonly TimetableFacts[], now: Temporal.Instant, today: IsoDate): Said => {
  if (feeds.length === 0) return good('aucun réseau n’est chargé.');
  const problems = feeds.flatMap((feed) => problemOf(feed, now, today) ?? []);
  if (problems.length > 0) return look(`${problems.join(' ')} ${PAGE}`);
  const last = feeds.flatMap(({ lastDate }) => lastDate ?? []).toSorted()[0];
  const until = last === undefined ? '' : `, jusqu’au ${day(last)} au moins`;
  const asked = feeds.flatMap(({ checkedAt }) => checkedAt ?? []).toSorted()[0];
  const since = asked === undefined ? '' : `, regardés ${agoWords(daysSince(asked, now))}`;
  return good(`${counted(feeds.length, 'réseau lisible', 'réseaux lisibles')}${until}${since}.`);
};

const problemOf = (feed: TimetableFacts, now: Temporal.Instant, today: IsoDate): string | undefined => {
  const { isEmpty, isBroken, lastDate, checkedAt } = feed;
  const name = `« ${feed.name} »${feed.territory === null ? '' : ` (${feed.territory})`}`;
  if (isBroken) return `${name} ne se lit plus et n’est plus montré : chargez-le à nouveau.`;
  if (isEmpty) return `${name} n’a pas encore pu être lu.`;
  if (lastDate !== null && lastDate < today) return `${name} est fini depuis le ${day(lastDate)}.`;
  if (lastDate !== null && lastDate < addDays(today, SOON_DAYS))
    return `${name} finit le ${day(lastDate)} : demandez la suite au réseau.`;
  const days = checkedAt === null ? 0 : daysSince(checkedAt, now);
  return days > LATE_DAYS ? `${name} n’a pas pu être regardé depuis ${days} jours.` : undefined;
};

/** What networks say at the moment: the first that is wrong is said. */
export const judgeLiveTimetables = (verdicts: readonly LiveVerdict[]): Said => {
  const bad = verdicts.find(({ isGood }) => !isGood);
  if (bad) return look(`${bad.sentence} ${PAGE}`);
  return good(verdicts.length === 1 ? (verdicts[0]?.sentence ?? '') : `${verdicts.length} adresses qui répondent.`);
};

const day = (date: IsoDate): string => `${formatDayAndMonth(date)} ${date.slice(0, 4)}`;

const daysSince = (at: IsoInstant, now: Temporal.Instant): number =>
  Math.floor(Temporal.Instant.from(at).until(now).total('hours') / 24);

const agoWords = (days: number): string => (days < 1 ? 'depuis moins d’un jour' : `il y a ${counted(days, 'jour')}`);
