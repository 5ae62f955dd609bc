import { formatDate } from '#src/time/written-dates.ts';
import type { At } from '#src/web/context.ts';
import { ConsentFields, valuesOfConsents, valuesOfYes } from '#src/web/drivers/driver-fields.tsx';
import { CONSENT_WORDS } from '#src/web/drivers/driver-words.ts';
import { Choices, DeskForm, TextArea } from '#src/web/layout/fields.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import type { PersonSheet } from '#src/web/workspace/drivers/load-driver.ts';

interface Props {
  readonly at: At;
  readonly sheet: PersonSheet;
}

const hasNeighbours = (at: At): boolean => at.territory.neighbourIds.length > 0;

/** The two sentences of the first call, and what was answered. */
export const WelcomeSection = ({ at, sheet: { person, driver, trips } }: Props) =>
  driver?.welcomedOn !== null ? null : (
    <section class="card">
      <h2>Appeler pour accueillir</h2>
      <p class="script">
        « Bonjour, ici {at.territory.name}. Vous avez proposé d’emmener des gens sur vos trajets, merci : est-ce bien
        vous, et les trajets notés vont-ils ? »
      </p>
      <p class="script">
        « Seule l’équipe lit vos informations, et vous pouvez les lire, les changer ou les effacer quand vous voulez :
        acceptez-vous que vos trajets soient dans la liste, et qu’on donne votre numéro ? »
      </p>
      <DeskForm at={at} action={at.url(`${DRIVERS}/${person.id}/accueil`)}>
        <ConsentFields values={valuesOfYes(driver.consents)} neighbours={hasNeighbours(at)} />
        <Choices
          label="Information"
          name="information"
          type="checkbox"
          options={[{ value: 'oui', label: 'Ces phrases ont été dites' }]}
        />
        {trips.some((trip) => trip.state === 'active' && trip.toVerify) && (
          <Choices
            label="Trajets repris d’un tableur"
            name="trajets"
            type="checkbox"
            hint="Le public ne les voit qu’une fois relus avec la personne. Un trajet à corriger se change d’abord, sur cette fiche."
            options={[{ value: 'oui', label: 'Ses trajets ont été relus avec elle, et vont' }]}
          />
        )}
        <p class="actions">
          <button type="submit">Joint au téléphone aujourd’hui : accueillir</button>
        </p>
      </DeskForm>
    </section>
  );

/** What the driver accepts, changed on the phone. */
export const ConsentSection = ({ at, sheet: { person, driver } }: Props) =>
  driver === undefined || driver.welcomedOn === null ? null : (
    <section class="card">
      <h2>Ce que cette personne accepte</h2>
      <ul>
        {(['listed', 'numberShown', ...(hasNeighbours(at) ? ['neighbours' as const] : [])] as const).map((purpose) => (
          <li>
            {CONSENT_WORDS[purpose]} : <strong>{driver.consents[purpose] ? 'oui' : 'non'}</strong>
          </li>
        ))}
      </ul>
      <details class="more">
        <summary>Changer, recueilli au téléphone</summary>
        <DeskForm at={at} action={at.url(`${DRIVERS}/${person.id}/consentements`)}>
          <ConsentFields values={valuesOfConsents(driver.consents)} neighbours={hasNeighbours(at)} />
          <p class="actions">
            <button type="submit" class="second">
              Enregistrer ces réponses
            </button>
          </p>
        </DeskForm>
      </details>
    </section>
  );

/** A new personal link, on paper or as a code to say. */
export const LinkSection = ({ at, sheet: { person, driver } }: Props) =>
  driver === undefined ? null : (
    <section class="card">
      <h2>Lien personnel</h2>
      <p>Perdu, ou jamais reçu ? Un nouveau lien remplace l’ancien. Il vient avec un code à dire au téléphone.</p>
      <DeskForm at={at} action={at.url(`${DRIVERS}/${person.id}/lien`)}>
        <button type="submit" class="second">
          Donner un nouveau lien
        </button>
      </DeskForm>
    </section>
  );

/** "Ne me demandez plus", or not this week: the team sees it, and takes it back when they say so on the phone. */
export const RestSection = ({ at, sheet: { person, rest } }: Props) =>
  rest === undefined ? null : (
    <section class="card">
      <h2>{rest.until === null ? 'Ne veut plus être sollicité' : 'Ne pas solliciter maintenant'}</h2>
      <p>
        {rest.until === null
          ? 'Cette personne a demandé qu’on ne lui demande plus de conduire. Ses trajets restent montrés selon ce qu’elle accepte.'
          : `Jusqu’au ${formatDate(rest.until, at.today)} compris.`}
      </p>
      <DeskForm at={at} action={at.url(`${DRIVERS}/${person.id}/solliciter`)}>
        <p class="actions">
          <button type="submit" class="second">
            Elle veut bien qu’on lui demande de nouveau
          </button>
        </p>
      </DeskForm>
    </section>
  );

/** Never proposed again, for a reason only the team reads; and back. */
export const SetAsideSection = ({ at, sheet: { person } }: Props) => (
  <details class="more">
    <summary>{person.setAsideReason === null ? 'Mettre à l’écart' : 'Ne plus mettre à l’écart'}</summary>
    <DeskForm at={at} action={at.url(`${DRIVERS}/${person.id}/ecart`)}>
      {person.setAsideReason === null && (
        <TextArea
          label="Pour quelle raison ?"
          name="raison"
          rows={2}
          maxlength={500}
          hint="L’équipe seule la lit. La personne ne sera plus proposée ni montrée."
        />
      )}
      <p class="actions">
        <button
          type="submit"
          name="sens"
          value={person.setAsideReason === null ? 'ecarter' : 'reprendre'}
          class="second"
        >
          {person.setAsideReason === null ? 'Mettre à l’écart' : 'Proposer de nouveau cette personne'}
        </button>
      </p>
    </DeskForm>
  </details>
);

/** Silent for long: the call before an erasure. */
export const WarnSection = ({ at, sheet: { person, silent } }: Props) =>
  silent !== 'first-warning' && silent !== 'second-warning' ? null : (
    <section class="card">
      <h2>À prévenir avant effacement</h2>
      <p>
        Sans nouvelles depuis longtemps.{' '}
        {silent === 'second-warning' ? 'C’est le deuxième avertissement.' : 'C’est le premier avertissement.'}
      </p>
      <p class="script">
        « Nous n’avons plus de vos nouvelles : sans réponse, vos informations seront effacées. Voulez-vous rester
        inscrit ? »
      </p>
      <DeskForm at={at} action={at.url(`${DRIVERS}/${person.id}/prevenir`)}>
        <p class="actions">
          <button type="submit" name="reponse" value="stays">
            Veut rester
          </button>
          <button type="submit" name="reponse" value="warned" class="second">
            Prévenu, le {formatDate(at.today, at.today)}
          </button>
          <button type="submit" name="reponse" value="not-reached" class="second">
            Pas joint
          </button>
        </p>
      </DeskForm>
    </section>
  );
