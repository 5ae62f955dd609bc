import { formatPhone, telLink } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';

/** The sheet of anyone, who drives or not. */
export const personPage = (id: string): string => `/equipe/conducteurs/${id}`;

const Number = ({ number }: { number: string }) => (
  <a class="nowrap" href={telLink(number)}>
    {formatPhone(number)}
  </a>
);

/** How someone is reached: their numbers, one press each, or whoever answers for them. */
export const Numbers = ({ person }: { person: Person | undefined }) => {
  if (person && person.phones.length > 0)
    return (
      <>
        {person.phones.map(({ number }, index) => (
          <>
            {index > 0 && ', '}
            <Number number={number} />
          </>
        ))}
      </>
    );
  if (person?.trustedContact)
    return (
      <>
        par {person.trustedContact.name}, <Number number={person.trustedContact.number} />
      </>
    );
  return <>sans numéro</>;
};
