/** What tells that the first page of the desk may have to be drawn again, without drawing it. */
export interface DeskMarkStore {
  /**
   * Counts and versions of everything in the territory that this page speaks of: the same text, the same lists. Read it
   * before the lists, so that what changes in between changes the next one.
   */
  read(): Promise<string>;
}
