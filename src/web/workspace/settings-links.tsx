import type { Release } from '#src/updates/changelog.ts';
import type { At } from '#src/web/context.ts';
import { OPENING_PATH } from '#src/web/opening/opening-paper.ts';
import { BACKUPS_PATH } from '#src/web/workspace/backup-words.ts';
import { FURTHER_PATH } from '#src/web/workspace/further-page.tsx';
import { OPEN_PATH } from '#src/web/workspace/open-pages.tsx';
import { ANSWERING_PATH } from '#src/web/workspace/answering-page.tsx';
import { HANDOVER_PATH } from '#src/web/workspace/handover-page.tsx';
import { isHost, SPACES_PATH } from '#src/web/workspace/spaces-page.tsx';
import { HEALTH_PATH } from '#src/web/workspace/health-page.tsx';
import { NEWS_PATH } from '#src/web/workspace/news-page.tsx';
import { TAKE_ALL_PATH } from '#src/web/workspace/take-all-page.tsx';
import { TABLETS_PATH } from '#src/web/workspace/tablets-page.tsx';
import { CLOSURES_PATH } from '#src/web/workspace/closures-pages.tsx';
import { hasMessages, MESSAGE_SETTINGS } from '#src/web/workspace/messages-words.ts';
import { RECOVERY_PATH } from '#src/web/workspace/recovery-pages.tsx';
import { OTHER_WAYS_PATH } from '#src/web/workspace/other-ways/paths.ts';
import { SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';
import { ROADS_PATH } from '#src/web/workspace/roads-view.tsx';
import { TIMETABLES_PATH } from '#src/web/workspace/timetables-paths.ts';

interface LinksProps {
  readonly at: At;
  /** The release of Lotocar that this site could have. */
  readonly newer: Release | undefined;
}

/** From the settings to the pages that have their own. */
export const SettingsLinks = ({ at, newer }: LinksProps) => (
  <>
    <p>
      <a href={at.url('/equipe/reglages/membres')}>Les membres de l’équipe</a>
    </p>
    <p>
      <a href={at.url(OPEN_PATH)}>L’ouverture du service</a> :{' '}
      {at.stage === 'open'
        ? 'ouvert à tout le monde.'
        : at.stage === 'drivers-first'
          ? 'conducteurs d’abord.'
          : 'rien n’est publié.'}
    </p>
    <p>
      <a href={at.url(OPENING_PATH)}>Les papiers de l’ouverture</a> : tract, textes, charte, délégation, registre, déjà
      à vos mots.
    </p>
    <p>
      <a href={at.url(RECOVERY_PATH)}>La feuille de secours</a>, <a href={at.url(TABLETS_PATH)}>les tablettes</a>,{' '}
      <a href={at.url(HANDOVER_PATH)}>passer la main</a>, <a href={at.url(BACKUPS_PATH)}>les sauvegardes</a>,{' '}
      <a href={at.url(TAKE_ALL_PATH)}>tout emporter</a>
    </p>
    <p>
      <a href={at.url(HEALTH_PATH)}>La santé du service</a>, <a href={at.url(NEWS_PATH)}>les nouveautés</a>
      {newer && ` : la version ${newer.version} existe.`}
    </p>
    {isHost(at) && (
      <p>
        <a href={at.url(SPACES_PATH)}>Les espaces demandés</a> : d’autres territoires, sur ce site.
      </p>
    )}
    <p>
      <a href={at.url(CLOSURES_PATH)}>Les absences de l’équipe</a> et{' '}
      <a href={at.url(ANSWERING_PATH)}>le message du répondeur</a>
    </p>
    <p>
      <a href={at.url(SHEETS_PATH)}>Reprendre un tableur</a> : trajets, demandes ou lieux que vous teniez ailleurs.
    </p>
    <p>
      <a href={at.url(ROADS_PATH)}>Les routes</a>
      {at.byRoads
        ? ' : les temps suivent la carte.'
        : ' : les temps sont des estimations, les vraies routes se chargent ici.'}
    </p>
    <p>
      <a href={at.url(FURTHER_PATH)}>Pour aller plus loin</a> : ce que le service peut faire en plus.
    </p>
    {at.territory.switches.timetables && (
      <p>
        <a href={at.url(OTHER_WAYS_PATH)}>Les autres moyens de se déplacer</a> : transport à la demande, taxi, minibus,
        commerce ambulant.
      </p>
    )}
    {at.territory.switches.timetables && (
      <p>
        <a href={at.url(TIMETABLES_PATH)}>Horaires des cars et des trains</a>
      </p>
    )}
    {hasMessages(at.territory) && (
      <p>
        <a href={at.url(MESSAGE_SETTINGS)}>Les messages</a> : par où ils partent, et leurs textes.
      </p>
    )}
  </>
);
