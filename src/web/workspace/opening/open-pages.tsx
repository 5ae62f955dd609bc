import type { Hono } from 'hono';
import { describeCount, describePlan, OPENS_SOON } from '#src/territory/describe-opening.ts';
import { type Opening, stageOn, type Stage } from '#src/territory/opening.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import {
  Choices,
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { findOffered } from '#src/web/public/public-offers.ts';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { readOpening } from '#src/web/workspace/opening/read-opening.ts';
import { saveTerritory } from '#src/web/workspace/shared/save-territory.ts';

/** Where the coordination opens its territory. */
export const OPEN_PATH = '/equipe/reglages/ouvrir-le-service';

const STAGE_WORDS: readonly { readonly value: Stage; readonly label: string; readonly hint: string }[] = [
  {
    value: 'unpublished',
    label: 'Personne encore',
    hint: 'Seule l’équipe le voit : elle prépare, reprend un tableur, imprime. Les liens personnels ne s’ouvrent pas.',
  },
  {
    value: 'drivers-first',
    label: 'Conducteurs d’abord',
    hint: 'Tout le monde lit votre numéro et la date d’ouverture, et peut proposer de conduire. L’équipe cherche déjà ; le public, pas encore.',
  },
  { value: 'open', label: 'Tout le monde', hint: 'La recherche, les lignes et les demandes sont ouvertes.' },
];

/** How a territory opens: nobody, then drivers first, then everyone. */
export const openPages = (app: Hono<Env>): void => {
  const forCoordination = requires('manage-territory');
  app.get(`/:territoire${OPEN_PATH}`, forCoordination, (c) => draw(c, valuesOf(c.get('at'))));
  app.post(`/:territoire${OPEN_PATH}`, forCoordination, save);
  app.post(`/:territoire${OPEN_PATH}/maintenant`, forCoordination, openNow);
};

const valuesOf = ({ territory: { opening, version }, today }: At): Typed => ({
  version: String(version),
  // A day that has come opened it, before the job wrote it down. What was chosen stays, where the host must agree.
  etape: stageOn({ ...opening, awaitsHost: false }, today),
  quand: opening.plan.kind === 'date' ? 'date' : opening.plan.kind === 'lines' ? 'lignes' : 'main',
  jour: opening.plan.kind === 'date' ? opening.plan.date : '',
  lignes: opening.plan.kind === 'lines' ? String(opening.plan.floor) : '',
});

/** Where it stands, in a sentence. */
const stands = ({ stage, today, territory: { opening } }: At, lines: number): string => {
  if (opening.awaitsHost)
    return 'Votre espace attend l’accord de la personne qui héberge. D’ici là, préparez tout : l’équipe seule le voit. Ce que vous choisissez ci-dessous commencera dès son accord.';
  if (stage === 'unpublished') return 'Rien n’est publié : l’équipe seule voit ce service.';
  if (stage === 'open') return 'Le service est ouvert à tout le monde.';
  const { plan } = opening;
  const soon = plan.kind === 'lines' && lines >= plan.floor ? ` ${OPENS_SOON}` : '';
  const count = plan.kind === 'lines' ? ` ${describeCount(lines, plan.floor)}.${soon}` : '';
  return `Conducteurs d’abord. La recherche ouvre ${describePlan(plan, today)}.${count}`;
};

/** A button that opens at once, whatever was planned. */
const OpenNow = ({ at }: { at: At }) => (
  <section aria-labelledby="maintenant">
    <h2 id="maintenant">Ouvrir maintenant</h2>
    <p>La recherche, les lignes et les demandes s’ouvrent aussitôt à tout le monde.</p>
    <DeskForm at={at} action={at.url(`${OPEN_PATH}/maintenant`)}>
      <input type="hidden" name="version" value={String(at.territory.version)} />
      <button type="submit">Ouvrir à tout le monde</button>
    </DeskForm>
  </section>
);

const draw = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const lines = (await findOffered(c)).lines.length;
  const field = (name: string) => fieldOf({ values, errors }, name);
  return page(
    c,
    <DeskPage at={at} title="L’ouverture du service" current="/equipe/reglages">
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          C’est enregistré.
        </p>
      )}
      {status === 409 && (
        <p class="notice" role="alert">
          Quelqu’un d’autre vient de changer les réglages. Relisez ce qui est choisi, puis enregistrez de nouveau.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <p class="lead">{stands(at, lines)}</p>
      {at.stage !== 'open' && (
        <p>
          Les pages du public, comme elles seront : <a href={at.url('')}>la première page</a>,{' '}
          <a href={at.url('/lignes')}>les lignes</a>. L’équipe les voit déjà, et personne d’autre.
        </p>
      )}
      <DeskForm at={at} action={at.url(OPEN_PATH)}>
        <input type="hidden" name="version" value={typed(values, 'version')} />
        <Choices
          label="Qui voit le service ?"
          name="etape"
          type="radio"
          chosen={typed(values, 'etape')}
          error={errors['etape']}
          options={STAGE_WORDS}
        />
        <Choices
          label="Après « conducteurs d’abord », quand ouvrir à tout le monde ?"
          name="quand"
          type="radio"
          chosen={typed(values, 'quand')}
          options={[
            {
              value: 'date',
              label: 'Un jour',
              hint: 'Il est dit sur le site et sur les affiches.',
              more: <TextField label="Jour de l’ouverture" {...field('jour')} type="date" short />,
            },
            {
              value: 'lignes',
              label: 'Quand il y a assez de lignes',
              hint: `Une ligne va d’une commune à une autre ; l’aller et le retour en font deux. Aujourd’hui : ${lines}.`,
              more: <TextField label="Nombre de lignes" {...field('lignes')} inputmode="numeric" short maxlength={3} />,
            },
            { value: 'main', label: 'Quand nous le dirons', hint: 'Le site dit « bientôt ».' },
          ]}
        />
        <p class="actions">
          <button type="submit" class={at.stage === 'drivers-first' ? 'second' : ''}>
            Enregistrer
          </button>
        </p>
      </DeskForm>
      {at.stage === 'drivers-first' && <OpenNow at={at} />}
    </DeskPage>,
    status,
  );
};

const keep = async (c: Ctx, opening: Opening, version: number): Promise<Response> => {
  const at = c.get('at');
  const details = { stage: opening.stage, plan: opening.plan.kind };
  const outcome = await saveTerritory(c, { ...at.territory, opening, version }, details);
  if (outcome === 'changed-meanwhile') return draw(c, valuesOf(at), {}, 409);
  return c.redirect(at.url(OPEN_PATH, { fait: '1' }), 303);
};

const save = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const read = readOpening(form, at.today);
  if (read.kind === 'refused') return draw(c, form, read.errors, 422);
  const { stage, plan } = read;
  return keep(c, { stage, plan, awaitsHost: at.territory.opening.awaitsHost }, versionIn(form));
};

const openNow = async (c: Ctx): Promise<Response> => {
  const { opening } = c.get('at').territory;
  return keep(c, { ...opening, stage: 'open' }, versionIn(await readForm(c)));
};
