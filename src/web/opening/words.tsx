import type { PropsWithChildren } from 'hono/jsx';
import { formatPhone } from '#src/people/phone.ts';
import { leadsToThisMachine } from '#src/this-machine.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At } from '#src/web/context.ts';

/** What only the territory knows, to be written in its place. */
export const ToFill = (props: PropsWithChildren) => <mark>[{props.children}]</mark>;

/** Said on every paper that a caller may read. */
export const NoEmergency = () => (
  <p>
    <strong>Ce n’est pas un service d’urgence : 15 ou 112.</strong>
  </p>
);

/** "05 36 49 00 00, du lundi au vendredi, de 9 h à 12 h". */
export const callWords = ({ territory }: At): string =>
  [formatPhone(territory.phone), territory.phoneHours].filter((words) => words !== '').join(', ');

/** The address of the site as one says it, after these words; '' where only this machine has it: no paper sends anyone there. */
export const siteWords = (at: At, before: string, after = ''): string => {
  const address = at.absoluteUrl('');
  return leadsToThisMachine(address) ? '' : `${before}${address.replace(/^https?:\/\//, '')}${after}`;
};

/** "dans 312 communes". */
export const communesWords = ({ territory }: At): string =>
  territory.communeCodes.length === 1 ? 'dans notre commune' : `dans ${territory.communeCodes.length} communes`;

/** The day it opens, when it is known. */
export const OpeningDay = ({ at }: { at: At }) => {
  const { plan } = at.territory.opening;
  return plan.kind === 'date' ? <>{formatDate(plan.date, at.today)}</> : <ToFill>date d’ouverture</ToFill>;
};

/** A text to be copied elsewhere, or read aloud. */
export const TextToCopy = (props: PropsWithChildren<{ title: string }>) => (
  <section>
    <h2>{props.title}</h2>
    <blockquote class="to-read">{props.children}</blockquote>
  </section>
);

/** Where people sign. */
export const Signatures = ({ names }: { names: readonly string[] }) => (
  <div class="signatures">
    {names.map((name) => (
      <p>
        {name}
        <br />
        <small>nom, date et signature</small>
      </p>
    ))}
  </div>
);
