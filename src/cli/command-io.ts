/** Where a command speaks: standard output, or a test. */
export interface CommandIo {
  say(text: string): void;
}

/** A command that cannot be done as asked; its message says in French what to do. */
export class CommandRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandRefused';
  }
}
