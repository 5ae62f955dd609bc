import { LEAST_ASKERS, missingDrivers, type MissingLine } from '#src/requests/missing-drivers.ts';
import { describePlan } from '#src/territory/describe-opening.ts';
import { addDays } from '#src/time/dates.ts';
import { describeWeek } from '#src/trips/lines.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PosterFrame } from '#src/web/paper/poster.tsx';

export const RECRUIT = '/equipe/imprimer/il-manque-quelquun';
/** What was missing lately, and what will be. */
const DAYS_BEFORE = 91;
const DAYS_AFTER = 31;
/** Pairs that one A4 holds in large letters. */
const MOST_PAIRS = 6;

const SAY =
  'Des voisins cherchent qui peut les emmener. Faites-vous ce trajet ? Pourriez-vous le faire, même une fois ?';

/** A pair that one person alone asked: nothing of it is printed before that person agrees. */
const ToAsk = ({ line, agreed }: { line: MissingLine; agreed: boolean }) => (
  <div class="choice">
    <input
      type="checkbox"
      id={`accord-${line.key}`}
      name="accord"
      value={line.key}
      {...(agreed ? { checked: true } : {})}
    />
    <label for={`accord-${line.key}`}>
      {line.from.name} → {line.to.name} : la personne est d’accord
    </label>
  </div>
);

/** `GET /{slug}/equipe/imprimer/il-manque-quelquun`: a poster to find drivers where they are missing. */
export const recruitPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const agreed = c.req.queries('accord') ?? [];
  const period = { from: addDays(at.today, -DAYS_BEFORE), until: addDays(at.today, DAYS_AFTER) };
  const { requests } = c.get('service').storage.in(at.territory.id);
  const lines = missingDrivers(await requests.list({ lastDayFrom: period.from }), period, at.today, agreed);
  const alone = lines.filter(({ askers }) => askers < LEAST_ASKERS);
  const shown = lines.filter(({ askers, key }) => askers >= LEAST_ASKERS || agreed.includes(key)).slice(0, MOST_PAIRS);
  return page(
    c,
    <DeskPage at={at} title="Affiche : il manque quelqu’un" current="/equipe/besoins" paper="poster">
      <div class="no-print">
        <p>
          Tirée des demandes sans solution des trois derniers mois et de celles qui cherchent encore. Un jour n’est
          écrit que si deux personnes au moins l’ont demandé : dans un village, « le mardi matin » désigne quelqu’un.
        </p>
        {alone.length > 0 && (
          <form method="get" action={at.url(RECRUIT)}>
            <fieldset>
              <legend>Ces trajets n’ont été demandés que par une personne. Demandez-lui d’abord.</legend>
              {alone.map((line) => (
                <ToAsk line={line} agreed={agreed.includes(line.key)} />
              ))}
            </fieldset>
            <p class="actions">
              <button type="submit" class="second">
                Mettre sur l’affiche
              </button>
            </p>
          </form>
        )}
      </div>
      {shown.length === 0 ? (
        <p class="notice">Rien à afficher : aucun trajet n’a manqué à deux personnes.</p>
      ) : (
        <PosterFrame
          at={at}
          level={2}
          title="Il manque quelqu’un"
          say={`${SAY}${at.stage === 'open' ? '' : ` Le service ouvre ${describePlan(at.territory.opening.plan, at.today)}.`}`}
          call="Vous dites oui ou non à chaque fois. Appelez-nous :"
        >
          <ul class="poster-lines large missing">
            {shown.map((line) => (
              <li>
                <b>
                  {line.from.name} → {line.to.name}
                </b>{' '}
                {describeWeek(line) || 'jours à voir ensemble'}
              </li>
            ))}
          </ul>
        </PosterFrame>
      )}
    </DeskPage>,
  );
};
