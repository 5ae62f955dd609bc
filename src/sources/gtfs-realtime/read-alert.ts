import { readInside, readNumber, readText } from '#src/sources/gtfs-realtime/fields.ts';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { readTranslated, readTrip } from '#src/sources/gtfs-realtime/read-trip-update.ts';
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
  let [title, text, url] = ['', '', ''];
  readInside(reader, (field) => {
    if (field === 1) periods.push(readPeriod(reader));
    else if (field === 5) about.push(readSelector(reader));
    else if (field === 8) url = readTranslated(reader, MOST_URL);
    else if (field === 10) title = plain(readTranslated(reader, MOST_TITLE));
    else if (field === 11) text = plain(readTranslated(reader, MOST_TEXT));
    if (about.length + periods.length > MOST_SELECTORS) throw new NotRealtime('damaged');
  });
  if (title === '' && text === '') return undefined;
  return {
    periods,
    about,
    title: title === '' ? text : title,
    text: title === '' || text === title ? '' : text,
    url: /^https?:$/u.test(URL.parse(url)?.protocol ?? '') ? url : null,
  };
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
    else if (field === 4) selector = { ...selector, trip: readTrip(reader) };
    else if (field === 5) selector = { ...selector, stopId: readText(reader, MOST_ID) };
  });
  return selector;
};

/** Some networks send marks of web pages: they are words to read here. */
const plain = (text: string): string =>
  text
    .replaceAll(/<[^<>]*>/gu, ' ')
    .replaceAll(/&nbsp;/gu, ' ')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
