import { plainWords } from '#src/plain-words.ts';
import { readInside, readNumber, readText } from '#src/sources/gtfs-realtime/fields.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { readTranslated, type ReadTrip, readTrip } from '#src/sources/gtfs-realtime/read-trip-update.ts';
import type { Alert, AlertSelector } from '#src/transit/live/live.ts';
import type { PbfReader } from 'pbf';

const MOST_ID = 200;
const MOST_TITLE = 200;
const MOST_TEXT = 600;
const MOST_URL = 500;
const MOST_SELECTORS = 5000;

/** `Alert`; undefined when it says nothing to read. */
export const readAlert = (reader: PbfReader): Alert | undefined => {
  const periods: { readonly from: number; readonly until: number }[] = [];
  const about: AlertSelector[] = [];
  let [title, text, url, effect] = ['', '', '', ''];
  readInside(reader, (field) => {
    if (field === 1) periods.push(readPeriod(reader));
    else if (field === 5) about.push(readSelector(reader));
    else if (field === 7) effect = EFFECTS[readNumber(reader)] ?? '';
    else if (field === 8) url = readTranslated(reader, MOST_URL);
    else if (field === 10) title = plain(readTranslated(reader, MOST_TITLE));
    else if (field === 11) text = plain(readTranslated(reader, MOST_TEXT));
    if (about.length + periods.length > MOST_SELECTORS) throw new NotRealtime('damaged');
  });
  const [head, ...rest] = [title, text].filter((words, at, all) => words !== '' && all.indexOf(words) === at);
  if (head === undefined && effect === '') return undefined;
  return {
    periods,
    about,
    title: withEffect(effect, head ?? ''),
    text: rest.join(''),
    url: /^https?:$/u.test(URL.parse(url)?.protocol ?? '') ? url : null,
  };
};

/** Said first, unless the words of the network say it. */
const withEffect = (effect: string, title: string): string => {
  const plainly = (words: string): string => words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (title === '') return effect;
  return effect === '' || plainly(title).includes(plainly(effect)) ? title : `${effect} : ${title}`;
};

/** `TimeRange`; what is not said has no end. */
const readPeriod = (reader: PbfReader) => {
  let [from, until] = [-Infinity, Infinity];
  readInside(reader, (field) => {
    const value = field === 1 || field === 2 ? readNumber(reader) : 0;
    if (value > 0 && field === 1) from = value;
    if (value > 0 && field === 2) until = value;
  });
  return { from, until };
};

/** `EntitySelector`. The direction is not kept in our timetables: an alert for one is shown for both. */
const readSelector = (reader: PbfReader): AlertSelector => {
  let selector: AlertSelector = { agencyId: null, routeId: null, routeType: null, stopId: null, trip: null };
  readInside(reader, (field) => {
    if (field === 1) selector = { ...selector, agencyId: readText(reader, MOST_ID) };
    else if (field === 2) selector = { ...selector, routeId: readText(reader, MOST_ID) };
    else if (field === 3) selector = { ...selector, routeType: readNumber(reader) };
    else if (field === 4) selector = { ...selector, ...ofTrip(readTrip(reader)) };
    else if (field === 5) selector = { ...selector, stopId: readText(reader, MOST_ID) };
  });
  return selector;
};

/** One that names no trip names a line: `trip` is then all its trips. */
const ofTrip = ({ tripId, routeId, startDate, startTime }: ReadTrip): Partial<AlertSelector> => ({
  ...(routeId !== '' && { routeId }),
  ...(tripId !== '' && { trip: { tripId, startDate, startTime } }),
});

/** What comes with an alert (`effect`), in words; those that say nothing are not there. */
const EFFECTS: Readonly<Record<number, string>> = {
  1: 'Service interrompu',
  2: 'Service réduit',
  3: 'Retards importants',
  4: 'Déviation',
  5: 'Départs supplémentaires',
  6: 'Service modifié',
  9: 'Arrêt déplacé',
  11: 'Accès difficile',
};

/** Some networks send marks of web pages: they are words to read here. */
const plain = (text: string): string =>
  plainWords(text.replaceAll(/<[^<>]*>/gu, ' ').replaceAll(/&nbsp;/gu, ' '), MOST_TEXT);
