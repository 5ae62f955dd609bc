import { PERIODS } from '#src/privacy/periods.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';

/** `GET /{slug}/vie-privee`: what is kept, who reads it, for how long, and what one may ask. Its figures are those of the jobs. */
export const privacyPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  const { territory } = at;
  return page(
    c,
    <PublicPage at={at} title="Vie privée" description="Ce que nous gardons sur vous, qui le lit, et combien de temps.">
      <p class="lead">
        Nous gardons le moins possible, nous le montrons au moins de monde possible, et nous l’effaçons dès que nous
        n’en avons plus besoin.
      </p>

      <h2>Qui répond de vos informations</h2>
      <p>{territory.controller}.</p>
      <p>
        Pour toute question : <a href={telLink(territory.phone)}>{formatPhone(territory.phone)}</a>,{' '}
        {territory.phoneHours}
        {territory.email !== null && (
          <>
            , ou <a href={`mailto:${territory.email}`}>{territory.email}</a>
          </>
        )}
        . Elles servent à organiser une entraide, qui est une mission d’intérêt public, et à rien d’autre. Elles ne sont
        ni vendues, ni données, ni utilisées pour de la publicité.
      </p>

      <h2>Si vous conduisez</h2>
      <ul>
        <li>
          Nous gardons votre nom, votre téléphone, vos trajets, vos réponses sur ce que vous acceptez, et, si vous les
          donnez, vos adresses et vos remarques.
        </li>
        <li>
          <strong>Tout le monde</strong> voit votre prénom, l’initiale de votre nom, les lieux de départ et d’arrivée
          que vous avez écrits, les jours, l’heure, le genre d’aide, les places, et le point de rendez-vous s’il est
          public. Seulement si vous l’avez accepté, et après que l’équipe vous a parlé.
        </li>
        <li>
          <strong>Votre numéro</strong>, et vos remarques avec lui, ne sont montrés qu’avec votre accord : à une
          personne qui le demande, pour un trajet. Chaque fois est notée.
        </li>
        <li>
          Un lieu de rendez-vous écrit librement n’est pas dans la liste : l’équipe le lit, et la personne qui a obtenu
          votre numéro.
        </li>
        {territory.switches.onCall && (
          <li>
            Si vous acceptez de conduire exprès : d’où vous partez, vos demi-journées, jusqu’où, combien de fois par
            mois et vos absences. <strong>L’équipe seule</strong> les lit.
          </li>
        )}
      </ul>

      <h2>Si vous cherchez un trajet</h2>
      <ul>
        <li>Chercher ne demande rien : ni nom, ni compte. Rien de ce que vous cherchez n’est gardé.</li>
        {at.journeysBy !== null && (
          <li>
            Pour trouver les cars et les trains, nous envoyons à {at.journeysBy} les lieux de départ et d’arrivée, à
            cent mètres près, et le jour. Rien d’autre : ni qui vous êtes, ni d’où vous vous connectez, ni pourquoi vous
            partez.
          </li>
        )}
        <li>
          Une demande garde votre nom, votre téléphone, le trajet, et, si vous les dites, vos besoins et le motif.
          L’équipe seule les lit.
        </li>
        <li>
          La personne qui vous conduit apprend de l’équipe ce qu’il lui faut : votre prénom, le lieu et l’heure, et
          votre numéro si vous l’acceptez.
        </li>
        <li>Avant 18 ans, nous demandons l’accord d’un parent, et nous en notons la date.</li>
      </ul>

      <h2>Qui lit quoi dans l’équipe</h2>
      <p>
        Les membres de l’équipe ont chacun un mot de passe. Chaque lecture d’une fiche, chaque changement et chaque
        numéro donné sont notés dans un journal. Une note de l’équipe sur vous ? Vous pouvez demander à la lire.
      </p>
      {territory.neighbourIds.length > 0 && (
        <p>
          Des territoires voisins montrent aussi nos trajets, pour les seules personnes qui l’ont accepté. Ils n’ont
          jamais leur numéro : notre équipe reste celle qui appelle. Une demande n’est transmise à une équipe voisine
          qu’avec votre accord.
        </p>
      )}

      <h2>Combien de temps</h2>
      <dl class="facts">
        <dt>Une demande sans solution</dt>
        <dd>{PERIODS.unmetRequestMonths} mois après sa date. Ensuite, des nombres sans nom.</dd>
        <dt>Lieux exacts, besoins et motif d’un trajet fait</dt>
        <dd>{PERIODS.rideDetailsWeeks} semaines après le trajet. Ensuite, les communes seulement.</dd>
        <dt>Un trajet proposé puis arrêté</dt>
        <dd>{PERIODS.stoppedTripWeeks} semaines après, il n’en reste que les communes et l’horaire.</dd>
        {territory.switches.onCall && (
          <>
            <dt>Ce que vous acceptez de conduire exprès</dt>
            <dd>Tant que vous l’acceptez ; effacé dès que vous arrêtez. Une absence, jusqu’à sa fin.</dd>
          </>
        )}
        <dt>Votre nom et vos coordonnées</dt>
        <dd>
          {PERIODS.personMonths} mois après notre dernier échange. Nous vous prévenons deux fois avant. Si nous n’y
          arrivons pas, rien n’est effacé sans vous : l’équipe continue d’essayer.
        </dd>
        <dt>Un appel que l’équipe a commencé à noter</dt>
        <dd>{PERIODS.callDraftDays} jours, puis il s’efface s’il n’est pas devenu une demande.</dd>
        <dt>Un tableur que l’équipe reprend</dt>
        <dd>
          Ses lignes, {PERIODS.sheetDraftHours} heures au plus, le temps de les relire. Le fichier n’est pas gardé.
        </dd>
        <dt>Ce que l’équipe imprime pour tenir un jour sans réseau</dt>
        <dd>
          Le papier, jusqu’au lendemain : il est reporté, puis déchiré. Ce que veulent dire ses numéros,{' '}
          {PERIODS.paperSheetDays} jours.
        </dd>
        {(territory.switches.sms || territory.switches.email) && (
          <>
            <dt>Les messages que nous vous envoyons, et vos SMS</dt>
            <dd>
              Leurs mots, {PERIODS.messageTextWeeks} semaines. Qu’un message est parti, sans ses mots,{' '}
              {PERIODS.messageMonths} mois. Ils ne disent jamais de motif ni d’adresse.
            </dd>
          </>
        )}
        <dt>Le journal des accès et des numéros donnés</dt>
        <dd>{PERIODS.journalMonths} mois.</dd>
      </dl>
      <p>
        Un trajet régulier sans nouvelles depuis six mois : l’équipe vous demande s’il tient toujours. Sans réponse
        après deux demandes, il se met en pause.
      </p>

      <h2>Ce que vous pouvez demander</h2>
      <p>
        Lire tout ce qui est gardé sur vous, le corriger, en avoir une copie, vous opposer à un usage, retirer un
        accord, ou tout effacer. Votre lien personnel permet de le faire vous-même. Sinon, un appel suffit. Nous
        répondons en un mois au plus.
      </p>
      <p>
        Si la réponse ne vous va pas, vous pouvez écrire à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex
        07, ou sur <a href="https://www.cnil.fr/fr/plaintes">cnil.fr</a>.
      </p>

      <h2>Ce site</h2>
      <p>
        Pas de publicité, pas de mesure d’audience, rien qui vienne d’un autre site. Les personnes qui visitent ces
        pages ne reçoivent aucun cookie ; l’équipe en a un, pour rester connectée, et un qui reconnaît l’ordinateur d’où
        l’on s’est déjà connecté. Pour empêcher les abus, l’adresse de votre connexion est comptée quelques heures en
        mémoire, sans être écrite.
      </p>
    </PublicPage>,
  );
};
