import type { AskedAnswer, Answer } from '#src/introductions/introduction.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import type { RideMark } from '#src/requests/ride-day.ts';
import type { ClosingReason, Request } from '#src/requests/request.ts';
import {
  ANSWER_WORDS,
  WRITTEN_WORDS,
  CLOSING_WORDS,
  dayWords,
  fullName,
  MARK_WORDS,
  momentWords,
  promiseWords,
  slotWords,
  SOURCE_WORDS,
} from '#src/web/workspace/shared/desk-words.ts';
import type { Sheet } from '#src/web/workspace/sheet/load-sheet.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { At } from '#src/web/context.ts';

const text = (line: JournalLine, name: string): string => {
  const value = line.details[name];
  return typeof value === 'string' ? value : '';
};

const slots = (line: JournalLine, at: At): string => {
  const asked = text(line, 'slots');
  return asked === ''
    ? ''
    : `, ${asked
        .split(' ')
        .map((slot) => slotWords(slot, at.today))
        .join(', ')}`;
};

const reason = (line: JournalLine): string => CLOSING_WORDS[text(line, 'reason') as ClosingReason] ?? '';

const day = (line: JournalLine, name: string, at: At): string => {
  const date = text(line, name);
  return date === '' ? '' : `, ${dayWords(date, at.today)}`;
};

type Tell = (line: JournalLine, driver: string, at: At, sheet: Sheet) => string;

/** What each gesture is called in the history. */
const TELL: Readonly<Record<string, Tell>> = {
  'request-noted': (line) => `Demande ${SOURCE_WORDS[text(line, 'source') as Request['source']] ?? 'notée'}`,
  'ride-agreed': (line, driver, at) => `Trajet convenu avec ${driver}${slots(line, at)}`,
  'ride-cancelled': (line, driver, at) => `Trajet annulé avec ${driver}${slots(line, at)}`,
  'call-noted': (line, driver, at) =>
    `${driver} : ${ANSWER_WORDS[text(line, 'answer') as Answer] ?? ''}${slots(line, at)}`,
  'driver-asked': (line, driver, at) => `${driver} sollicité${slots(line, at)}`,
  'drivers-asked': (line) =>
    Number(line.details['drivers']) === 1
      ? 'Une personne sollicitée par message'
      : `${Number(line.details['drivers'])} personnes sollicitées par message`,
  'ask-answered': (line, driver, at) =>
    `${driver} répond ${WRITTEN_WORDS[text(line, 'answer') as AskedAnswer] ?? ''}${slots(line, at)}`,
  'yes-confirmed': (line, driver, at) => `Trajet convenu avec ${driver}, qui avait dit oui${slots(line, at)}`,
  'person-told': (line) => (text(line, 'party') === 'driver' ? 'Personne qui conduit prévenue' : 'Personne prévenue'),
  'person-not-reached': (line) =>
    text(line, 'party') === 'driver' ? 'Personne qui conduit pas jointe' : 'Personne pas jointe',
  'settled-otherwise': (line, _, at) => `Réglé autrement : ${reason(line)}${slots(line, at)}`,
  'slots-reopened': (line, _, at) => `Cherché de nouveau${slots(line, at)}`,
  'request-closed': (line, _, at) =>
    `Close : ${reason(line)}${day(line, 'reviewOn', at)}${Number(line.details['ridesCancelled'] ?? 0) > 0 ? ', et ce qui était convenu est annulé' : ''}`,
  'request-cancelled': () => 'Annulée par la personne',
  'request-reopened': () => 'Rouverte',
  'request-amended': () => 'Demande changée',
  'message-told': () => 'Message dit de vive voix',
  'message-sent-again': () => 'Message envoyé de nouveau',
  'request-taken': () => 'S’en occupe',
  'request-given-back': () => 'Rendue à l’équipe',
  'passenger-told': (line) => `Personne prévenue${line.details['late'] === true ? ', après l’heure promise' : ''}`,
  'promise-made': (line, _, at) => `Réponse promise ${promiseWords(text(line, 'dueAt'), at.territory.zone, at.today)}`,
  'review-planned': (line, _, at) => `À revoir${day(line, 'reviewOn', at) || ' : plus besoin'}`,
  'ride-marked': (line, driver, at) =>
    `${driver}, ${dayWords(text(line, 'date'), at.today)} : ${MARK_WORDS[text(line, 'mark') as RideMark] ?? 'noté'}`,
  'numbers-shared': (_line, driver) => `Numéros notés avec ${driver}`,
  'request-sent': (line, _driver, _at, sheet) =>
    `Transmise à ${sheet.neighbours.get(text(line, 'territoryId')) ?? 'une équipe voisine'}`,
};

/** Reading is journalled too, but is no part of what happened. */
const isHistory = (line: JournalLine): boolean => line.action in TELL;

const who = (line: JournalLine, sheet: Sheet): string => {
  if (line.actor.kind === 'member') return sheet.names.members.get(line.actor.id ?? '') ?? 'quelqu’un de l’équipe';
  return line.actor.kind === 'system' ? 'le service' : 'la personne';
};

/** "Oui de Odile Delmas, mardi 1er décembre – Claire, aujourd’hui, 10 h 12". */
const historyWords = (line: JournalLine, at: At, sheet: Sheet): { readonly what: string; readonly by: string } => {
  const driver = fullName(sheet.names.people.get(text(line, 'driverId')));
  return {
    what: TELL[line.action]?.(line, driver, at, sheet) ?? line.action,
    by: `${who(line, sheet)}, ${momentWords(line.at, at.territory.zone, at.today)}`,
  };
};

/** One thing that happened, and who did it when. */
export interface Happened {
  readonly at: IsoInstant;
  readonly what: string;
  readonly by: string;
}

/** Calls as they were noted, with their words: the journal keeps none. */
const callsOf = (at: At, sheet: Sheet): readonly Happened[] =>
  sheet.introductions.flatMap(({ calls, driverId, slots: asked }) =>
    calls.map((call) => {
      const driver = fullName(sheet.names.people.get(driverId));
      const days = asked.map((slot) => slotWords(slot, at.today)).join(', ');
      const note = call.note === '' ? '' : ` : ${call.note}`;
      const member = call.memberId === null ? 'l’équipe' : (sheet.names.members.get(call.memberId) ?? 'l’équipe');
      return {
        at: call.at,
        what: `${driver} : ${ANSWER_WORDS[call.answer]}, ${days}${note}`,
        by: `${member}, ${momentWords(call.at, at.territory.zone, at.today)}`,
      };
    }),
  );

/** All that happened to a request, the last thing first. */
export const historyOf = (at: At, sheet: Sheet): readonly Happened[] => {
  const lines = sheet.journal.filter((line) => isHistory(line) && line.action !== 'call-noted');
  const told = lines.map((line): Happened => ({ at: line.at, ...historyWords(line, at, sheet) }));
  // An import and the demo write no journal: how it began is known from the request itself.
  const { source, createdAt } = sheet.request;
  const began: readonly Happened[] = lines.some(({ action }) => action === 'request-noted')
    ? []
    : [
        {
          at: createdAt,
          what: `Demande ${SOURCE_WORDS[source]}`,
          by: momentWords(createdAt, at.territory.zone, at.today),
        },
      ];
  return [...told, ...callsOf(at, sheet), ...began].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
};

/** What colleagues did since this version was read, the oldest first. */
export const meanwhileWords = (version: number, at: At, sheet: Sheet): readonly string[] =>
  sheet.journal
    .filter((line) => isHistory(line) && Number(line.details['version']) > version)
    .toReversed()
    .map((line) => {
      const { what, by } = historyWords(line, at, sheet);
      return `${what} (${by})`;
    });
