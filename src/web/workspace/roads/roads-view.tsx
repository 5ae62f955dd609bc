import { dateWords } from '#src/web/instant-words.ts';
import { IMPORT_WORDS } from '#src/roads-import/import-words.ts';
import { EXTRACT_REGIONS } from '#src/roads-import/regions.ts';
import type { RoadImport, RoadsInUse } from '#src/roads-import/road-store.ts';
import type { At } from '#src/web/context.ts';
import { Following, Progress, Since, StopImport } from '#src/web/workspace/shared/import-progress.tsx';

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

/** "Midi-Pyrénées" rather than the name of its file. */
const sourceWords = (source: string): string =>
  source
    .split(', ')
    .map((part) => EXTRACT_REGIONS.find(({ slug }) => slug === part)?.name ?? part)
    .join(', ');

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
            <dd>{dateWords(at, inUse.dataFrom)}</dd>
          </>
        )}
        <dt>Préparée</dt>
        <dd>{dateWords(at, inUse.builtAt)}</dd>
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
export const UnderWay = ({ at, running, askedBy, follows }: UnderWayProps) => (
  <section class="card" aria-labelledby="en-cours">
    <h2 id="en-cours">Les routes se préparent</h2>
    <Progress id="avancement" words={IMPORT_WORDS[running.step]} percent={running.percent} />
    <Since at={at} running={running} what={sourceWords(running.source)} askedBy={askedBy} />
    <Following at={at} path={ROADS_PATH} follows={follows} />
    <StopImport at={at} path={`${ROADS_PATH}/arreter`} />
  </section>
);

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
