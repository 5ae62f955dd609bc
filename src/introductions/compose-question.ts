import type { Asking, Introduction } from '#src/introductions/introduction.ts';
import type { Reach } from '#src/outbox/channels.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { Writer } from '#src/outbox/write-to.ts';
import type { Person } from '#src/people/person.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import { needSentence } from '#src/requests/need-sentence.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { daysAsked } from '#src/requests/when-needed.ts';
import { localMoment } from '#src/time/zone.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';

interface Question {
  readonly messageId: string;
  readonly introduction: Introduction;
  readonly asking: Asking;
  readonly request: Request;
  readonly way: Way;
  readonly driver: Person;
  readonly passenger: Person;
}

/** What someone who waits there accepts as well: the hour of the return. */
export const waitWords = (request: Pick<Request, 'ways'>, way: Pick<Way, 'id'>): string => {
  const back = request.ways.find(({ id }) => id !== way.id);
  return back ? `Vous attendez sur place, puis le retour : ${describeWindow(back.window)}.` : '';
};

/** What is said of a drive made on purpose, in every such question; undefined for who goes there anyway. */
const onPurposeWords = ({ introduction, asking, request, way }: Question): string | undefined => {
  if (introduction.regime === 'on-the-way') return undefined;
  return asking.waits ? `${waitWords(request, way)} ${FREE_LINE}` : FREE_LINE;
};

/** The question one driver reads: the day, the hour, the communes and what to foresee; never an address nor why. */
export const composeQuestion = (
  writer: Writer,
  question: Question,
  { reach, link }: { readonly reach: Reach; readonly link: string },
  instant: Temporal.Instant,
): OutboxMessage => {
  const { messageId, introduction, asking, request, way, driver, passenger } = question;
  return writer.compose(
    {
      id: messageId,
      key: `asked ${introduction.id} ${asking.at}`,
      personId: driver.id,
      purpose: 'driver-asked',
      about: { kind: 'introduction', id: introduction.id },
      neededBy: asking.until,
      also: onPurposeWords(question),
    },
    reach,
    {
      prénom: driver.firstName,
      autre: passenger.firstName,
      jour: daysAsked(way, introduction.slots, localMoment(instant, writer.zone).date),
      heure: describeWindow(way.window),
      départ: way.from.communeName,
      arrivée: way.to.communeName,
      besoins: needSentence(request),
      lien: link,
      ...(asking.code === null ? {} : { code: asking.code }),
    },
    instant,
  );
};
