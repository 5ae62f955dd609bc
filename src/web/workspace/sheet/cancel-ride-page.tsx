import { opensAgain, withoutRide } from '#src/follow-up/cancel-ride.ts';
import { CANCELLED_BY } from '#src/requests/telling.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import { tellingsAfter } from '#src/follow-up/tellings-after.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { DIRECTION_WORDS, endsWords, fullName, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import { loadSheet } from '#src/web/workspace/sheet/load-sheet.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';
import { SheetForm } from '#src/web/workspace/sheet/sheet-form.tsx';
import { memberIdOf } from '#src/web/tools.ts';

const CANCELLED_WORDS = {
  driver: 'Qui conduit ne peut plus',
  passenger: 'La personne ne vient plus',
  team: 'Erreur de notre part',
};

/** `GET .../annuler?trajet=`: whom it concerns, who will have to be told, and what stays, before anything is cancelled. */
export const cancelRidePage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const sheet = await loadSheet(c, c.req.param('id') ?? '', 'none');
  const ride = sheet && agreedRides(sheet.request).find(({ id }) => id === c.req.query('trajet'));
  const way = ride && findWay(sheet.request, ride.wayId);
  if (!ride || !way) return notFoundPage(c, 'Ce trajet est déjà annulé, ou n’est plus gardé.');
  const { request, passenger } = sheet;
  const driver = sheet.names.people.get(ride.driverId);
  const known = await c.get('service').storage.in(at.territory.id).tellings.ofRequests([request.id]);
  const moment = { at: formatInstant(at.now), memberId: memberIdOf(c) };
  const { put } = tellingsAfter(request, withoutRide(request, ride), known, { cancelledBy: 'team' }, moment);
  const toTell = put.map(({ party }) => fullName(party === 'driver' ? driver : passenger));
  const others = agreedRides(request).filter(({ id }) => id !== ride.id);
  const back = at.url(`/equipe/demandes/${request.id}`);
  return page(
    c,
    <DeskPage at={at} title="Annuler ce trajet ?" current="/equipe/demandes">
      <p>
        <strong>
          {DIRECTION_WORDS[way.direction]} : {slotWords(ride.date ?? ride.slot, at.today)}
        </strong>
        , {endsWords(way)}, {describeWindow(way.window)}
      </p>
      <ul class="rows">
        <li>
          <p class="row-title">{fullName(passenger)}</p>
          <p>
            voyage – <Numbers person={passenger} />
          </p>
        </li>
        <li>
          <p class="row-title">{fullName(driver)}</p>
          <p>
            conduit – <Numbers person={driver} />
          </p>
        </li>
      </ul>
      <p>
        {toTell.length === 0
          ? 'Personne n’a encore été prévenu de ce trajet : il n’y a personne à rappeler.'
          : `À prévenir ensuite, sauf qui vient de vous le dire : ${toTell.join(' et ')}.`}
      </p>
      <p>
        {request.closing && !opensAgain(request)
          ? 'La demande reste close.'
          : `${request.closing ? 'La demande s’ouvre de nouveau' : 'La demande reste ouverte'}, avec tout ce qui s’est passé : il faudra trouver quelqu’un d’autre pour ce jour-là.`}
      </p>
      {others.length > 0 && (
        <p class="notice">
          {others.length === 1 ? 'Un autre trajet de cette demande reste convenu' : 'D’autres trajets restent convenus'}{' '}
          :{' '}
          {others
            .map(
              (one) =>
                `${slotWords(one.date ?? one.slot, at.today)} avec ${fullName(sheet.names.people.get(one.driverId))}`,
            )
            .join(' ; ')}
          .
        </p>
      )}
      <SheetForm at={at} sheet={sheet} state={{}} key_={`annuler-${ride.id}`} action="annuler">
        <input type="hidden" name="trajet_convenu" value={ride.id} />
        <div class="actions" role="group" aria-label="Annuler ce trajet : pourquoi ?">
          {CANCELLED_BY.map((by) => (
            <button type="submit" name="par" value={by} class="danger">
              {CANCELLED_WORDS[by]}
            </button>
          ))}
          <a class="button second" href={back}>
            Non, garder ce trajet
          </a>
        </div>
      </SheetForm>
    </DeskPage>,
  );
};
