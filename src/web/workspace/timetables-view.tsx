import { isAlive } from '#src/imports/is-alive.ts';
import { MOST_UPLOAD_BYTES } from '#src/imports/receive-upload.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { formatHour } from '#src/time/hours.ts';
import { localMoment } from '#src/time/zone.ts';
import type { FeedReport } from '#src/timetables-import/feed-report.ts';
import type { FeedImport, TimetableFeed, TimetableInUse } from '#src/timetables-import/feed-store.ts';
import { nameOfFeed, TIMETABLE_WORDS } from '#src/timetables-import/import-words.ts';
import { periodWords } from '#src/transit/period-words.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm, type FormErrors, MoreDetails, TextField, type Typed, typed } from '#src/web/layout/fields.tsx';
import { FileField } from '#src/web/layout/file-field.tsx';

/** Path of the page, under the territory's. */
export const TIMETABLES_PATH = '/equipe/reglages/horaires';

export const feedPath = ({ id }: Pick<TimetableFeed, 'id'>, rest = ''): string => `${TIMETABLES_PATH}/${id}${rest}`;

/** A feed as the page shows it. */
export interface ShownFeed {
  readonly feed: TimetableFeed;
  /** Its file cannot be read. */
  readonly isBroken: boolean;
}

const momentWords = (at: At, instant: string): string => {
  const { date, time } = localMoment(Temporal.Instant.from(instant), at.territory.zone);
  return `${formatDate(date, at.today)}, ${formatHour(time)}`;
};

const number = (value: number): string => value.toLocaleString('fr-FR');

/** One feed: what it holds, until when, where it comes from, and what can be done with it. */
export const FeedCard = ({
  at,
  shown,
  now,
}: {
  readonly at: At;
  readonly shown: ShownFeed;
  readonly now: Temporal.Instant;
}) => {
  const { feed, isBroken } = shown;
  const running = isAlive(feed.lastImport, now) ? feed.lastImport : null;
  const heading = `horaires-${feed.id}`;
  return (
    <section class="card" aria-labelledby={heading}>
      <h2 id={heading}>{nameOfFeed(feed)}</h2>
      {isBroken && (
        <p class="errors" role="alert">
          Le fichier de ces horaires ne se lit plus : ils ne sont plus montrés. Chargez-les à nouveau.
        </p>
      )}
      {feed.inUse !== null && <InUse at={at} feed={feed} inUse={feed.inUse} />}
      {running === null ? (
        <>
          <LastEnd feed={feed} />
          <Gestures at={at} feed={feed} />
        </>
      ) : (
        <UnderWay at={at} feed={feed} running={running} />
      )}
    </section>
  );
};

const InUse = ({
  at,
  feed,
  inUse,
}: {
  readonly at: At;
  readonly feed: TimetableFeed;
  readonly inUse: TimetableInUse;
}) => {
  const { routes, stops, trips } = inUse.report.kept;
  const remarks = inUse.report.remarks.reduce((sum, { count }) => sum + count, 0);
  const isOver = inUse.lastDate < at.today;
  return (
    <>
      <p>
        <strong>{periodWords(inUse.firstDate, inUse.lastDate)}</strong>
        {isOver && '. Ils sont finis : demandez au réseau ceux qui viennent.'}
        {inUse.firstDate > at.today && '. Ils n’ont pas encore commencé.'}
      </p>
      <p>
        {inUse.source} : {number(routes)} lignes, {number(stops)} arrêts, {number(trips)} courses.{' '}
        {remarks > 0 && <a href={at.url(feedPath(feed))}>Ce qui n’allait pas dans le fichier</a>}
      </p>
      <p class="soft">
        Préparés le {momentWords(at, inUse.builtAt)}.{' '}
        {feed.address === null
          ? 'Ils viennent d’un fichier envoyé : ils ne changent pas tout seuls.'
          : `Ils viennent de ${hostOf(feed.address)}, regardé chaque nuit.`}
        {feed.address !== null && feed.checkedAt !== null && ` La dernière fois : ${momentWords(at, feed.checkedAt)}.`}
      </p>
    </>
  );
};

export const hostOf = (address: string): string => URL.parse(address)?.host ?? address;

const UnderWay = ({
  at,
  feed,
  running,
}: {
  readonly at: At;
  readonly feed: TimetableFeed;
  readonly running: FeedImport;
}) => {
  const progress = `avancement-${feed.id}`;
  return (
    <>
      <p role="status">
        <label for={progress}>
          {TIMETABLE_WORDS[running.step]} : <strong>{running.percent} %</strong>
        </label>
      </p>
      <progress id={progress} max={100} value={running.percent}>
        {running.percent} %
      </progress>
      <p>
        {running.label}, depuis{' '}
        {formatHour(localMoment(Temporal.Instant.from(running.startedAt), at.territory.zone).time)}. Le service continue
        comme avant pendant ce temps : vous pouvez quitter cette page.
      </p>
      <DeskForm at={at} action={at.url(feedPath(feed, '/arreter'))}>
        <button type="submit" class="second">
          Arrêter
        </button>
      </DeskForm>
    </>
  );
};

/** How the last import ended, when somebody has to know. */
const LastEnd = ({ feed }: { readonly feed: TimetableFeed }) => {
  const last = feed.lastImport;
  if (last === null || last.state === 'done') return null;
  if (last.state === 'cancelled')
    return (
      <p class="notice" role="status">
        L’import a été arrêté{feed.inUse === null ? '' : ' : les horaires d’avant servent toujours'}.
      </p>
    );
  return (
    <div class="errors" role="alert">
      <p>
        {last.state === 'running'
          ? 'L’import s’est interrompu avant la fin : la machine s’est peut-être arrêtée. Recommencez.'
          : last.problem}
      </p>
      {feed.inUse !== null && <p>Les horaires d’avant servent toujours.</p>}
    </div>
  );
};

const Gestures = ({ at, feed }: { readonly at: At; readonly feed: TimetableFeed }) => (
  <>
    {feed.address !== null && (
      <DeskForm at={at} action={at.url(feedPath(feed, '/recharger'))}>
        <p class="actions">
          <button type="submit" class="second">
            Charger à nouveau
          </button>
        </p>
      </DeskForm>
    )}
    <MoreDetails title="Remplacer ou retirer ces horaires">
      <UploadForm
        at={at}
        action={feedPath(feed, '/fichier')}
        id={`fichier-${feed.id}`}
        label="Un fichier plus récent"
      />
      <p>
        <a href={at.url(feedPath(feed, '/retirer'))}>Retirer ces horaires</a>
      </p>
    </MoreDetails>
  </>
);

interface UploadProps {
  readonly at: At;
  readonly action: string;
  readonly id: string;
  readonly label: string;
  readonly error?: string | undefined;
}

const UploadForm = ({ at, action, id, label, error }: UploadProps) => (
  <form method="post" action={at.url(action)} enctype="multipart/form-data">
    <FileField
      label={label}
      name="fichier"
      id={id}
      accept=".zip"
      hint={`Le fichier GTFS (.zip) du réseau, de ${MOST_UPLOAD_BYTES / 1e6} Mo au plus.`}
      error={error}
    />
    <p class="actions">
      <button type="submit" class="second">
        Envoyer ce fichier
      </button>
    </p>
  </form>
);

interface AddProps {
  readonly at: At;
  readonly values: Typed;
  readonly errors: FormErrors;
  /** Whether there are some already. */
  readonly again: boolean;
}

/** Other timetables: an address, which keeps itself up to date, or a file. */
export const AddFeed = ({ at, values, errors, again }: AddProps) => (
  <section aria-labelledby="ajouter">
    <h2 id="ajouter">{again ? 'Ajouter d’autres horaires' : 'Charger des horaires'}</h2>
    <p>
      Chaque réseau publie les siens, gratuitement, sur{' '}
      <a href="https://transport.data.gouv.fr">transport.data.gouv.fr</a> : cherchez le vôtre, puis copiez l’adresse du
      fichier « GTFS ».
    </p>
    <DeskForm at={at} action={at.url(TIMETABLES_PATH)}>
      <TextField
        label="Adresse du fichier"
        name="adresse"
        value={typed(values, 'adresse')}
        maxlength={1000}
        hint="Elle commence par https://. S’il faut un mot de passe : https://identifiant:motdepasse@…"
        error={errors['adresse']}
      />
      <TextField
        label="Comment les appeler (facultatif)"
        name="nom"
        value={typed(values, 'nom')}
        maxlength={80}
        hint="Par exemple : cars du département. Sans nom, celui du réseau est montré."
        error={errors['nom']}
      />
      <p class="actions">
        <button type="submit">Charger ces horaires</button>
      </p>
      <p class="hint">Ils sont regardés chaque nuit, et chargés à nouveau quand ils changent.</p>
    </DeskForm>
    <MoreDetails title="Ou un fichier de votre ordinateur" open={'fichier' in errors}>
      <UploadForm
        at={at}
        action={`${TIMETABLES_PATH}/fichier`}
        id="champ-fichier"
        label="Fichier des horaires"
        error={errors['fichier']}
      />
    </MoreDetails>
  </section>
);

/** What was wrong in the file, line by line, for whoever asks the network to mend it. */
export const Report = ({ report }: { readonly report: FeedReport }) => (
  <>
    {report.remarks.map(({ file, what, count, lines }) => (
      <section>
        <h2>{file}</h2>
        <p>
          {what} <strong>{count === 1 ? 'Une fois.' : `${number(count)} fois.`}</strong>
        </p>
        {lines.length > 0 && (
          <ul>
            {lines.map(({ line, detail }) => (
              <li>
                ligne {number(line)}
                {detail !== '' && ` : ${detail}`}
              </li>
            ))}
            {lines.length < count && <li>et {number(count - lines.length)} autres</li>}
          </ul>
        )}
      </section>
    ))}
  </>
);
