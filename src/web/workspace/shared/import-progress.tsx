import type { ImportRecord } from '#src/imports/import-record.ts';
import { formatHour } from '#src/time/hours.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';

/** Seconds between two looks at an import. */
const REFRESH = 4;

/** Has the page look again by itself while an import goes on, unless that is not wanted. @returns whether it does */
export const followImport = (c: Ctx, isRunning: boolean): boolean => {
  const follows = isRunning && c.req.query('suivre') !== 'non';
  if (follows) c.header('Refresh', String(REFRESH));
  return follows;
};

interface FollowingProps {
  readonly at: At;
  /** Of the page, under the territory's. */
  readonly path: string;
  /** Whether the page reloads itself. */
  readonly follows: boolean;
}

/** Whether the page looks again by itself, and the way to have it otherwise. */
export const Following = ({ at, path, follows }: FollowingProps) => (
  <p class="soft">
    {follows ? (
      <>
        Cette page se met à jour toute seule. <a href={at.url(path, { suivre: 'non' })}>Ne plus la recharger</a>
      </>
    ) : (
      <a href={at.url(path)}>Voir où cela en est</a>
    )}
  </p>
);

interface ProgressProps {
  readonly id: string;
  readonly words: string;
  readonly percent: number;
}

/** How far an import is. */
export const Progress = ({ id, words, percent }: ProgressProps) => (
  <>
    <p role="status">
      <label for={id}>
        {words} : <strong>{percent} %</strong>
      </label>
    </p>
    <progress id={id} max={100} value={percent}>
      {percent} %
    </progress>
  </>
);

interface SinceProps {
  readonly at: At;
  readonly running: Pick<ImportRecord<string>, 'startedAt'>;
  readonly what: string;
  readonly askedBy?: string | null;
}

/** What goes on, since when, for whom; nobody has to wait for it. */
export const Since = ({ at, running, what, askedBy = null }: SinceProps) => (
  <p>
    {what}, depuis {formatHour(localMoment(Temporal.Instant.from(running.startedAt), at.territory.zone).time)}
    {askedBy !== null && `, à la demande de ${askedBy}`}. Le service continue comme avant pendant ce temps : vous pouvez
    quitter cette page.
  </p>
);

export const StopImport = ({ at, path }: { readonly at: At; readonly path: string }) => (
  <DeskForm at={at} action={at.url(path)}>
    <button type="submit" class="second">
      Arrêter
    </button>
  </DeskForm>
);
