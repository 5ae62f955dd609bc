import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { NewRequest } from '#src/requests/new-request.ts';
import type { Request } from '#src/requests/request.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import { createSubmitRequest } from '#src/follow-up/submit-request.ts';
import type { Person } from '#src/people/person.ts';
import { addDays } from '#src/time/dates.ts';
import { localMoment } from '#src/time/zone.ts';

/** Where a request goes, and for whose trip. */
export interface Transfer {
  readonly to: { readonly id: string; readonly zone: string };
  /** The neighbour's trip the member saw; null for a request sent as it is. */
  readonly tripId: string | null;
  /** The person agreed, on the phone, that the other team has their name, number and request. */
  readonly personAgreed: boolean;
  /** Who sends it, in words for the other team: "Transmise par Lotocar du Lot, 05 36 49 ..., avec l'accord de la personne". */
  readonly from: string;
}

export type TransferRefusal = 'agreement-needed' | 'closed' | 'not-neighbour' | 'nothing-to-send';

/** Days after which the team that sent a request looks at it again, when nothing else brings it back. */
const LOOK_AGAIN_DAYS = 2;

const toSend = (request: Request, person: Person, transfer: Transfer): NewRequest => ({
  // The same request sent twice to the same team is one there: its id says so.
  id: `${request.id}-${transfer.to.id}`,
  passenger: {
    kind: 'described',
    firstName: person.firstName,
    lastName: person.lastName,
    phone: person.phones[0] ?? null,
    email: null,
  },
  askedFor:
    request.askedFor ??
    (person.phones.length === 0 && person.trustedContact
      ? { name: person.trustedContact.name, number: person.trustedContact.number, callBackAsker: true }
      : null),
  source: 'neighbour',
  ways: request.ways.map(({ direction, from, to, when, window, wayHome }) => ({
    direction,
    from,
    to,
    when,
    window,
    ...(wayHome && { wayHome }),
  })),
  needs: request.needs,
  // Why they travel stays with those to whom it was said.
  motive: null,
  seats: request.seats,
  note: transfer.from,
  chosenTripId: transfer.tripId,
  noted: null,
});

/**
 * Sends a request to the team of a neighbouring territory, with the agreement of the person: it is made there and journalled
 * on both sides. Ours stays open until someone closes it. Two territories are two transactions: should the second fail,
 * sending again makes nothing twice.
 * @param neighbourIds territories with which both sides agreed.
 */
export const createTransferRequest =
  (tools: RequestTools) =>
  async (
    territory: { readonly id: string; readonly zone: string; readonly neighbourIds: readonly string[] },
    act: Act,
    transfer: Transfer,
  ): Promise<Outcome<TransferRefusal>> => {
    if (!territory.neighbourIds.includes(transfer.to.id)) return refused('not-neighbour');
    if (!transfer.personAgreed) return refused('agreement-needed');
    const read = await tools.atomically(territory.id, async ({ requests, people }) => {
      const request = await requests.find(act.requestId);
      return request && { request, person: await people.get(request.passengerId) };
    });
    if (!read) return { kind: 'unknown' };
    const { request, person } = read;
    if (request.version !== act.expectedVersion) return { kind: 'changed-meanwhile', request };
    if (request.closing) return refused('closed');
    const sent = await createSubmitRequest(tools)(transfer.to, toSend(request, person, transfer));
    if (sent.kind === 'refused') return refused('nothing-to-send');
    return changeRequest<TransferRefusal>(tools, act, (current, _, { instant }) => {
      const later = addDays(localMoment(instant, territory.zone).date, LOOK_AGAIN_DAYS);
      return {
        kind: 'next',
        request: { ...current, reviewOn: current.reviewOn ?? later },
        action: 'request-sent',
        details: { territoryId: transfer.to.id, tripId: transfer.tripId, already: sent.already },
      };
    });
  };
