import type { Asking, Introduction } from '#src/introductions/introduction.ts';
import type { Asked } from '#src/introductions/introduction-store.ts';
import type { Slot } from '#src/requests/request.ts';
import { addDays } from '#src/time/dates.ts';
import type { At } from '#src/web/context.ts';
import { ANSWER_WORDS, dayWords, momentWords, slotWords, WRITTEN_WORDS } from '#src/web/workspace/shared/desk-words.ts';
import type { Sheet } from '#src/web/workspace/sheet/load-sheet.ts';

/** "3 demandes en 30 jours, la dernière mardi 1er décembre": the same words for a woman and for a man. */
export const AskedLine = ({ at, asked }: { at: At; asked: Asked | undefined }) => (
  <p class="soft">
    {asked
      ? `${asked.times === 0 ? 'Aucune demande' : asked.times === 1 ? 'Une demande' : `${asked.times} demandes`} en 30 jours, la dernière ${momentWords(asked.lastAt, at.territory.zone, at.today)}.`
      : 'Aucune demande encore.'}
  </p>
);

/** A question sent, and its answer: who is waited for, and who said what. */
const AskingLine = ({ at, asking }: { at: At; asking: Asking }) => {
  const moment = (instant: string): string => momentWords(instant, at.territory.zone, at.today);
  const by = asking.by === 'sms' ? 'SMS' : 'e-mail';
  if (asking.answer === null || asking.answeredAt === null)
    return (
      <p>
        Sollicité par {by}, {moment(asking.at)} :{' '}
        {asking.thankedAt === null
          ? 'sans réponse encore'
          : `prévenu ${moment(asking.thankedAt)} que ce n’était plus la peine, ou que cela changeait`}
        .
      </p>
    );
  return (
    <p>
      Pour cette demande, par {by} : <strong>{WRITTEN_WORDS[asking.answer]}</strong>, {moment(asking.answeredAt)}
    </p>
  );
};

/** What this driver already said about this very request. */
export const AnswersLine = ({ at, introductions }: { at: At; introductions: readonly Introduction[] }) => {
  const calls = introductions.flatMap(({ calls: made }) => made);
  const last = calls.at(-1);
  const asking = introductions.findLast((one) => one.asking !== null)?.asking;
  if (asking && (!last || asking.at > last.at)) return <AskingLine at={at} asking={asking} />;
  const waiting = introductions.some(({ state }) => state === 'asked');
  if (!last) return waiting ? <p>Sollicité, sans réponse encore.</p> : null;
  return (
    <p>
      Pour cette demande : <strong>{ANSWER_WORDS[last.answer]}</strong>
      {last.callAgainOn !== null && ` ${dayWords(last.callAgainOn, at.today)}`},{' '}
      {momentWords(last.at, at.territory.zone, at.today)}
      {last.note !== '' && ` : ${last.note}`}
    </p>
  );
};

/** Who has them on the phone, whether they rest, and the same day asked for someone else: read before calling. */
export const BeforeCalling = ({ at, sheet, driverId, days }: BeforeCallingProps) => {
  const hold = sheet.holds.get(driverId);
  const rest = sheet.rests.get(driverId);
  const same = (sheet.alsoAsked.get(driverId) ?? []).filter((slot) => days.includes(slot));
  return (
    <>
      {hold && hold.memberId !== at.signedIn?.member.id && (
        <p class="late">{sheet.names.members.get(hold.memberId) ?? 'Quelqu’un de l’équipe'} l’appelle en ce moment.</p>
      )}
      {rest?.until != null && (
        <p class="late">Pas cette semaine : ne pas solliciter avant {dayWords(addDays(rest.until, 1), at.today)}.</p>
      )}
      {same.length > 0 && (
        <p class="late">
          Sa réponse est déjà attendue pour une autre demande,{' '}
          {same.map((slot) => slotWords(slot, at.today)).join(', ')}.
        </p>
      )}
    </>
  );
};

interface BeforeCallingProps {
  readonly at: At;
  readonly sheet: Sheet;
  readonly driverId: string;
  readonly days: readonly Slot[];
}
