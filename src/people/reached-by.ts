import type { Person, ReachedBy } from '#src/people/person.ts';

/** What a way to be reached lacks: a number that reads SMS, an address, someone of trust. */
export type ReachProblem = 'no-sms' | 'no-address' | 'no-contact';

const NEEDED: Readonly<Record<ReachedBy, ReachProblem | undefined>> = {
  voice: undefined,
  sms: 'no-sms',
  letter: 'no-address',
  contact: 'no-contact',
};

const has: Readonly<Record<ReachProblem, (person: Pick<Person, 'phones' | 'address' | 'trustedContact'>) => boolean>> =
  {
    'no-sms': ({ phones }) => phones.some(({ sms }) => sms),
    'no-address': ({ address }) => address.trim() !== '',
    'no-contact': ({ trustedContact }) => trustedContact !== null,
  };

/** Why someone cannot be reached the way that is asked, or undefined: nobody is promised an SMS on a landline. */
export const reachProblem = (
  person: Pick<Person, 'phones' | 'address' | 'trustedContact' | 'reachedBy'>,
): ReachProblem | undefined => {
  const problem = NEEDED[person.reachedBy];
  return problem === undefined || has[problem](person) ? undefined : problem;
};
