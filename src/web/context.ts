import type { Context } from 'hono';
import type { Service } from '#src/service.ts';
import type { Member, Membership, Permission } from '#src/team/member.ts';
import type { Stage } from '#src/territory/opening.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import type { UrlFor, Query } from '#src/web/url-for.ts';

/** The member behind a request, once their session was read, and what they are in this territory. */
export interface SignedIn {
  readonly member: Member;
  readonly membership: Membership | null;
  /** Bound to the session: the third proof of a desk form for browsers that send neither Origin nor Sec-Fetch-Site. */
  readonly csrfToken: string;
}

/** What every page of a territory is given to draw itself. */
export interface At {
  readonly territory: Territory;
  /** A link of this territory: `at.url('/trajets', { depart })`. */
  url(page: string, query?: Query): string;
  absoluteUrl(page: string, query?: Query): string;
  /** A link of the instance: `at.root('/aide')`. */
  root(page: string, query?: Query): string;
  /** Today and now in the territory's zone. */
  readonly today: IsoDate;
  readonly time: TimeOfDay;
  readonly now: Temporal.Instant;
  readonly nonce: string;
  /** How far the territory is opened today. */
  readonly stage: Stage;
  /** Whether it is a public page that only the team reads, before the opening. */
  readonly preview: boolean;
  /** Whether times follow the roads of OpenStreetMap, which is then said; they are estimates otherwise. */
  readonly byRoads: boolean;
  /** The site that is asked for coaches and trains, and so is told of places and days; null when nobody is. */
  readonly journeysBy: string | null;
  /** Whether all the people here are invented. */
  readonly demo: boolean;
  readonly signedIn: SignedIn | null;
  can(permission: Permission): boolean;
}

/** Hono's variables. */
export interface Env {
  Variables: {
    service: Service;
    urlFor: UrlFor;
    nonce: string;
    requestId: string;
    /** Set by the territory guard, on every route under /:territoire. */
    at: At;
    signedIn: SignedIn | null;
  };
}

export type Ctx = Context<Env>;
