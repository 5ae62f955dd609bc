import type { Hono } from 'hono';
import type { MonthFigures } from '#src/figures/figures-store.ts';
import { formatCount, LEAST_SHOWN } from '#src/figures/hide-small.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage, page } from '#src/web/layout/page.tsx';

const PATH = '/equipe/chiffres';

/** Two years and a month: a year, and the same months of the year before. */
const MONTHS_SHOWN = 25;

const monthName = (month: string): string =>
  Temporal.PlainDate.from(`${month}-01`).toLocaleString('fr-FR', { month: 'long', year: 'numeric' });

/** A request that ended with someone driven, by us or by a regular driver found. */
const met = (month: MonthFigures): number => (month.endings['done'] ?? 0) + (month.endings['regular-found'] ?? 0);
const unmet = (month: MonthFigures): number =>
  (month.endings['no-solution'] ?? 0) +
  (month.endings['not-done'] ?? 0) +
  (month.endings['unreachable'] ?? 0) +
  (month.endings['out-of-scope'] ?? 0);

/** Honest counts on one page that prints, open to the role "figures": no name, no place, nothing under five. */
export const figuresPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('read-figures'), async (c) => {
    const at = c.get('at');
    const { figures } = c.get('service').storage.in(at.territory.id);
    const from = formatInstant(
      at.now.toZonedDateTimeISO(at.territory.zone).subtract({ months: MONTHS_SHOWN }).toInstant(),
    );
    const [standing, months] = await Promise.all([figures.standing(), figures.months(from)]);
    const past = months.filter((month) => month.month <= at.today.slice(0, 7));
    const sum = (pick: (month: MonthFigures) => number): number =>
      past.reduce((total, month) => total + pick(month), 0);
    const ended = sum((month) => month.requests - (month.endings['open'] ?? 0));
    return page(
      c,
      <DeskPage at={at} title="Les chiffres" current={PATH}>
        <p>
          Des comptes, jamais une personne. En dessous de {LEAST_SHOWN}, un chiffre est écrit « moins de {LEAST_SHOWN} »
          : dans un petit territoire, il désignerait quelqu’un. Imprimez cette page pour la montrer.
        </p>
        <h2>Aujourd’hui</h2>
        <dl class="facts">
          <dt>Conductrices et conducteurs accueillis</dt>
          <dd class="figure">{formatCount(standing.drivers)}</dd>
          <dt>Trajets proposés</dt>
          <dd class="figure">{formatCount(standing.trips)}</dd>
          <dt>Demandes en cours</dt>
          <dd class="figure">{formatCount(standing.openRequests)}</dd>
          <dt>Personnes à accueillir</dt>
          <dd class="figure">{formatCount(standing.driversToWelcome)}</dd>
        </dl>
        <h2>Mois par mois</h2>
        {past.length === 0 ? (
          <p class="notice">Rien encore : les chiffres apparaîtront avec la première demande.</p>
        ) : (
          <section class="scroll" aria-label="Chiffres par mois" tabindex={0}>
            <table>
              <caption>
                {ended > 0
                  ? `Sur ${formatCount(ended)} demandes terminées, ${formatCount(sum(met))} ont abouti.`
                  : 'Aucune demande n’est encore terminée.'}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Mois</th>
                  <th scope="col">Demandes</th>
                  <th scope="col">Abouties</th>
                  <th scope="col">Sans solution</th>
                  <th scope="col">Autre moyen</th>
                  <th scope="col">Annulées</th>
                  <th scope="col">En cours</th>
                  <th scope="col">Trajets convenus</th>
                  <th scope="col">Kilomètres</th>
                  <th scope="col">Appels passés</th>
                  <th scope="col">Rappels tenus à l’heure</th>
                </tr>
              </thead>
              <tbody>
                {past.map((month) => (
                  <tr>
                    <th scope="row">{monthName(month.month)}</th>
                    <td>{formatCount(month.requests)}</td>
                    <td>{formatCount(met(month))}</td>
                    <td>{formatCount(unmet(month))}</td>
                    <td>{formatCount(month.endings['other-way'] ?? 0)}</td>
                    <td>{formatCount((month.endings['cancelled'] ?? 0) + (month.endings['duplicate'] ?? 0))}</td>
                    <td>{formatCount(month.endings['open'] ?? 0)}</td>
                    <td>{formatCount(month.rides)}</td>
                    <td>{month.rides < LEAST_SHOWN ? '–' : Math.round(month.kilometres).toLocaleString('fr-FR')}</td>
                    <td>{formatCount(month.calls)}</td>
                    <td>
                      {month.promises === 0
                        ? '–'
                        : `${formatCount(month.promisesKept)} sur ${formatCount(month.promises)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <p class="hint">
          « Abouties » : faites, ou un trajet régulier trouvé. « Sans solution » compte aussi les demandes non faites et
          les personnes injoignables. Un « non » dit à l’heure est un rappel tenu. Les kilomètres sont ceux des trajets
          convenus, estimés à vol d’oiseau × 1,4, et non ceux notés par l’équipe.
        </p>
      </DeskPage>,
    );
  });
};
