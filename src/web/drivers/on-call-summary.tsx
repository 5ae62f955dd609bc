import { counted } from '#src/counted.ts';
import { describeHalfDays } from '#src/volunteers/describe-half-days.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';
import type { At } from '#src/web/context.ts';
import { TAKES_LABELS } from '#src/web/drivers/driver-words.ts';
import { absenceWords, FREE_SENTENCE, onCallPauseWords } from '#src/web/drivers/on-call-words.ts';
import { duration, from, inWords } from '#src/web/trip-words.ts';

/** What someone accepts to drive on purpose, in sentences: for themselves and for the team. */
export const OnCallSummary = ({ at, volunteer }: { at: At; volunteer: Volunteer }) => {
  const { home, radius, takes, mostAMonth, absences } = volunteer;
  const coming = absences.filter(({ until }) => until >= at.today);
  const paused = onCallPauseWords(volunteer, at.today);
  return (
    <>
      <p>
        <strong>{describeHalfDays(volunteer).replace(/^./u, (first) => first.toUpperCase())}</strong>
        {paused !== '' && (
          <>
            {' '}
            <span class="tag">{paused}</span>
          </>
        )}
      </p>
      <p>
        Au départ {from(home.label)}, jusqu’à {duration(radius)} de route.
        {takes.length > 0 && ` Prend ${inWords(takes.map((one) => TAKES_LABELS[one]))}.`}
        {mostAMonth !== null && ` Au plus ${counted(mostAMonth, 'demande')} par mois.`}
      </p>
      {coming.length > 0 && <p>Absences : {coming.map((one) => absenceWords(one, at.today)).join(' ; ')}.</p>}
      <p class="soft">{FREE_SENTENCE}</p>
    </>
  );
};
