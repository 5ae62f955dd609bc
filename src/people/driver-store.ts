import type { ConsentPurpose, Driver } from '#src/people/person.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** How an answer about consent reached us. */
export type ConsentSource = 'form' | 'link' | 'phone' | 'import';

/** One answer, added and never changed: the last one of a purpose holds. */
export interface ConsentAnswer {
  readonly id: string;
  readonly personId: string;
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly how: ConsentSource;
  /** Who noted it, when it was said on the phone. */
  readonly memberId: string | null;
  readonly at: IsoInstant;
}

/** The desk's lists of drivers. */
export type DriverFilter = 'to-welcome' | 'still-agree' | 'to-verify' | 'paused' | 'set-aside' | 'on-call' | 'all';

export interface DriverQuery {
  readonly filter: DriverFilter;
  /** For "en pause": a trip is paused while its `pausedUntil` is after today. */
  readonly today: IsoDate;
  /** For "toujours d'accord ?": regular trips last confirmed before it. */
  readonly confirmedBefore: IsoInstant;
  /** Only these people, when it is said: what a referent sees. */
  readonly only?: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

/** How often someone drove lately. */
export interface Drove {
  readonly personId: string;
  readonly rides: number;
  readonly lastOn: IsoDate;
}

/** People of one territory who drive. Every write that changes what matching shows records it in the same transaction. */
export interface DriverStore {
  find(personId: string): Promise<Driver | undefined>;
  /** @throws Error when this person does not drive here. */
  get(personId: string): Promise<Driver>;
  findMany(personIds: readonly string[]): Promise<readonly Driver[]>;
  /** The person, already kept, becomes a driver; `welcomedOn` null waits on the list "à appeler pour accueillir". */
  add(driver: {
    readonly personId: string;
    readonly welcomedOn: IsoDate | null;
    readonly welcomedBy: string | null;
    readonly createdAt: IsoInstant;
  }): Promise<void>;
  /** "Joint au téléphone le ..., par ..."; null takes the welcome back. */
  welcome(personId: string, on: IsoDate | null, memberId: string | null, at: IsoInstant): Promise<void>;
  recordConsent(answer: ConsentAnswer): Promise<void>;
  /** All answers, the most recent first. */
  consentsOf(personId: string): Promise<readonly ConsentAnswer[]>;
  /** Who drove between two days, both included, the most often first: for thanks. */
  drove(from: IsoDate, until: IsoDate): Promise<readonly Drove[]>;
  /** By name as the French alphabet goes, except "to-welcome" and "still-agree": the one who waits for longest first. */
  list(query: DriverQuery): Promise<readonly Driver[]>;
  count(query: Pick<DriverQuery, 'filter' | 'today' | 'confirmedBefore' | 'only'>): Promise<number>;
}
