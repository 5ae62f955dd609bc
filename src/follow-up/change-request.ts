import type { Request } from '#src/requests/request.ts';
import type { RequestStores, RequestTools } from '#src/follow-up/stores.ts';
import type { KnowsAtOnce } from '#src/follow-up/tellings-after.ts';
import { writeTellings } from '#src/follow-up/write-tellings.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Act, Moment } from '#src/follow-up/act.ts';

/** What a use case on one request answers. */
export type Outcome<Refusal> =
  | { readonly kind: 'done'; readonly request: Request }
  /** Someone else wrote first: the request as it stands now, nothing was written. */
  | { readonly kind: 'changed-meanwhile'; readonly request: Request }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The request to keep, and what the journal says of it (ids, counts and flags only). */
export interface Step {
  readonly kind: 'next';
  readonly request: Request;
  readonly action: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  /** Who knows at once of a ride agreed or cancelled; the others are to be told. */
  readonly knows?: KnowsAtOnce;
  /** What follows in the same transaction, once the request and what there is to tell are kept. */
  readonly afterwards?: (saved: Request) => Promise<void>;
}

export type StepOrRefusal<Refusal> = Step | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Shorthand of a refusal. */
export const refused = <Refusal>(refusal: Refusal): { readonly kind: 'refused'; readonly refusal: Refusal } => ({
  kind: 'refused',
  refusal,
});

/**
 * Reads a request, checks that it is the one the member saw, applies a change and keeps it with its line of journal, all
 * or nothing. A refusal is decided before the first write: what it had written would stay.
 */
export const changeRequest = <Refusal>(
  { atomically, now, newId }: RequestTools,
  act: Act,
  change: (
    request: Request,
    stores: RequestStores,
    moment: Moment,
  ) => Promise<StepOrRefusal<Refusal>> | StepOrRefusal<Refusal>,
): Promise<Outcome<Refusal>> =>
  atomically(act.territoryId, async (stores): Promise<Outcome<Refusal>> => {
    const request = await stores.requests.find(act.requestId);
    if (!request) return { kind: 'unknown' };
    if (request.version !== act.expectedVersion) return { kind: 'changed-meanwhile', request };
    const instant = now();
    const at = formatInstant(instant);
    const step = await change(request, stores, { instant, at });
    if (step.kind === 'refused') return step;
    const saved = await stores.requests.save({ ...step.request, updatedAt: at }, act.memberId);
    await writeTellings(stores, { newId }, request, saved, step.knows ?? {}, { instant, at, memberId: act.memberId });
    await stores.journal.add({
      id: newId(),
      at,
      actor: { kind: 'member', id: act.memberId },
      action: step.action,
      subject: { kind: 'request', id: request.id },
      details: { version: saved.version, ...step.details },
    });
    await step.afterwards?.(saved);
    return { kind: 'done', request: saved };
  });
