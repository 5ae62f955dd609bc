import { createIssueRequestLink } from '#src/requests/issue-request-link.ts';
import { createSubmitRequest, type SubmitRefusal } from '#src/follow-up/submit-request.ts';
import type { TerritoryPlaces } from '#src/places/search-places.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { describeSchedule } from '#src/trips/describe-schedule.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { checkSeal, sealForm } from '#src/web/guards/form-seal.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { ErrorSummary, type FormErrors, type Typed, ticked, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { tripTitle } from '#src/web/public/contact-page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { fieldText } from '#src/web/places/read-place-field.ts';
import { readRequestForm } from '#src/web/public/read-request-form.ts';
import { readSearch, searchFields } from '#src/web/public/read-search.ts';
import { RequestForm, type RequestFormProps } from '#src/web/public/request-form.tsx';
import { findShownOffer, type ShownOffer } from '#src/web/public/shown-offer.ts';
import { publicName } from '#src/web/trip-words.ts';
import { newLinkToken } from '#src/web/new-token.ts';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** The counter of a mairie sends several in a row; a robot is slowed down. */
const PER_ADDRESS: Limit = { burst: 12, refillSeconds: 300 };

const SEAL_SENTENCE = 'Relisez votre demande, puis envoyez-la à nouveau. Rien n’est perdu.';

type Tools = Parameters<typeof createSubmitRequest>[0] & Parameters<typeof createIssueRequestLink>[0];

interface FormState {
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: RequestFormProps['choices'];
  /** Said above the form when it could not be taken for another reason than what was typed. */
  readonly sentence?: string;
}

const NO_CHOICES = { depart: [], arrivee: [] } as const;

const isNeighbours = (c: Ctx, shown: ShownOffer): boolean => shown.of.id !== c.get('at').territory.id;

const ChosenTrip = ({ c, shown }: { readonly c: Ctx; readonly shown: ShownOffer }) => (
  <div class="notice">
    <p>
      <strong>Trajet choisi : {tripTitle(shown.offer)}</strong>,{' '}
      {describeSchedule(shown.offer.trip.schedule, c.get('at').today)}, avec {publicName(shown.offer.driver)}.
    </p>
    {isNeighbours(c, shown) && <p>Conductrice ou conducteur de {shown.of.name} : la demande passe par son équipe.</p>}
  </div>
);

const show = (
  c: Ctx,
  places: TerritoryPlaces,
  shown: ShownOffer | undefined,
  state: FormState,
  status: 200 | 422 | 429 = 200,
) => {
  const at = c.get('at');
  const service = c.get('service');
  return page(
    c,
    <PublicPage at={at} title="Laisser une demande" current="/demande" noindex={status !== 200 || shown !== undefined}>
      {state.sentence !== undefined && (
        <div class="errors" role="alert">
          <p>{state.sentence}</p>
        </div>
      )}
      <ErrorSummary errors={state.errors} />
      {shown && <ChosenTrip c={c} shown={shown} />}
      <p>
        Dites ce qu’il vous faut. L’équipe cherche quelqu’un et vous rappelle, que la réponse soit oui ou non. Vous
        préférez parler ? Le numéro est en haut de la page.
      </p>
      <RequestForm
        at={at}
        values={state.values}
        errors={state.errors}
        choices={state.choices}
        list={placeList(places, service.communes)}
        seal={sealForm(service.secret, at.now)}
        trip={shown ? { id: shown.offer.trip.id, neighbour: isNeighbours(c, shown) ? shown.of.name : null } : null}
      />
      <p>
        <a href={at.url('/demande/papier')}>Imprimer ce formulaire</a>, pour le remplir à la main.
      </p>
    </PublicPage>,
    status,
  );
};

const offerOf = async (c: Ctx, id: string): Promise<ShownOffer | undefined> =>
  id === '' ? undefined : findShownOffer(c.get('service'), c.get('at'), id);

/** What a search or a chosen trip already says. */
const prefilled = (c: Ctx, places: TerritoryPlaces, shown: ShownOffer | undefined): Typed => {
  const at = c.get('at');
  const { placeSearch } = c.get('service');
  const fields = searchFields((name) => c.req.query(name));
  const search = readSearch(fields, { search: placeSearch, territory: places }, at.today);
  const place = (end: 'depart' | 'arrivee'): string => {
    if (search.kind === 'understood') {
      return fieldText(placeSearch, places, end === 'depart' ? search.from : search.to);
    }
    if (fields[end] !== '' || !shown) return fields[end];
    const { stops } = shown.offer.trip;
    return (end === 'depart' ? stops[0] : stops.at(-1))?.communeName ?? '';
  };
  const hour = search.kind === 'understood' && search.hour !== null ? formatHourInput(search.hour) : '';
  const schedule = shown?.offer.trip.schedule;
  const date =
    (search.kind === 'understood' ? search.date : null) ?? (schedule?.kind === 'one-off' ? schedule.date : '');
  return {
    depart: place('depart'),
    arrivee: place('arrivee'),
    quand: date >= at.today ? 'date' : '',
    date: date >= at.today ? date : '',
    horaire: hour === '' ? '' : fields.sens === 'depart' ? 'depart' : 'rendez-vous',
    heure: hour,
    pour: 'moi',
    personnes: '1',
  };
};

/** `GET /{slug}/demande`. */
export const requestFormPage = async (c: Ctx): Promise<Response> => {
  const places = await territoryPlaces(c.get('service'), c.get('at').territory);
  const shown = await offerOf(c, c.req.query('trajet') ?? '');
  return show(c, places, shown, { values: prefilled(c, places, shown), errors: {}, choices: NO_CHOICES });
};

const REFUSALS: Readonly<Record<SubmitRefusal['kind'], readonly [field: string, sentence: string]>> = {
  way: ['date', 'Vérifiez le jour et l’heure.'],
  'unknown-passenger': ['nom', 'Écrivez un nom.'],
  'nobody-to-call': ['telephone', 'Écrivez un numéro de téléphone.'],
  'no-name': ['nom', 'Écrivez un nom.'],
};

/** What the team reads first: the trip that was chosen, and what was agreed to when it is a neighbour's. */
const chosenNote = (c: Ctx, shown: ShownOffer): string => {
  const { today } = c.get('at');
  const { trip, driver } = shown.offer;
  const chosen = `Trajet choisi sur le site : ${tripTitle(shown.offer)}, ${describeSchedule(trip.schedule, today)}, avec ${publicName(driver)}.`;
  if (!isNeighbours(c, shown)) return chosen;
  return `${chosen}\nLe ${formatDate(today, today)}, accord donné sur le site pour transmettre la demande et le numéro à l’équipe de ${shown.of.name}.`;
};

/** `POST /{slug}/demande`: keeps the request, then shows it at its personal link. */
export const submitRequest = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const { storage, clock, newId } = service;
  const form = await readForm(c);
  const places = await territoryPlaces(service, at.territory);
  const shown = await offerOf(c, typed(form, 'trajet'));
  const read = readRequestForm(form, { search: service.placeSearch, territory: places }, at.today);
  const errors: Record<string, string> = read.kind === 'refused' ? { ...read.errors } : {};
  if (shown && isNeighbours(c, shown) && !ticked(form, 'accord_voisin').includes('oui')) {
    errors['accord_voisin'] = `Sans votre accord, l’équipe de ${shown.of.name} ne peut pas recevoir la demande.`;
  }
  const choices = read.kind === 'refused' ? read.choices : NO_CHOICES;
  const again = (state: Partial<FormState>, status: 422 | 429) =>
    show(c, places, shown, { values: form, errors, choices, ...state }, status);
  if (read.kind === 'refused' || Object.keys(errors).length > 0) return again({}, 422);
  if (checkSeal(service.secret, form, at.now) !== 'ok') return again({ sentence: SEAL_SENTENCE }, 422);
  const wait = mustWait(c, 'request', PER_ADDRESS);
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    const sentence =
      'Beaucoup de demandes viennent d’ici. Attendez quelques minutes, puis envoyez à nouveau, ou appelez-nous.';
    return again({ sentence }, 429);
  }

  const { request } = read;
  const note = [shown ? chosenNote(c, shown) : '', request.note];
  const tools: Tools = {
    atomically: (territoryId, work) => storage.atomically(territoryId, work),
    now: clock,
    newId,
  };
  const submitted = await createSubmitRequest(tools)(at.territory, {
    ...request,
    chosenTripId: shown?.offer.trip.id ?? null,
    note: note.filter((part) => part !== '').join('\n'),
  });
  if (submitted.kind === 'refused') {
    const [field, sentence] = REFUSALS[submitted.refusal.kind];
    return again({ errors: { [field]: sentence } }, 422);
  }
  const token = newLinkToken();
  await createIssueRequestLink(tools)(at.territory.id, submitted.requestId, token);
  return c.redirect(at.url(`/lien/${token}`), 303);
};
