import type { Person } from '#src/people/person.ts';
import { formatPhone } from '#src/people/phone.ts';
import { createOfferTrip } from '#src/drivers/offer-trip.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { ConsentFields, SheetFields } from '#src/web/drivers/driver-fields.tsx';
import { readConsents, readSheetForm } from '#src/web/drivers/read-driver-form.ts';
import { type PlaceChoices, readTripForm, refusalError } from '#src/web/drivers/read-trip-form.ts';
import { driverTools, signUpId, storesOf } from '#src/web/tools.ts';
import { TripFields } from '#src/web/drivers/trip-fields.tsx';
import {
  Choices,
  DeskForm,
  ErrorSummary,
  type FormErrors,
  ticked,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { newLinkToken } from '#src/web/new-token.ts';
import { placeList } from '#src/web/places/place-list.tsx';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import { memberIdOf } from '#src/web/tools.ts';

interface FormState {
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: PlaceChoices;
  /** Others who answer at this number: perhaps the same person. */
  readonly known: readonly Person[];
  readonly status: 200 | 422;
}

const Known = ({ at, known }: { at: At; known: readonly Person[] }) =>
  known.length === 0 ? null : (
    <div class="notice">
      <p>Ce numéro est déjà noté. Si c’est la même personne, ouvrez sa fiche et ajoutez-y le trajet :</p>
      <ul>
        {known.map((person) => (
          <li>
            <a href={at.url(`${DRIVERS}/${person.id}`)}>{fullName(person)}</a>,{' '}
            {person.phones.map((phone) => formatPhone(phone.number)).join(', ')}
          </li>
        ))}
      </ul>
      <p>Si c’est quelqu’un d’autre au même numéro, cochez la case en bas, puis enregistrez.</p>
    </div>
  );

const show = async (c: Ctx, state: FormState): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const { values, errors } = state;
  const places = await territoryPlaces(service, at.territory);
  return page(
    c,
    <DeskPage at={at} title="Ajouter une personne qui conduit" current={DRIVERS}>
      <ErrorSummary errors={errors} />
      <Known at={at} known={state.known} />
      <DeskForm at={at} action={at.url(`${DRIVERS}/nouveau`)}>
        <input type="hidden" name="cle" value={typed(values, 'cle') || newLinkToken()} />
        <h2>La personne</h2>
        <SheetFields values={values} errors={errors} today={at.today} switches={at.territory.switches} />
        <h2>Son trajet</h2>
        <TripFields
          values={values}
          errors={errors}
          choices={state.choices}
          places={places}
          list={placeList(places, service.communes)}
          today={at.today}
          changing={false}
        />
        <h2>Ce que cette personne accepte, dit au téléphone</h2>
        <p class="hint">Sans réponse, c’est non.</p>
        <ConsentFields values={values} neighbours={at.territory.neighbourIds.length > 0} />
        <Choices
          label="Accueil"
          name="accueil"
          type="checkbox"
          chosen={ticked(values, 'accueil')}
          options={[
            {
              value: 'oui',
              label: 'Je viens de lui parler : l’accueillir dès maintenant',
              hint: 'Sinon, ses trajets attendent l’appel d’accueil.',
            },
          ]}
        />
        {state.known.length > 0 && (
          <Choices
            label="Même numéro"
            name="autre"
            type="checkbox"
            chosen={ticked(values, 'autre')}
            error={errors['autre']}
            options={[{ value: 'oui', label: 'C’est quelqu’un d’autre, au même numéro' }]}
          />
        )}
        <p class="actions">
          <button type="submit">Enregistrer</button>
          <a href={at.url(DRIVERS)}>Revenir à la liste</a>
        </p>
      </DeskForm>
    </DeskPage>,
    state.status,
  );
};

/** `GET /{slug}/equipe/conducteurs/nouveau`: someone on the phone wants to drive. */
export const newDriverPage = (c: Ctx): Promise<Response> =>
  show(c, { values: { accueil: 'oui', informe_le: '' }, errors: {}, choices: {}, known: [], status: 200 });

const knownAt = async (c: Ctx, numbers: readonly string[]): Promise<readonly Person[]> => {
  const found = new Map<string, Person>();
  for (const number of numbers)
    for (const person of await storesOf(c).people.withNumber(number)) found.set(person.id, person);
  return [...found.values()];
};

/** `POST /{slug}/equipe/conducteurs/nouveau`. A number already known is shown before a second sheet is made. */
export const addDriver = async (c: Ctx): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const form = await readForm(c);
  const person = readSheetForm(form, at.today);
  const trip = readTripForm(form, {
    search: service.placeSearch,
    territory: await territoryPlaces(service, at.territory),
    today: at.today,
    current: null,
  });
  const key = typed(form, 'cle');
  const id = signUpId(service, at.territory.id, key);
  const numbers = person.kind === 'read' ? person.person.phones.map((phone) => phone.number) : [];
  // The same form sent twice is not somebody else.
  const known = (await knownAt(c, numbers)).filter((one) => one.id !== id);
  const again = (errors: FormErrors, choices: PlaceChoices = {}): Promise<Response> =>
    show(c, { values: form, errors, choices, known, status: 422 });
  if (person.kind === 'refused' || trip.kind === 'refused')
    return again(
      { ...(person.kind === 'refused' ? person.errors : {}), ...(trip.kind === 'refused' ? trip.errors : {}) },
      trip.kind === 'refused' ? trip.choices : {},
    );
  if (known.length > 0 && !ticked(form, 'autre').includes('oui'))
    return again({ autre: 'Ce numéro est déjà noté : est-ce la même personne ?' });
  const { informedOn, ...driver } = person.person;
  const outcome = await createOfferTrip(driverTools(c), service.secret)(
    at.territory,
    {
      ...(/^[a-z2-7]{26}$/.test(key) ? { id } : {}),
      driver: { ...driver, heardFrom: '' },
      trips: [trip.offered],
      consents: readConsents(form),
      by: {
        kind: 'member',
        memberId: memberIdOf(c),
        welcomed: ticked(form, 'accueil').includes('oui'),
        informedOn,
      },
    },
    { token: newLinkToken(), code: null },
  );
  if (outcome.kind === 'refused') return again(refusalError(outcome.refusal));
  if (outcome.kind !== 'offered') return again({ nom: 'Écrivez un nom et un numéro.' });
  return c.redirect(at.url(`${DRIVERS}/${outcome.personId}`, { fait: 'nouveau' }), 303);
};
