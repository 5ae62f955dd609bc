import { capital } from '#src/capital.ts';
import { formatPhone } from '#src/people/phone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { loadCard, type RideCard } from '#src/web/paper/ride-card.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';

const GONE = 'Cette demande n’est plus gardée.';

const Facts = ({ card: { facts, note } }: { card: RideCard }) => (
  <>
    <dl class="ride-facts">
      {facts.map(({ label, words }) => (
        <div>
          <dt>{label} :</dt> <dd>{words}</dd>
        </div>
      ))}
    </dl>
    {note !== '' && <p>{note}</p>}
  </>
);

const NoRide = ({ at, id }: { at: At; id: string }) => (
  <DeskPage at={at} title="Carte du prochain trajet" current="/equipe/demandes">
    <p class="notice">
      Aucun trajet à venir n’est convenu pour cette demande. Convenez-en un, puis revenez imprimer la carte.{' '}
      <a href={at.url(`/equipe/demandes/${id}`)}>Revenir à la demande</a>
    </p>
  </DeskPage>
);

const Card = ({ at, card }: { at: At; card: RideCard }) => (
  <article class="ride-card">
    <h2>{capital(card.day)}</h2>
    <Facts card={card} />
    <p class="cancel">
      Un problème ? Appelez&nbsp;le <b>{formatPhone(at.territory.phone)}</b>
    </p>
  </article>
);

const Back = ({ at, id, other }: { at: At; id: string; other: 'carte' | 'lettre' }) => (
  <p class="no-print">
    <a href={at.url(`/equipe/demandes/${id}`)}>Revenir à la demande</a>
    {' – '}
    <a href={at.url(`/equipe/demandes/${id}/${other}`)}>
      {other === 'carte' ? 'La même chose sur une carte A6' : 'La même chose en lettre à poster'}
    </a>
  </p>
);

/** `GET .../demandes/:id/carte`: the next ride on a card to be put by the telephone, A6, in 20-point letters. */
export const cardPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const card = await loadCard(c, id);
  if (card === 'unknown') return notFoundPage(c, GONE);
  if (card === 'no-ride') return page(c, <NoRide at={at} id={id} />);
  return page(
    c,
    <DeskPage at={at} title="Carte du prochain trajet" current="/equipe/demandes" paper="card">
      <Back at={at} id={id} other="lettre" />
      <p class="soft no-print">
        Une carte A6 pour {fullName(card.passenger)} : choisissez ce format dans votre imprimante.
      </p>
      <Card at={at} card={card} />
    </DeskPage>,
  );
};

/** An address as it was typed, line by line. */
const addressLines = (address: string): readonly string[] =>
  address
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `GET .../demandes/:id/lettre`: the same facts in a letter whose address shows through the window of an envelope. */
export const letterPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const card = await loadCard(c, id);
  if (card === 'unknown') return notFoundPage(c, GONE);
  if (card === 'no-ride') return page(c, <NoRide at={at} id={id} />);
  const { territory } = at;
  const lines = addressLines(card.passenger?.address ?? '');
  return page(
    c,
    <DeskPage at={at} title="Lettre du prochain trajet" current="/equipe/demandes" paper="letter">
      <Back at={at} id={id} other="carte" />
      {lines.length === 0 && (
        <p class="notice no-print">
          Son adresse n’est pas notée : écrivez-la à la main dans le cadre, ou notez-la sur sa fiche.
        </p>
      )}
      <article class="letter">
        <p class="letter-from">
          <strong>{territory.name}</strong>
          <br />
          {territory.controller}
          <br />
          {formatPhone(territory.phone)}, {territory.phoneHours}
        </p>
        <address class="letter-to">
          {fullName(card.passenger)}
          {lines.map((line) => (
            <>
              <br />
              {line}
            </>
          ))}
        </address>
        <div class="letter-body">
          <p class="letter-date">{capital(formatDate(at.today, at.today))}</p>
          <p>Bonjour,</p>
          <p>
            Voici votre trajet du <strong>{card.day}</strong>.
          </p>
          <Facts card={card} />
          <p>
            Vous ne pouvez pas venir, ou quelque chose ne va pas ? Appelez-nous : <b>{formatPhone(territory.phone)}</b>,{' '}
            {territory.phoneHours}.
          </p>
          <p>Bonne route !</p>
          <p>L’équipe de {territory.name}</p>
        </div>
      </article>
    </DeskPage>,
  );
};
