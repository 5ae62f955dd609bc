import type { NewDriver, SignedUp } from '#src/drivers/offer-trip.ts';
import { createOfferTrip } from '#src/drivers/offer-trip.ts';
import type { OfferedTrip } from '#src/trips/trip-details.ts';
import type { VolunteerDetails } from '#src/volunteers/volunteer.ts';
import type { Ctx } from '#src/web/context.ts';
import { ConsentFields, EmailField, PersonFields } from '#src/web/drivers/driver-fields.tsx';
import { OnCallFields } from '#src/web/drivers/on-call-fields.tsx';
import { asksOnCall, type HomeChoices, ON_CALL_FIELDS, readOnCallForm } from '#src/web/drivers/read-on-call-form.ts';
import { readConsents, readPersonForm } from '#src/web/drivers/read-driver-form.ts';
import { type PlaceChoices, readTripForm, refusalError } from '#src/web/drivers/read-trip-form.ts';
import { sendLink } from '#src/web/drivers/send-link.ts';
import { driverTools, signUpId } from '#src/web/tools.ts';
import { TripFields } from '#src/web/drivers/trip-fields.tsx';
import { checkSeal, sealForm } from '#src/web/guards/form-seal.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import {
  ErrorSummary,
  type FormErrors,
  MoreDetails,
  PublicForm,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { newLinkToken } from '#src/web/new-token.ts';
import { placeList } from '#src/web/places/place-list.tsx';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** A mairie signs up several drivers in a row; a robot is slowed down. */
const PER_ADDRESS: Limit = { burst: 10, refillSeconds: 300 };

const SEAL_SENTENCE = 'Relisez votre proposition, puis envoyez-la à nouveau. Rien n’est perdu.';
const WAIT_SENTENCE =
  'Beaucoup de propositions viennent d’ici. Attendez quelques minutes, puis envoyez à nouveau, ou appelez-nous.';

interface FormState {
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: PlaceChoices;
  readonly homeChoices: HomeChoices;
  readonly sentence: string | null;
  readonly status: 200 | 422 | 429;
}

const show = async (c: Ctx, state: FormState): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const places = await territoryPlaces(service, at.territory);
  const { values, errors } = state;
  // The form holds a key of its own: a kept copy would make one driver of two.
  c.header('Cache-Control', 'no-store');
  return page(
    c,
    <PublicPage at={at} title="Proposer un trajet" current="/conducteurs" noindex={state.status !== 200}>
      {state.sentence !== null && (
        <div class="errors" role="alert">
          <p>{state.sentence}</p>
        </div>
      )}
      <ErrorSummary errors={errors} />
      <p>
        Trois minutes suffisent, sans compte. L’équipe vous appelle ensuite : rien n’est montré avant. Vous préférez
        parler ? Le numéro est en haut de la page.
      </p>
      <PublicForm action={at.url('/conducteurs/inscription')} seal={sealForm(service.secret, at.now)}>
        <input type="hidden" name="cle" value={typed(values, 'cle') || newLinkToken()} />
        <h2>Vous</h2>
        <PersonFields values={values} errors={errors} />
        <h2>Votre trajet</h2>
        <TripFields
          values={values}
          errors={errors}
          choices={state.choices}
          places={places}
          list={placeList(places, service.communes)}
          today={at.today}
          changing={false}
        />
        {at.territory.switches.onCall && (
          <MoreDetails title="Je peux aussi conduire exprès (facultatif)" open={asksOnCall(values)}>
            <OnCallFields values={values} errors={errors} choices={state.homeChoices} list={null} />
          </MoreDetails>
        )}
        <h2>Ce que vous acceptez</h2>
        <p class="hint">Sans réponse, c’est non. Vous pouvez changer d’avis à tout moment.</p>
        <ConsentFields values={values} neighbours={at.territory.neighbourIds.length > 0} />
        <MoreDetails
          title="Plus de précisions sur vous (facultatif)"
          open={typed(values, 'email') !== '' || typed(values, 'connu') !== ''}
        >
          <EmailField values={values} errors={errors} asked={at.territory.switches.email} />
          <TextField
            label="Comment nous avez-vous connus ?"
            name="connu"
            optional
            maxlength={200}
            value={typed(values, 'connu')}
          />
        </MoreDetails>
        <p class="hint">
          Ces informations servent à l’équipe pour trouver qui transporter, et à rien d’autre.{' '}
          <a href={at.url('/vie-privee')}>Ce que nous gardons, et combien de temps</a>. En proposant un trajet, vous
          acceptez les <a href={at.url('/cgu')}>conditions d’utilisation</a>.
        </p>
        <p class="actions">
          <button type="submit">Proposer ce trajet</button>
        </p>
      </PublicForm>
    </PublicPage>,
    state.status,
  );
};

const NOTHING = { errors: {}, choices: {}, homeChoices: [], sentence: null } as const;

/** `GET /{slug}/conducteurs/inscription`. */
export const driverSignUpPage = (c: Ctx): Promise<Response> =>
  show(c, { values: { [ON_CALL_FIELDS.radius]: '30' }, ...NOTHING, status: 200 });

type Read =
  | {
      readonly kind: 'read';
      readonly driver: NewDriver;
      readonly trip: OfferedTrip;
      readonly onCall: VolunteerDetails | null;
    }
  | {
      readonly kind: 'refused';
      readonly errors: FormErrors;
      readonly choices: PlaceChoices;
      readonly homeChoices: HomeChoices;
    };

/** Person and trip, and every error of both at once. */
const read = async (c: Ctx, form: Typed): Promise<Read> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const person = readPersonForm(form);
  const places = await territoryPlaces(service, at.territory);
  const trip = readTripForm(form, {
    search: service.placeSearch,
    territory: places,
    today: at.today,
    current: null,
  });
  const onCall =
    at.territory.switches.onCall && asksOnCall(form)
      ? readOnCallForm(form, { search: service.placeSearch, territory: places, today: at.today, home: null })
      : null;
  if (person.kind === 'read' && trip.kind === 'read' && onCall?.kind !== 'refused') {
    const heardFrom = typed(form, 'connu').trim().slice(0, 200);
    return {
      kind: 'read',
      driver: { ...person.person, heardFrom },
      trip: trip.offered,
      onCall: onCall?.details ?? null,
    };
  }
  return {
    kind: 'refused',
    errors: {
      ...(person.kind === 'refused' ? person.errors : {}),
      ...(trip.kind === 'refused' ? trip.errors : {}),
      ...(onCall?.kind === 'refused' ? onCall.errors : {}),
    },
    choices: trip.kind === 'refused' ? trip.choices : {},
    homeChoices: onCall?.kind === 'refused' ? onCall.choices : [],
  };
};

/** What the use case refuses although each field could be read. */
const errorsOf = (outcome: Exclude<SignedUp, { kind: 'offered' }>): FormErrors => {
  if (outcome.kind === 'refused') return refusalError(outcome.refusal);
  return outcome.kind === 'no-name' ? { nom: 'Écrivez votre nom.' } : { telephone: 'Écrivez un numéro.' };
};

/** `POST /{slug}/conducteurs/inscription`: keeps it all, then leads to the personal link. */
export const signUpDriver = async (c: Ctx): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const form = await readForm(c);
  const again = (state: Partial<FormState>): Promise<Response> =>
    show(c, { values: form, ...NOTHING, status: 422, ...state });
  const asked = await read(c, form);
  if (asked.kind === 'refused') return again(asked);
  if (checkSeal(service.secret, form, at.now) !== 'ok') return again({ sentence: SEAL_SENTENCE });
  const wait = mustWait(c, 'sign-up', PER_ADDRESS);
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    return again({ sentence: WAIT_SENTENCE, status: 429 });
  }
  const key = typed(form, 'cle');
  const token = newLinkToken();
  const outcome = await createOfferTrip(driverTools(c), service.secret)(
    at.territory,
    {
      ...(/^[a-z2-7]{26}$/.test(key) ? { id: signUpId(service, at.territory.id, key) } : {}),
      driver: asked.driver,
      trips: [asked.trip],
      onCall: asked.onCall,
      consents: readConsents(form),
      by: { kind: 'form' },
    },
    { token, code: null },
  );
  if (outcome.kind !== 'offered') return again({ errors: errorsOf(outcome) });
  await sendLink(c, outcome.personId, token, ({ to }) => `personal-link ${to} ${at.today}`);
  return c.redirect(at.url(`/lien/${token}`, { fait: outcome.already ? 'inscrit-deja' : 'inscrit' }), 303);
};
