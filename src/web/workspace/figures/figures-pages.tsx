import type { Hono } from 'hono';
import { formatNumber } from '#src/format-number.ts';
import { LEAST_SHOWN } from '#src/figures/hide-small.ts';
import type { MonthFigures } from '#src/figures/figures-store.ts';
import { type MonthReport, monthReport } from '#src/figures/month-report.ts';
import { ENDS } from '#src/figures/month-tally.ts';
import { monthName, ofMonth, percent, sayMonth } from '#src/figures/say-month.ts';
import { writeCsv } from '#src/spreadsheets/write-csv.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { TRIALS_PATH } from '#src/web/trials/trials-pages.tsx';
import { END_WORDS, HIDDEN, shownBreakdowns, type ShownBreakdown } from '#src/web/workspace/figures/figures-view.ts';

const PATH = '/equipe/chiffres';

/** Two years and a month: a year, and the same months of the year before. */
const MONTHS_SHOWN = 25;
const HOURS_A_DAY = 24;

/** Honest counts on one page that prints: no name, no exact place, and nothing in a breakdown that points at someone. */
export const figuresPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('read-figures'), draw);
  app.get(`/:territoire${PATH}/csv`, requires('read-figures'), sheet);
};

/** One month with what is beside it. */
interface Shown {
  readonly month: string;
  readonly report: MonthReport;
  readonly rides: number;
  readonly kilometres: number;
  readonly drivers: number;
}

const monthBefore = (month: string): string => Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();

/** The month asked; else the last whole one, or this one as long as nothing was asked before. */
const monthAsked = (c: Ctx, months: readonly MonthFigures[]): string => {
  const today = c.get('at').today.slice(0, 7);
  const asked = c.req.query('mois') ?? '';
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(asked) && asked <= today) return asked;
  const last = monthBefore(today);
  return months.some(({ month, requests }) => month === last && requests > 0) ? last : today;
};

const load = async (c: Ctx, month: string, months: readonly MonthFigures[]): Promise<Shown> => {
  const at = c.get('at');
  const { figures } = c.get('service').storage.in(at.territory.id);
  const counts = months.find((one) => one.month === month);
  return {
    month,
    report: monthReport(await figures.tally(month, formatInstant(at.now)), at.territory.answerDays * HOURS_A_DAY),
    rides: counts?.rides ?? 0,
    kilometres: Math.round(counts?.kilometres ?? 0),
    drivers: await figures.activeDrivers(month),
  };
};

const loadMonths = async (c: Ctx): Promise<readonly MonthFigures[]> => {
  const at = c.get('at');
  const { figures } = c.get('service').storage.in(at.territory.id);
  const from = at.now.toZonedDateTimeISO(at.territory.zone).subtract({ months: MONTHS_SHOWN }).toInstant();
  return (await figures.months(formatInstant(from))).filter(({ month }) => month <= at.today.slice(0, 7));
};

const hoursWords = (hours: number | null): string => {
  if (hours === null) return '–';
  if (hours < 2 * HOURS_A_DAY) return hours <= 1 ? 'une heure ou moins' : `${hours} heures`;
  return `${Math.round(hours / HOURS_A_DAY)} jours`;
};

/** The totals of a month, said with their words: never hidden. */
const totals = (at: At, { report, rides, kilometres, drivers }: Shown): readonly (readonly [string, string])[] => [
  ['Demandes', formatNumber(report.requests)],
  ['Personnes qui ont demandé', formatNumber(report.persons)],
  ...ENDS.map((end): readonly [string, string] => [END_WORDS[end], formatNumber(report.ends[end])]),
  ['Temps pour répondre (la moitié en moins de)', hoursWords(report.answers.medianHours)],
  [
    `Réponses en ${at.territory.answerDays * HOURS_A_DAY} heures`,
    report.answers.count === 0
      ? '–'
      : `${percent(report.answers.inTime, report.answers.count)} (${formatNumber(report.answers.inTime)} sur ${formatNumber(report.answers.count)})`,
  ],
  [
    'Rappels promis tenus à l’heure',
    report.promises === 0
      ? '–'
      : `${percent(report.promisesKept, report.promises)} (${formatNumber(report.promisesKept)} sur ${formatNumber(report.promises)})`,
  ],
  ['Trajets convenus', formatNumber(rides)],
  ['Kilomètres', formatNumber(kilometres)],
  ['Conductrices et conducteurs actifs', formatNumber(drivers)],
];

const cellWords = (cell: number | null): string => (cell === null ? HIDDEN : formatNumber(cell));

const Breakdown = ({ breakdown }: { breakdown: ShownBreakdown }) => (
  <section class="scroll breakdown" aria-label={breakdown.title} tabindex={0}>
    <table>
      <caption>Par {breakdown.title.toLowerCase()}</caption>
      <thead>
        <tr>
          <th scope="col">{breakdown.title}</th>
          {ENDS.map((end) => (
            <th scope="col">{END_WORDS[end]}</th>
          ))}
          <th scope="col">Demandes</th>
        </tr>
      </thead>
      <tbody>
        {breakdown.rows.map(({ name, cells }) => (
          <tr>
            <th scope="row">{name}</th>
            {cells.map((cell) => (
              <td class={cell === null ? 'soft' : ''}>{cellWords(cell)}</td>
            ))}
          </tr>
        ))}
        <tr class="total">
          <th scope="row">Total</th>
          {breakdown.foot.map((cell) => (
            <td>{cellWords(cell)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  </section>
);

const Months = ({ at, months }: { at: At; months: readonly MonthFigures[] }) => (
  <section class="scroll no-print" aria-label="Chiffres par mois" tabindex={0}>
    <table>
      <caption>Mois par mois</caption>
      <thead>
        <tr>
          <th scope="col">Mois</th>
          <th scope="col">Demandes</th>
          <th scope="col">Trajets convenus</th>
          <th scope="col">Kilomètres</th>
          <th scope="col">Appels passés</th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr>
            <th scope="row">
              <a href={at.url(PATH, { mois: month.month })}>{monthName(month.month)}</a>
            </th>
            <td>{formatNumber(month.requests)}</td>
            <td>{formatNumber(month.rides)}</td>
            <td>{formatNumber(Math.round(month.kilometres))}</td>
            <td>{formatNumber(month.calls)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const draw = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const months = await loadMonths(c);
  const month = monthAsked(c, months);
  const [shown, before] = [await load(c, month, months), await load(c, monthBefore(month), months)];
  // Whoever reads only figures takes them out of the team; the team asks for that print itself.
  const leaving = !at.can('read-people') || c.req.query('vue') === 'elus';
  const standing = await c.get('service').storage.in(at.territory.id).figures.standing();
  const beside = totals(at, before);
  return page(
    c,
    <DeskPage at={at} title={`Les chiffres ${ofMonth(month)}`} current={PATH}>
      <p class="lead">{sayMonth(month, shown.report)}</p>
      <p class="actions no-print">
        {!leaving && <a href={at.url(PATH, { mois: month, vue: 'elus' })}>La page à imprimer pour les élus</a>}
        {leaving && at.can('read-people') && <a href={at.url(PATH, { mois: month })}>Revenir aux chiffres entiers</a>}
        <a href={at.url(`${PATH}/csv`, { mois: month })}>Le tableau (CSV)</a>
        <a href={at.url(TRIALS_PATH)}>Ce que nous avons essayé</a>
      </p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Le mois</th>
            <th scope="col">{monthName(month)}</th>
            <th scope="col">{monthName(before.month)}</th>
          </tr>
        </thead>
        <tbody>
          {totals(at, shown).map(([name, words], index) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{words}</td>
              <td>{beside[index]?.[1]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shownBreakdowns(c, shown.report, leaving).map((breakdown) => (
        <Breakdown breakdown={breakdown} />
      ))}
      {leaving && (
        <p class="soft small">
          « {HIDDEN} » : moins de {LEAST_SHOWN}, ou un nombre qui permettrait d’en retrouver un. Dans un petit
          territoire, il désignerait quelqu’un.
        </p>
      )}
      <p>
        Aujourd’hui. Personnes qui conduisent, accueillies : {formatNumber(standing.drivers)} ; trajets proposés :{' '}
        {formatNumber(standing.trips)} ; demandes en cours : {formatNumber(standing.openRequests)}.
      </p>
      {months.length > 0 && <Months at={at} months={months} />}
      <p class="hint no-print">
        Une demande compte dans le mois où elle est faite, son retour avec elle. Le temps pour répondre va de la demande
        à la première réponse, un « non » compris ; un « non » dit à l’heure est un rappel tenu. Les kilomètres sont
        ceux des trajets convenus.
      </p>
    </DeskPage>,
  );
};

/** The same figures for a spreadsheet: it leaves the team, so nothing in it points at someone. */
const sheet = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const months = await loadMonths(c);
  const month = monthAsked(c, months);
  const [shown, before] = [await load(c, month, months), await load(c, monthBefore(month), months)];
  const beside = totals(at, before);
  // A spreadsheet takes "2 211" for a word.
  const countable = (words: string): string => words.replaceAll(/(?<=\d)[\u00a0\u202f](?=\d{3})/g, '');
  const cell = (value: number | null): string => (value === null ? HIDDEN : String(value));
  const rows = [
    ['Chiffre', monthName(month), monthName(before.month)],
    ...totals(at, shown).map(([name, words], index) => [name, countable(words), countable(beside[index]?.[1] ?? '')]),
    ...shownBreakdowns(c, shown.report, true).flatMap(({ title, rows: lines, foot }) => [
      [''],
      [title, ...ENDS.map((end) => END_WORDS[end]), 'Demandes'],
      ...lines.map(({ name, cells }) => [name, ...cells.map(cell)]),
      ['Total', ...foot.map(cell)],
    ]),
  ];
  const width = Math.max(...rows.map((row) => row.length));
  return c.body(writeCsv(rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')])), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="chiffres-${at.territory.slug}-${month}.csv"`,
  });
};
