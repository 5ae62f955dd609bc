import type { Point } from '#src/places/place.ts';
import { instantOf } from '#src/time/zone.ts';
import type { IsoDate } from '#src/time/units.ts';
import { DAY_ENDS, TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';

/** What MOTIS is asked, and all that it is told: two places and a day. */
export interface PlanQuestion {
  readonly from: Point;
  readonly to: Point;
  readonly date: IsoDate;
  readonly zone: string;
}

/** About a hundred metres: a house cannot be told from its neighbours, and a walk changes by a minute or two. */
const DECIMALS = 3;
/** 4 km/h, as everywhere here, in metres a second. */
const WALKING_SPEED = 1.11;
/** What a card can say: neither planes, nor cars of other services. */
const MODES = 'TRAM,SUBWAY,FERRY,BUS,COACH,RAIL,FUNICULAR,AERIAL_LIFT,OTHER';
/** Of one day. */
const MOST_ITINERARIES = 60;

/** The address to ask for all the journeys of a day, by the rules that our own search follows. */
export const planAddress = (base: string, { from, to, date, zone }: PlanQuestion): URL => {
  const url = new URL(`${base.replace(/\/+$/u, '')}/api/v6/plan`);
  const time = instantOf({ date, time: 0 }, zone).toString({ smallestUnit: 'second' });
  const { change, longestWalkToStop } = TRANSIT_RULES;
  for (const [key, value] of Object.entries({
    fromPlace: placeOf(from),
    toPlace: placeOf(to),
    time,
    searchWindow: DAY_ENDS,
    numItineraries: 1,
    maxItineraries: MOST_ITINERARIES,
    transitModes: MODES,
    minTransferTime: change / 60,
    maxPreTransitTime: longestWalkToStop,
    maxPostTransitTime: longestWalkToStop,
    maxDirectTime: longestWalkToStop,
    pedestrianSpeed: WALKING_SPEED,
    detailedLegs: false,
    detailedTransfers: false,
    // A vehicle that goes on as another line is told as two rides: what is written on it changes.
    joinInterlinedLegs: false,
    language: 'fr',
  }))
    url.searchParams.set(key, String(value));
  return url;
};

const placeOf = ({ latitude, longitude }: Point): string =>
  `${latitude.toFixed(DECIMALS)},${longitude.toFixed(DECIMALS)}`;
