// minotor's own types are not found through its `exports`: what the comparison uses of it.
declare module 'minotor' {
  /** Text made of digits alone has become a number. */
  export type StopId = string | number;
  export class Time {
    static fromSeconds(seconds: number): Time;
    toSeconds(): number;
  }
  export interface Query {
    readonly from: StopId;
  }
  export const Query: { readonly Builder: new () => QueryBuilder };
  interface QueryBuilder {
    from(stopId: StopId): this;
    to(stopId: StopId): this;
    departureTime(time: Time): this;
    maxTransfers(count: number): this;
    build(): Query;
  }
  export class Timetable {
    private readonly day: unknown;
  }
  export class StopsIndex {
    equivalentStops(stopId: StopId): StopId[];
  }
  /** On foot, it has no hours. */
  export interface Leg {
    readonly departureTime?: Time;
    readonly arrivalTime?: Time;
  }
  export interface Result {
    arrivalAt(stopId: StopId): { readonly time: Time } | undefined;
    bestRoute(): { readonly legs: readonly Leg[] } | undefined;
  }
  export class Router {
    constructor(timetable: Timetable, stops: StopsIndex);
    route(query: Query): Result;
  }
}

declare module 'minotor/parser' {
  import type { StopsIndex, Timetable } from 'minotor';
  export class GtfsParser {
    constructor(path: string);
    parse(date: Date): Promise<{ readonly timetable: Timetable; readonly stopsIndex: StopsIndex }>;
  }
}
