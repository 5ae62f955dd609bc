/** Thrown for bytes that are no realtime feed, or only a part of one. */
export class NotRealtime extends Error {
  readonly why: 'foreign' | 'damaged' | 'partial';

  /** @param why 'foreign' is something else altogether; 'partial' needs the messages before it to be understood */
  constructor(why: NotRealtime['why']) {
    super(`not a realtime feed: ${why}`);
    this.name = 'NotRealtime';
    this.why = why;
  }
}
