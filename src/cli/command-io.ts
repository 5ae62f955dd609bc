/** Where a command speaks: standard output, or a test. */
export interface CommandIo {
  say(text: string): void;
  /** Says where a long work is at, each time over the time before; nothing where nobody watches. */
  sayOver?(text: string): void;
  /** Asks the person at the keyboard; nothing where there is none. */
  ask?(question: string): Promise<string>;
}
