import { formatPhone, telLink } from '#src/people/phone.ts';
import { describeCount, describePlan, OPENS_SOON } from '#src/territory/describe-opening.ts';
import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { findOffered } from '#src/web/public/public-offers.ts';

/** How far the lines are, as a sentence and as a bar. */
const Progress = ({ lines, floor }: { readonly lines: number; readonly floor: number }) => (
  <p class="progress">
    <strong>{describeCount(lines, floor)}</strong>{' '}
    <progress max={String(floor)} value={String(Math.min(lines, floor))} aria-hidden="true"></progress>
    {lines >= floor && <span>{OPENS_SOON}</span>}
  </p>
);

/** `GET /{slug}` while drivers come first: when it opens, the number to call, and who is looked for. */
export const driversFirstPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { territory } = at;
  const { plan } = territory.opening;
  return page(
    c,
    <PublicPage
      at={at}
      title="Nous cherchons d’abord qui conduit"
      tab="Ouverture prochaine"
      heading={false}
      current=""
      description={`${territory.name} : le covoiturage solidaire ouvre ${describePlan(plan, at.today)}.`}
    >
      <div class="search-box">
        <h1>Nous cherchons d’abord qui conduit</h1>
        <p>
          Vous roulez déjà. Près de chez vous, quelqu’un n’a pas de voiture et va au même endroit. Vous dites oui ou
          non, à chaque fois.
        </p>
        {plan.kind === 'lines' && <Progress lines={(await findOffered(c)).lines.length} floor={plan.floor} />}
        <p class="actions">
          <a class="button" href={at.url('/conducteurs')}>
            J’ai une voiture et je veux aider
          </a>
        </p>
      </div>
      {territory.welcome
        .split(/\n\s*\n/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p class="lead">{part.trim()}</p>
        ))}
      <section aria-labelledby="telephone">
        <h2 id="telephone">Vous cherchez un trajet ?</h2>
        <p>
          Le service ouvre {describePlan(plan, at.today)}. D’ici là, gardez notre numéro :{' '}
          <a href={telLink(territory.phone)}>{formatPhone(territory.phone)}</a>
          {territory.phoneHours === '' ? '' : `, ${territory.phoneHours}`}. Vous pouvez déjà nous dire où vous devez
          aller.
        </p>
      </section>
    </PublicPage>,
  );
};
