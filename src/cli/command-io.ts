/** Where a command speaks: standard output, or a test. */
export interface CommandIo {
  say(text: string): void;
}
