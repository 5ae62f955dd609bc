import { dateAndHour } from '#src/web/instant-words.ts';
import { isAlive } from '#src/imports/is-alive.ts';
import type { LiveState } from '#src/timetables-live/live-timetables.ts';
import type { FeedImport, TimetableFeed, TimetableInUse } from '#src/timetables-import/feed-store.ts';
import { keptWords, nameOfFeed, TIMETABLE_WORDS } from '#src/timetables-import/import-words.ts';
import { periodWords } from '#src/transit/network/period-words.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm, type FormErrors, MoreDetails, type Typed } from '#src/web/layout/fields.tsx';
import { LiveOfFeed } from '#src/web/workspace/timetables/timetables-live.tsx';
import { Progress, Since, StopImport } from '#src/web/workspace/shared/import-progress.tsx';
import { feedPath, hostOf } from '#src/web/workspace/timetables/timetables-paths.ts';
import { TimetableUpload } from '#src/web/workspace/timetables/timetables-upload.tsx';

/** A feed as the page shows it. */
export interface ShownFeed {
  readonly feed: TimetableFeed;
  /** Its file cannot be read. */
  readonly isBroken: boolean;
  /** How its realtime answers. */
  readonly live: readonly LiveState[];
}

/** One feed: what it holds, until when, where it comes from, and what can be done with it. */
export const FeedCard = ({
  at,
  shown,
  now,
  form,
}: {
  readonly at: At;
  readonly shown: ShownFeed;
  readonly now: Temporal.Instant;
  readonly form: { readonly values: Typed; readonly errors: FormErrors };
}) => {
  const { feed, isBroken, live } = shown;
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
          {feed.inUse !== null && <LiveOfFeed at={at} feed={feed} states={live} form={form} />}
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
        {inUse.source} : {keptWords(inUse.report.kept)}.{' '}
        {remarks > 0 && <a href={at.url(feedPath(feed))}>Ce qui n’allait pas dans le fichier</a>}
      </p>
      <p class="soft">
        Préparés le {dateAndHour(at, inUse.builtAt)}.{' '}
        {feed.address === null
          ? 'Ils viennent d’un fichier envoyé : ils ne changent pas tout seuls.'
          : `Ils viennent de ${hostOf(feed.address)}, regardé chaque nuit.`}
        {feed.address !== null && feed.checkedAt !== null && ` La dernière fois : ${dateAndHour(at, feed.checkedAt)}.`}
      </p>
    </>
  );
};

const UnderWay = ({
  at,
  feed,
  running,
}: {
  readonly at: At;
  readonly feed: TimetableFeed;
  readonly running: FeedImport;
}) => (
  <>
    <Progress id={`avancement-${feed.id}`} words={TIMETABLE_WORDS[running.step]} percent={running.percent} />
    <Since at={at} running={running} what={running.label} />
    <StopImport at={at} path={feedPath(feed, '/arreter')} />
  </>
);

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
      <TimetableUpload
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
