import type { Child } from 'hono/jsx';
import { IMPORT_WORDS } from '#src/roads-import/import-words.ts';
import type { ProposedRegions } from '#src/roads-import/propose-regions.ts';
import { MOST_UPLOAD_BYTES } from '#src/imports/receive-upload.ts';
import { EXTRACT_REGIONS, type ExtractRegion } from '#src/roads-import/regions.ts';
import type { RoadImport, RoadsInUse } from '#src/roads-import/road-store.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';
import {
  Choices,
  DeskForm,
  type FormErrors,
  MoreDetails,
  TextField,
  type Typed,
  ticked,
  typed,
} from '#src/web/layout/fields.tsx';
import { FileField } from '#src/web/layout/file-field.tsx';

/** Path of the page, under the territory's. */
export const ROADS_PATH = '/equipe/reglages/routes';

/** What the page shows of the roads of a territory. */
export interface RoadsState {
  readonly inUse: RoadsInUse | null;
  /** The file cannot be read. */
  readonly isBroken: boolean;
  /** Communes that no road of the map passes near. */
  readonly offTheMap: readonly string[];
}

const megabytes = (number: number): string => `environ ${number} Mo`;

/** "Midi-Pyrénées" rather than the name of its file. */
const sourceWords = (source: string): string =>
  source
    .split(', ')
    .map((part) => EXTRACT_REGIONS.find(({ slug }) => slug === part)?.name ?? part)
    .join(', ');

const dayWords = (at: At, instant: string): string =>
  formatDate(localMoment(Temporal.Instant.from(instant), at.territory.zone).date, at.today);

/** What is in use at this moment. */
export const InUse = ({ at, state }: { readonly at: At; readonly state: RoadsState }) => {
  const { inUse, isBroken, offTheMap } = state;
  if (inUse === null)
    return (
      <p class="notice">
        Aujourd’hui, les temps de trajet sont des <strong>estimations</strong> : la distance à vol d’oiseau, un peu
        allongée. Une vallée à contourner ou un pont qui manque ne se voient pas.
      </p>
    );
  return (
    <>
      {isBroken && (
        <p class="errors" role="alert">
          Le fichier des routes ne se lit plus : en attendant, les temps sont des estimations. Chargez les routes à
          nouveau.
        </p>
      )}
      <dl>
        <dt>Carte</dt>
        <dd>{sourceWords(inUse.source)}</dd>
        {inUse.dataFrom !== null && (
          <>
            <dt>État des routes</dt>
            <dd>{dayWords(at, inUse.dataFrom)}</dd>
          </>
        )}
        <dt>Préparée</dt>
        <dd>{dayWords(at, inUse.builtAt)}</dd>
        <dt>Données</dt>
        <dd>
          <a href="https://www.openstreetmap.org/copyright">© les contributeurs d’OpenStreetMap</a>
        </dd>
      </dl>
      {offTheMap.length > 0 && (
        <p class="soft">
          {offTheMap.length === 1 ? 'Une commune n’est pas' : `${offTheMap.length} communes ne sont pas`} sur la carte :{' '}
          {offTheMap.slice(0, 10).join(', ')}
          {offTheMap.length > 10 && '…'}. De là, les temps restent des estimations.
        </p>
      )}
    </>
  );
};

interface UnderWayProps {
  readonly at: At;
  readonly running: RoadImport;
  readonly askedBy: string | null;
  /** Whether the page reloads itself. */
  readonly follows: boolean;
}

/** The import that goes on: how far, what, since when, and how to stop it. */
export const UnderWay = ({ at, running, askedBy, follows }: UnderWayProps) => {
  const { time } = localMoment(Temporal.Instant.from(running.startedAt), at.territory.zone);
  return (
    <section class="card" aria-labelledby="en-cours">
      <h2 id="en-cours">Les routes se préparent</h2>
      <p role="status">
        <label for="avancement">
          {IMPORT_WORDS[running.step]} : <strong>{running.percent} %</strong>
        </label>
      </p>
      <progress id="avancement" max={100} value={running.percent}>
        {running.percent} %
      </progress>
      <p>
        {sourceWords(running.source)}, depuis {formatHour(time)}
        {askedBy !== null && `, à la demande de ${askedBy}`}. Le service continue comme avant pendant ce temps : vous
        pouvez quitter cette page.
      </p>
      <p class="soft">
        {follows ? (
          <>
            Cette page se met à jour toute seule.{' '}
            <a href={at.url(ROADS_PATH, { suivre: 'non' })}>Ne plus la recharger</a>
          </>
        ) : (
          <a href={at.url(ROADS_PATH)}>Voir où cela en est</a>
        )}
      </p>
      <DeskForm at={at} action={at.url(`${ROADS_PATH}/arreter`)}>
        <button type="submit" class="second">
          Arrêter
        </button>
      </DeskForm>
    </section>
  );
};

/** How the last import ended, when somebody has to know. */
export const LastEnd = ({ last }: { readonly last: RoadImport | null }) => {
  if (last === null || last.state === 'done') return null;
  if (last.state === 'cancelled')
    return (
      <p class="notice" role="status">
        L’import a été arrêté. Un téléchargement commencé est gardé : recommencer le reprend.
      </p>
    );
  return (
    <div class="errors" role="alert">
      <h2>Les routes n’ont pas pu être chargées</h2>
      <p>
        {last.state === 'running'
          ? 'L’import s’est interrompu avant la fin : la machine s’est peut-être arrêtée. Recommencez ; ce qui était déjà téléchargé est gardé.'
          : last.problem}
      </p>
    </div>
  );
};

const regionOption = ({ slug, name, megabytes: size }: ExtractRegion) => ({
  value: slug,
  label: `${name} (${megabytes(size)})`,
});

interface AskProps {
  readonly at: At;
  readonly proposed: ProposedRegions;
  readonly values: Typed;
  readonly errors: FormErrors;
  /** Whether there are roads already. */
  readonly again: boolean;
}

/** The one button, and what few people need below it. */
export const AskRoads = ({ at, proposed, values, errors, again }: AskProps) => {
  const { own, near } = proposed;
  const chosen = ticked(values, 'region');
  const otherwise = own.length === 0 || 'adresse' in errors || 'fichier' in errors;
  return (
    <>
      {own.length > 0 && (
        <DeskForm at={at} action={at.url(ROADS_PATH)}>
          <Choices
            label="Les routes de quelle région ?"
            name="region"
            type="checkbox"
            options={[...own, ...near].map(regionOption)}
            chosen={chosen.length > 0 ? chosen : own.map(({ slug }) => slug)}
            hint={near.length > 0 ? <NearWords own={own} /> : undefined}
            error={errors['region']}
          />
          <p class="actions">
            <button type="submit">{again ? 'Charger des routes plus récentes' : 'Charger les routes'}</button>
          </p>
          <p class="hint">
            Le téléchargement vient de Geofabrik, qui découpe OpenStreetMap par régions. Seules les routes de votre
            territoire et de ses alentours sont gardées. Comptez quelques minutes pour une région.
          </p>
        </DeskForm>
      )}
      <MoreDetails title="Autrement : une adresse, ou un fichier" open={otherwise}>
        <DeskForm at={at} action={at.url(ROADS_PATH)}>
          <TextField
            label="Adresse du fichier"
            name="adresse"
            value={typed(values, 'adresse')}
            maxlength={500}
            hint="Elle commence par https:// et se termine par .osm.pbf."
            error={errors['adresse']}
          />
          <p class="actions">
            <button type="submit" class="second">
              Charger depuis cette adresse
            </button>
          </p>
        </DeskForm>
        <form method="post" action={at.url(`${ROADS_PATH}/fichier`)} enctype="multipart/form-data">
          <FileField
            label="Fichier de votre ordinateur"
            name="fichier"
            accept=".pbf,.lotocar-routes"
            hint={`Un fichier de routes déjà préparé (.lotocar-routes) ou un extrait (.osm.pbf), de ${MOST_UPLOAD_BYTES / 1e6} Mo au plus.`}
            error={errors['fichier']}
          />
          <p class="actions">
            <button type="submit" class="second">
              Envoyer ce fichier
            </button>
          </p>
        </form>
      </MoreDetails>
    </>
  );
};

const NearWords = ({ own }: { readonly own: readonly ExtractRegion[] }): Child => (
  <>
    {own.length === 1 ? 'La vôtre est cochée.' : 'Les vôtres sont cochées.'} Cochez aussi une région voisine si vos
    trajets y vont souvent.
  </>
);
