/** Something a person can mend, said in French: the command line shows the sentence and no stack. */
export class SaidToPeople extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SaidToPeople';
  }
}

/** Starting again mends nothing: someone has to change something first, and a service that is kept alive must not try for ever. */
export class CannotOpen extends SaidToPeople {
  constructor(message: string) {
    super(message);
    this.name = 'CannotOpen';
  }
}
