import type { Hono } from 'hono';
import { formatCount, LEAST_SHOWN } from '#src/figures/hide-small.ts';
import { weekdayOfSlot } from '#src/requests/slots.ts';
import { byPair, byPlace, findNeeds, type Need, type PairNeeds } from '#src/requests/unmet-needs.ts';
import { addDays, isIsoDate } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatWeekdays, weekdayBit } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DotMap } from '#src/web/layout/dot-map.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { communePoints } from '#src/web/workspace/shared/commune-points.ts';

const PATH = '/equipe/besoins';
/** Shown at first: the last three months and the next one. */
const DAYS_BEFORE = 91;
const DAYS_AFTER = 31;
/** Lines and circles drawn; the tables say all. */
const MOST_LINES = 60;
const MOST_SPOTS = 14;
/** Days written beside a pair. */
const MOST_DAYS = 8;

/** Where nobody was found: by place and by pair, on a map and in tables, so that drivers are looked for where they miss. */
export const needsPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('read-figures'), draw);
};

interface Period {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

const periodOf = (c: Ctx): Period => {
  const { today } = c.get('at');
  const day = (name: string, otherwise: IsoDate): IsoDate => {
    const text = c.req.query(name) ?? '';
    return isIsoDate(text) ? text : otherwise;
  };
  return { from: day('du', addDays(today, -DAYS_BEFORE)), until: day('au', addDays(today, DAYS_AFTER)) };
};

/** When a pair was needed: days and weekdays, for the team only. */
const daysOf = (pair: PairNeeds, at: At): string => {
  const days = pair.days.map((date) => formatDate(date, at.today));
  const weekdays = pair.weekdays.reduce((mask, slot) => mask | weekdayBit(weekdayOfSlot(slot) ?? 1), 0);
  const shown = [...(weekdays === 0 ? [] : [`chaque semaine ${formatWeekdays(weekdays)}`]), ...days];
  const more = shown.length - MOST_DAYS;
  return `${shown.slice(0, MOST_DAYS).join(', ')}${more > 0 ? ` et ${more} de plus` : ''}`;
};

const Pairs = ({ at, pairs, dated }: { at: At; pairs: readonly PairNeeds[]; dated: boolean }) => (
  <div class="scroll">
    <table>
      <caption>Par trajet</caption>
      <thead>
        <tr>
          <th scope="col">De, à</th>
          <th scope="col">Sans solution</th>
          <th scope="col">Encore cherchés</th>
          {dated && <th scope="col">Quand</th>}
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <tr>
            <th scope="row">
              {pair.from.communeName} → {pair.to.communeName}
            </th>
            <td>{dated ? pair.unmet : formatCount(pair.unmet)}</td>
            <td>{dated ? pair.open : formatCount(pair.open)}</td>
            {dated && <td>{daysOf(pair, at)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Places = ({ needs, exact }: { needs: readonly Need[]; exact: boolean }) => {
  const say = (count: number): string => (exact ? String(count) : formatCount(count));
  return (
    <div class="scroll">
      <table>
        <caption>Par commune</caption>
        <thead>
          <tr>
            <th scope="col">Commune</th>
            <th scope="col">En partir</th>
            <th scope="col">Y aller</th>
          </tr>
        </thead>
        <tbody>
          {byPlace(needs).map(({ place, leaving, arriving }) => (
            <tr>
              <th scope="row">{place.communeName}</th>
              <td>{say(leaving)}</td>
              <td>{say(arriving)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Radius of a circle whose surface says the count. */
const radius = (count: number): number => Math.min(22, 3 + 2.4 * Math.sqrt(count));

const NeedsMap = ({
  c,
  needs,
  pairs,
  exact,
}: {
  c: Ctx;
  needs: readonly Need[];
  pairs: readonly PairNeeds[];
  exact: boolean;
}) => {
  // A line drawn for one person would point at them: whoever reads counts only sees the pairs of five and more.
  const drawn = pairs.filter(({ unmet, open }) => exact || unmet + open >= LEAST_SHOWN).slice(0, MOST_LINES);
  const places = byPlace(needs).filter(({ leaving, arriving }) => exact || leaving + arriving >= LEAST_SHOWN);
  return (
    <DotMap
      id="carte-besoins"
      title="Les besoins sans solution"
      description={`Un point par commune ; un cercle d’autant plus grand qu’on y manque de trajets. ${drawn.length} trajets dessinés, les mêmes que dans le tableau.`}
      communes={communePoints(c)}
      lines={drawn.map(({ from, to, unmet, open }) => ({
        kind: 'needed',
        points: [from.point, to.point],
        weight: Math.min(9, 1 + unmet + open),
        title: `${from.communeName} → ${to.communeName}`,
      }))}
      spots={places.slice(0, MOST_SPOTS).map(({ place, leaving, arriving }) => ({
        point: place.point,
        label: place.communeName,
        weight: radius(leaving + arriving),
      }))}
    />
  );
};

const draw = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const period = periodOf(c);
  const kind = c.req.query('quoi') === 'tout' ? 'tout' : 'manques';
  const { requests } = c.get('service').storage.in(at.territory.id);
  const all = findNeeds(await requests.list({ lastDayFrom: period.from }), period, at.today);
  const needs = kind === 'tout' ? all : all.filter((need) => need.kind === 'unmet');
  const pairs = byPair(needs);
  // Dates are people's days: they are for the team; figures alone are hidden under five.
  const exact = at.can('read-people');
  return page(
    c,
    <DeskPage at={at} title="Besoins sans solution" current={PATH} wide>
      <form method="get" action={at.url(PATH)} class="field-row no-print">
        <div class="field">
          <label for="champ-du">Du</label>
          <input type="date" id="champ-du" name="du" class="short" value={period.from} />
        </div>
        <div class="field">
          <label for="champ-au">Au</label>
          <input type="date" id="champ-au" name="au" class="short" value={period.until} />
        </div>
        <div class="field">
          <label for="champ-quoi">Montrer</label>
          <select id="champ-quoi" name="quoi">
            <option value="manques">ce qui n’a pas trouvé</option>
            <option value="tout" {...(kind === 'tout' ? { selected: true } : {})}>
              et ce qui se cherche encore
            </option>
          </select>
        </div>
        <p class="actions">
          <button type="submit" class="second">
            Montrer
          </button>
        </p>
      </form>
      {needs.length === 0 ? (
        <p class="notice">
          Rien entre le {formatDate(period.from, at.today)} et le {formatDate(period.until, at.today)} : chaque trajet
          demandé a trouvé, ou personne n’a demandé.
        </p>
      ) : (
        <>
          <div class="needs-map">
            <p>
              {exact ? needs.length : formatCount(needs.length)} trajets, du {formatDate(period.from, at.today)} au{' '}
              {formatDate(period.until, at.today)}. Un aller et un retour comptent chacun, un jour de la semaine aussi.
            </p>
            <NeedsMap c={c} needs={needs} pairs={pairs} exact={exact} />
          </div>
          <Pairs at={at} pairs={pairs} dated={exact} />
          <Places needs={needs} exact={exact} />
        </>
      )}
    </DeskPage>,
  );
};
