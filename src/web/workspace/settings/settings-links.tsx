import { counted } from '#src/counted.ts';
import type { Release } from '#src/updates/changelog.ts';
import type { At } from '#src/web/context.ts';
import { OPENING_PATH } from '#src/web/paths.ts';
import { COMMUNES_PATH } from '#src/web/workspace/communes/communes-page.tsx';
import { BACKUPS_PATH } from '#src/web/workspace/backups/backup-words.ts';
import { FURTHER_PATH } from '#src/web/workspace/settings/further-page.tsx';
import { OPEN_PATH } from '#src/web/workspace/opening/open-pages.tsx';
import { ANSWERING_PATH } from '#src/web/workspace/hours/answering-page.tsx';
import { HANDOVER_PATH } from '#src/web/workspace/team/handover-page.tsx';
import { isHost, SPACES_PATH } from '#src/web/workspace/opening/spaces-page.tsx';
import { HEALTH_PATH } from '#src/web/workspace/settings/health-page.tsx';
import { NEWS_PATH } from '#src/web/workspace/settings/news-page.tsx';
import { TAKE_ALL_PATH } from '#src/web/workspace/backups/take-all-page.tsx';
import { TABLETS_PATH } from '#src/web/workspace/team/tablets-page.tsx';
import { CLOSURES_PATH } from '#src/web/workspace/hours/closures-pages.tsx';
import { hasMessages, MESSAGE_SETTINGS } from '#src/web/workspace/shared/messages-words.ts';
import { RECOVERY_PATH } from '#src/web/workspace/team/recovery-pages.tsx';
import { OTHER_WAYS_PATH } from '#src/web/workspace/other-ways/paths.ts';
import { SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';
import { ROADS_PATH } from '#src/web/workspace/roads/roads-view.tsx';
import { TIMETABLES_PATH } from '#src/web/workspace/timetables/timetables-paths.ts';

interface LinksProps {
  readonly at: At;
  /** The release of Lotocar that this site could have. */
  readonly newer: Release | undefined;
}

/** From the settings to the pages that have their own, by what one comes for. */
export const SettingsLinks = ({ at, newer }: LinksProps) => (
  <nav aria-label="Les pages des réglages" class="settings-links">
    <section>
      <h2>Le service</h2>
      <ul>
        <li>
          <a href={at.url('/equipe/reglages/membres')}>Les membres de l’équipe</a>
        </li>
        <li>
          <a href={at.url(COMMUNES_PATH)}>Les communes du territoire</a> :{' '}
          {counted(at.territory.communeCodes.length, 'commune', 'communes')}
        </li>
        <li>
          <a href={at.url(OPEN_PATH)}>L’ouverture du service</a> :{' '}
          {at.stage === 'open'
            ? 'ouvert à tout le monde'
            : at.stage === 'drivers-first'
              ? 'conducteurs d’abord'
              : 'rien n’est publié'}
        </li>
        <li>
          <a href={at.url(OPENING_PATH)}>Les papiers de l’ouverture</a> : tract, charte, registre…
        </li>
        <li>
          <a href={at.url(CLOSURES_PATH)}>Les absences de l’équipe</a>
        </li>
        <li>
          <a href={at.url(ANSWERING_PATH)}>Le message du répondeur</a>
        </li>
      </ul>
    </section>
    <section>
      <h2>Ce qu’il sait faire</h2>
      <ul>
        <li>
          <a href={at.url(SHEETS_PATH)}>Reprendre un tableur</a> tenu ailleurs
        </li>
        <li>
          <a href={at.url(ROADS_PATH)}>Les routes</a>
          {at.byRoads ? ' : les temps suivent la carte' : ' : les temps sont des estimations'}
        </li>
        {at.territory.switches.timetables && (
          <>
            <li>
              <a href={at.url(OTHER_WAYS_PATH)}>Les autres moyens de se déplacer</a>
            </li>
            <li>
              <a href={at.url(TIMETABLES_PATH)}>Horaires des cars et des trains</a>
            </li>
          </>
        )}
        {hasMessages(at.territory) && (
          <li>
            <a href={at.url(MESSAGE_SETTINGS)}>Les messages</a> : par où ils partent, leurs textes
          </li>
        )}
        <li>
          <a href={at.url(FURTHER_PATH)}>Pour aller plus loin</a>
        </li>
        {isHost(at) && (
          <li>
            <a href={at.url(SPACES_PATH)}>Les espaces demandés</a> par d’autres territoires
          </li>
        )}
      </ul>
    </section>
    <section>
      <h2>Pour durer</h2>
      <ul>
        <li>
          <a href={at.url(RECOVERY_PATH)}>La feuille de secours</a>
        </li>
        <li>
          <a href={at.url(HANDOVER_PATH)}>Passer la main</a>
        </li>
        <li>
          <a href={at.url(BACKUPS_PATH)}>Les sauvegardes</a>
        </li>
        <li>
          <a href={at.url(TAKE_ALL_PATH)}>Tout emporter</a>
        </li>
        <li>
          <a href={at.url(TABLETS_PATH)}>Les tablettes</a>
        </li>
        <li>
          <a href={at.url(HEALTH_PATH)}>La santé du service</a>
        </li>
        <li>
          <a href={at.url(NEWS_PATH)}>Les nouveautés</a>
          {newer && ` : la version ${newer.version} existe`}
        </li>
      </ul>
    </section>
  </nav>
);
