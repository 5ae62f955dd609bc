import { dateWords } from '#src/web/instant-words.ts';
import type { Hono } from 'hono';
import type { Membership } from '#src/team/member.ts';
import { SWITCHES, type Switch } from '#src/territory/switches.ts';
import { addDays } from '#src/time/dates.ts';
import { formatDate, formatDateDigits } from '#src/time/written-dates.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { isSiteHolder } from '#src/web/guards/site-holder.ts';
import { fullName, momentWords } from '#src/web/workspace/shared/desk-words.ts';
import { AgreedRides, Promises } from '#src/web/workspace/team/handover-promises.tsx';
import { recoveryWords } from '#src/web/workspace/team/recovery-pages.tsx';
import { TAKE_BACK_PATH } from '#src/web/workspace/team/take-back-page.tsx';
import { communeNames } from '#src/web/workspace/team/referent-communes.tsx';

export const HANDOVER_PATH = '/equipe/reglages/passation';

/** Drivers to thank: those who drove that lately. */
const LATELY_DAYS = 90;

const ROLE_WORDS: Readonly<Record<Membership['role'], string>> = {
  coordination: 'coordination : tout, et les réglages',
  member: 'équipe : les demandes, les conductrices et conducteurs',
  referent: 'référence de communes',
  figures: 'chiffres seulement',
};

const SWITCH_WORDS: Readonly<Record<Switch, string>> = {
  email: 'Écrire par e-mail aux personnes qui ont donné une adresse',
  sms: 'Écrire par SMS aux conductrices et conducteurs',
  onCall: 'Des bénévoles qui conduisent exprès, gratuitement',
  referents: 'Des référentes et référents, chacun pour ses communes',
  timetables: 'Les cars, les trains et les autres moyens, montrés à côté des recherches',
};

/** All that a successor needs, on paper: what was promised, whom to thank, what the settings mean, who holds which key. */
export const handoverPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${HANDOVER_PATH}`, requires('manage-territory'), draw);
};

const Thanks = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const drove = await stores.drivers.drove(addDays(at.today, -LATELY_DAYS), at.today);
  const people = new Map(
    (await stores.people.findMany(drove.map(({ personId }) => personId))).map((person) => [person.id, person]),
  );
  return (
    <section aria-labelledby="merci">
      <h2 id="merci">Qui remercier</h2>
      <p class="soft">Celles et ceux qui ont conduit depuis trois mois.</p>
      {drove.length === 0 ? (
        <p>Personne n’a conduit depuis trois mois.</p>
      ) : (
        <ul>
          {drove.map(({ personId, rides, lastOn }) => (
            <li>
              <a href={at.url(`/equipe/conducteurs/${personId}`)}>{fullName(people.get(personId))}</a> :{' '}
              {rides === 1 ? 'un trajet' : `${rides} trajets`}, le dernier {formatDate(lastOn, at.today)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** How many people offered to drive and were never called. */
const ToWelcome = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const count = await c
    .get('service')
    .storage.in(at.territory.id)
    .drivers.count({
      filter: 'to-welcome',
      today: at.today,
      confirmedBefore: formatInstant(at.now),
    });
  if (count === 0) return null;
  return (
    <p>
      {count === 1 ? 'Une personne attend' : `${count} personnes attendent`} l’appel d’accueil pour conduire :{' '}
      <a href={at.url('/equipe/conducteurs')}>« Conducteurs »</a>.
    </p>
  );
};

/** The addresses to type, for who has this paper and nothing else. */
const Doors = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const doors: readonly (readonly [string, string])[] = [
    ['Le bureau de l’équipe', at.absoluteUrl('/equipe')],
    ['Plus de mot de passe : la feuille de secours, dans le coffre de la mairie', at.absoluteUrl(TAKE_BACK_PATH)],
    ['Le guide, page « Passer la main »', c.get('urlFor').absolute(null, `${GUIDE_PATH}/passer-la-main`)],
  ];
  return (
    <section aria-labelledby="entrer">
      <h2 id="entrer">Par où entrer</h2>
      <dl class="facts">
        {doors.map(([name, address]) => (
          <>
            <dt>{name}</dt>
            <dd>{address}</dd>
          </>
        ))}
        <dt>Les sauvegardes</dt>
        <dd>
          {(await isSiteHolder(c))
            ? 'Chaque nuit. « Réglages », « Les sauvegardes » : en faire une, la garder ailleurs, en remettre une en place.'
            : 'Chaque nuit, chez la personne qui héberge ce site : demandez-lui son nom et son numéro.'}
        </dd>
      </dl>
    </section>
  );
};

const Settings = ({ at }: { at: At }) => {
  const { territory } = at;
  const facts: readonly (readonly [string, string])[] = [
    ['Heures d’appel', `${territory.phoneHours}. Dites sur chaque page publique.`],
    [
      'Réponse promise',
      `${territory.answerDays === 1 ? 'un jour' : `${territory.answerDays} jours`} d’ouverture : c’est l’heure proposée à la fin de chaque appel. Un « non » dit à temps est une promesse tenue.`,
    ],
    [
      'Détours',
      `direct jusqu’à ${territory.bands.direct} minutes, petit jusqu’à ${territory.bands.small}, grand jusqu’à ${territory.bands.large}. Au-delà, un trajet n’est pas proposé.`,
    ],
    [
      'Écart d’heure',
      `${territory.tolerance} minutes : à moins de cet écart de l’heure demandée, un trajet est à l’heure.`,
    ],
    ['Qui répond des données', territory.controller],
    ['Adresse électronique', territory.email ?? 'aucune'],
    ['Communes', `${territory.communeCodes.length}`],
  ];
  return (
    <section aria-labelledby="reglages">
      <h2 id="reglages">Ce que veulent dire les réglages</h2>
      <dl class="facts">
        {facts.map(([name, words]) => (
          <>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </>
        ))}
        {SWITCHES.filter((one) => territory.switches[one]).map((one) => (
          <>
            <dt>{SWITCH_WORDS[one]}</dt>
            <dd>allumé</dd>
          </>
        ))}
      </dl>
    </section>
  );
};

const Keys = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const { members } = c.get('service').storage.instance;
  const team = await members.listOfTerritory(at.territory.id);
  const lastSignIns = await members.lastSignIns(at.territory.id);
  const tablets = await members.tabletsOf(at.territory.id, formatInstant(at.now));
  return (
    <section aria-labelledby="cles">
      <h2 id="cles">Qui a quelle clé</h2>
      <ul class="rows">
        {team.map(({ member, membership }) => {
          const last = lastSignIns.get(member.id);
          return (
            <li>
              <p class="row-title">
                {member.name} {member.disabledAt !== null && <span class="tag">suspendu</span>}
              </p>
              <p>
                {ROLE_WORDS[membership.role]}
                {membership.role === 'referent' && ` (${communeNames(c, membership) || 'aucune commune choisie'})`},
                identifiant « {member.login} »
              </p>
              <p class="soft">
                {last === undefined ? 'Pas encore connecté.' : `Dernière connexion : ${dateWords(at, last)}.`}
              </p>
            </li>
          );
        })}
        {tablets.map((tablet) => (
          <li>
            <p class="row-title">{tablet.device}</p>
            <p>Tablette au nom de {tablet.memberName}</p>
            <p class="soft">Vue {momentWords(tablet.seenAt, at.territory.zone, at.today)}.</p>
          </li>
        ))}
      </ul>
      <p class="soft">
        Les mots de passe ne sont écrits nulle part. La coordination en donne un nouveau depuis « Les membres de
        l’équipe ». {recoveryWords(await c.get('service').storage.in(at.territory.id).recoveryCodes.list())}
      </p>
    </section>
  );
};

const draw = (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <DeskPage at={at} title="Passer la main" current="/equipe/reglages">
      <p>
        À imprimer pour la personne qui prend la suite, au {formatDateDigits(at.today)}. Cette page dit des noms et des
        numéros : elle ne se laisse pas sur un bureau.
      </p>
      <Doors c={c} />
      <Promises c={c} />
      <AgreedRides c={c} />
      <ToWelcome c={c} />
      <Thanks c={c} />
      <Settings at={at} />
      <Keys c={c} />
    </DeskPage>,
  );
};
