import type { Hono } from 'hono';
import { sayBand } from '#src/figures/say-band.ts';
import { type Trial, TRIAL_KINDS } from '#src/figures/trial.ts';
import { writeCsv } from '#src/spreadsheets/write-csv.ts';
import { formatInstant } from '#src/time/zone.ts';
import { formatDateDigits } from '#src/time/written-dates.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import {
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  Select,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { loadTrials } from '#src/web/trials/load-trials.ts';
import { PUBLIC_TRIALS } from '#src/web/trials/public-trials-page.tsx';
import { readTrial } from '#src/web/trials/read-trial.ts';
import { type Counted, KIND_WORDS, leftWords, whereWords } from '#src/web/trials/trial-words.ts';
import { HonestWords, TrialsTable } from '#src/web/trials/trials-table.tsx';

/** What the territory tried to be known: inside "Chiffres". */
export const TRIALS_PATH = '/equipe/chiffres/essais';

/** The journal of what was tried: noted by the team, printed, exported, published line by line by the coordination. */
export const trialsPages = (app: Hono<Env>): void => {
  const reads = requires('read-figures');
  app.get(`/:territoire${TRIALS_PATH}`, reads, (c) => draw(c, {}));
  app.get(`/:territoire${TRIALS_PATH}/csv`, reads, sheet);
  app.post(`/:territoire${TRIALS_PATH}`, reads, requires('write-people'), add);
  app.post(`/:territoire${TRIALS_PATH}/:id/retirer`, reads, requires('write-people'), remove);
  app.post(`/:territoire${TRIALS_PATH}/:id/publier`, requires('manage-territory'), publish);
};

/** What may be done with one line. */
const Gestures = ({ at, trial }: { at: At; trial: Trial }) => (
  <>
    {at.can('manage-territory') && (
      <DeskForm at={at} action={at.url(`${TRIALS_PATH}/${trial.id}/publier`)} class="inline-form">
        <input type="hidden" name="publier" value={trial.published ? 'non' : 'oui'} />
        <button type="submit" class="link">
          {trial.published ? 'Ne plus publier' : 'Publier'}
          <span class="visually-hidden"> : {trial.what}</span>
        </button>
      </DeskForm>
    )}
    <DeskForm at={at} action={at.url(`${TRIALS_PATH}/${trial.id}/retirer`)} class="inline-form">
      <button type="submit" class="link">
        Effacer<span class="visually-hidden"> : {trial.what}</span>
      </button>
    </DeskForm>
  </>
);

const Form = ({ at, values, errors }: { at: At; values: Typed; errors: FormErrors }) => {
  const field = (name: string) => fieldOf({ values, errors }, name);
  return (
    <section class="no-print" aria-labelledby="noter">
      <h2 id="noter">Noter un essai</h2>
      <p class="soft">
        Aucun nom de personne : ni qui a collé l’affiche, ni qui a appelé ensuite. Ces lignes se donnent à d’autres.
      </p>
      <DeskForm at={at} action={at.url(TRIALS_PATH)}>
        <div class="field-row">
          <TextField label="Jour" {...field('jour')} type="date" short />
          <Select
            label="Ce que c’était"
            {...field('sorte')}
            blank="Choisir"
            options={TRIAL_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
          />
          <TextField
            label="Coût, en euros"
            {...field('cout')}
            hint="Arrondi à l’euro."
            inputmode="decimal"
            optional
            short
            maxlength={12}
          />
        </div>
        <TextField
          label="En quelques mots"
          {...field('quoi')}
          hint="Par exemple : trente affiches au marché de Figeac."
          maxlength={160}
        />
        <TextField
          label="Communes"
          {...field('communes')}
          optional
          hint="Séparées par des virgules. Vide : tout le territoire."
        />
        <p class="actions">
          <button type="submit">Noter</button>
        </p>
      </DeskForm>
    </section>
  );
};

/** Whoever reads only figures takes them out of the team. */
const isLeaving = (c: Ctx): boolean => !c.get('at').can('write-people') || c.req.query('vue') === 'autres';

const draw = async (c: Ctx, values: Typed, errors: FormErrors = {}): Promise<Response> => {
  const at = c.get('at');
  const counted = await loadTrials(c);
  const leaving = isLeaving(c);
  const published = counted.filter(({ trial }) => trial.published).length;
  return page(
    c,
    <DeskPage at={at} title="Ce que nous avons essayé" current="/equipe/chiffres">
      <p class="no-print">
        <a href={at.url('/equipe/chiffres')}>Les chiffres</a>
      </p>
      <ErrorSummary errors={errors} />
      {counted.length === 0 ? (
        <p class="notice">
          Rien encore. Notez chaque affiche, chaque marché, chaque article : dans un an, vous saurez quoi refaire.
        </p>
      ) : (
        <>
          <p class="actions no-print">
            {at.can('write-people') &&
              (leaving ? (
                <a href={at.url(TRIALS_PATH)}>Revenir aux nombres entiers</a>
              ) : (
                <a href={at.url(TRIALS_PATH, { vue: 'autres' })}>La page à imprimer pour d’autres</a>
              ))}
            <a href={at.url(`${TRIALS_PATH}/csv`)}>Le tableau (CSV)</a>
            {published > 0 && (
              <a href={at.url(PUBLIC_TRIALS)}>
                La page publiée, {published === 1 ? 'une ligne' : `${published} lignes`}
              </a>
            )}
          </p>
          <TrialsTable
            c={c}
            counted={counted}
            leaving={leaving}
            more={leaving ? undefined : (trial) => <Gestures at={at} trial={trial} />}
          />
          <HonestWords leaving={leaving} />
          {at.can('manage-territory') && !leaving && (
            <p class="soft no-print">
              Ce que vous publiez se lit à l’adresse {at.absoluteUrl(PUBLIC_TRIALS)}, par tranches.
              {published === 0 && ' Rien n’y est tant que vous n’avez rien publié.'}
            </p>
          )}
          <p class="soft no-print">
            Une personne reprise d’un tableur compte le jour où elle a été reprise. Quatre semaines après, les nombres
            sont gardés tels quels.
          </p>
        </>
      )}
      {at.can('write-people') && !leaving && <Form at={at} values={values} errors={errors} />}
    </DeskPage>,
    Object.keys(errors).length > 0 ? 422 : 200,
  );
};

const add = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const form = await readForm(c);
  const territory = await territoryPlaces(service, at.territory);
  const read = readTrial(form, { search: service.placeSearch, territory }, at.today);
  if (read.kind === 'refused') return draw(c, form, read.errors);
  const trial: Trial = { ...read.trial, id: service.newId(), published: false, followed: null };
  await service.storage.atomically(at.territory.id, ({ trials }) => trials.add(trial, formatInstant(at.now)));
  return c.redirect(at.url(TRIALS_PATH), 303);
};

const remove = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  await c.get('service').storage.atomically(at.territory.id, ({ trials }) => trials.remove(id));
  return c.redirect(at.url(TRIALS_PATH), 303);
};

const publish = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const published = typed(await readForm(c), 'publier') === 'oui';
  await c.get('service').storage.atomically(at.territory.id, ({ trials }) => trials.publish(id, published));
  return c.redirect(at.url(TRIALS_PATH), 303);
};

/** For a spreadsheet: it leaves the team, so the counts are bands. */
const sheet = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { communes } = c.get('service');
  const line = ({ trial, followed }: Counted): readonly string[] => [
    formatDateDigits(trial.day),
    KIND_WORDS[trial.kind],
    trial.what,
    trial.cost === null ? '' : String(trial.cost),
    whereWords(trial, communes),
    sayBand(followed.drivers.before),
    sayBand(followed.drivers.after),
    sayBand(followed.requests.before),
    sayBand(followed.requests.after),
    leftWords(trial, at.today),
  ];
  const head = [
    'Date',
    'Sorte',
    'Action',
    'Coût (euros)',
    'Où',
    'Nouvelles personnes qui conduisent, 4 semaines avant',
    'Nouvelles personnes qui conduisent, 4 semaines après',
    'Nouvelles demandes, 4 semaines avant',
    'Nouvelles demandes, 4 semaines après',
    'Reste',
  ];
  return c.body(writeCsv([head, ...(await loadTrials(c)).map(line)]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="essais-${at.territory.slug}.csv"`,
  });
};
