import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';

/** Path of the page, under the territory's. */
export const TIMETABLES_PATH = '/equipe/reglages/horaires';

export const feedPath = ({ id }: Pick<TimetableFeed, 'id'>, rest = ''): string => `${TIMETABLES_PATH}/${id}${rest}`;

/** The site of an address, as said to people. */
export const hostOf = (address: string): string => URL.parse(address)?.host ?? address;
