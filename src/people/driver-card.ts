import type { Driver } from '#src/people/person.ts';

/** What matching and a result card know of a driver: no number, no address. */
export interface DriverCard {
  readonly id: string;
  readonly firstName: string;
  /** For the team only; the public reads `initial`. */
  readonly lastName: string;
  /** "M." of "Martin"; empty without a last name. */
  readonly initial: string;
  /** The three recorded consents; silence is refusal. */
  readonly listed: boolean;
  readonly numberShown: boolean;
  readonly neighbours: boolean;
  /** Spoken to by the team (design decision 21). */
  readonly welcomed: boolean;
  readonly setAside: boolean;
}

/** The card of a driver. */
export const driverCard = ({
  person,
  consents,
  welcomedOn,
}: Pick<Driver, 'consents' | 'welcomedOn'> & {
  readonly person: Pick<Driver['person'], 'id' | 'firstName' | 'lastName' | 'setAsideReason'>;
}): DriverCard => ({
  id: person.id,
  firstName: person.firstName,
  lastName: person.lastName,
  initial: initialOf(person.lastName),
  ...consents,
  welcomed: welcomedOn !== null,
  setAside: person.setAsideReason !== null,
});

const initialOf = (lastName: string): string => {
  const [first] = lastName.trim().match(/^./u) ?? [];
  return first === undefined ? '' : `${first.toUpperCase()}.`;
};
