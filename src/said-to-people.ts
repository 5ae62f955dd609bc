/** Something a person can mend, said in French: the command line shows the sentence and no stack. */
export class SaidToPeople extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SaidToPeople';
  }
}
