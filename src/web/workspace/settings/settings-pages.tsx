import type { Hono } from 'hono';
import { stageOn } from '#src/territory/opening.ts';
import { findLaterReleases } from '#src/updates/later-releases.ts';
import { version } from '#src/version.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import {
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextArea,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { spoken } from '#src/web/workspace/shared/desk-words.ts';
import { Neighbours, saveNeighbour } from '#src/web/workspace/figures/neighbours.tsx';
import { readSettings, typedSettings } from '#src/web/workspace/settings/read-settings.ts';
import { saveTerritory } from '#src/web/workspace/shared/save-territory.ts';
import { SettingsLinks } from '#src/web/workspace/settings/settings-links.tsx';
import { WeekHours } from '#src/web/workspace/hours/week-hours.tsx';

const PATH = '/equipe/reglages';

/** What the coordination chooses for its territory: its words, its number, its bands, its neighbours. */
export const settingsPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('manage-territory'), (c) =>
    settingsPage(c, typedSettings(c.get('at').territory)),
  );
  app.post(`/:territoire${PATH}`, requires('manage-territory'), saveSettings);
  app.post(`/:territoire${PATH}/voisins`, requires('manage-territory'), saveNeighbour);
};

const settingsPage = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const { territories } = c.get('service').storage.instance;
  const [agreements, all] = await Promise.all([territories.agreements(at.territory.id), territories.list()]);
  const later = await findLaterReleases(c.get('service').storage.instance, version);
  const field = (name: string) => fieldOf({ values, errors }, name);
  return page(
    c,
    <DeskPage at={at} title="Réglages" current={PATH}>
      <SettingsLinks at={at} newer={later[0]} />
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          C’est enregistré.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <DeskForm at={at} action={at.url(PATH)}>
        <input type="hidden" name="version" value={typed(values, 'version')} />
        <h2>Vos mots</h2>
        <TextField label="Nom du service" {...field('name')} maxlength={80} />
        <TextField
          label="Téléphone de l’équipe"
          {...field('phone')}
          type="tel"

          short
        />
        <TextField label="Adresse électronique" {...field('email')} type="email" optional />
        <TextArea
          label="Mot d’accueil"
          {...field('welcome')}
          optional

          hint="Une ou deux phrases, sur la première page."
          maxlength={600}
        />
        <TextArea
          label="Qui répond des données"
          {...field('controller')}

          hint="Le nom et l’adresse de la collectivité ou de l’association : c’est écrit sur la page « Vie privée »."
          maxlength={400}
        />
        <TextField
          label="Couleur"
          {...field('accent')}

          short
          hint="Sous la forme #1d5c63. Elle doit rester lisible sur du blanc."
        />
        <h2>Quand vous répondez</h2>
        <p class="soft">
          Ce qui est dit aux gens : {at.territory.phoneHours === '' ? 'rien encore' : spoken(at.territory.phoneHours)}.
          La phrase s’écrit d’elle-même à partir des jours, par exemple « 9 h - 12 h, 14 h - 17 h ». Vide : personne ne
          répond ce jour-là.
        </p>
        <WeekHours values={values} errors={errors} />
        <TextField
          label="Réponse promise, en jours d’ouverture"
          {...field('answerDays')}
          inputmode="numeric"
          hint="Deux jours d’ouverture font 48 heures. Les jours fériés, les absences et les jours sans réponse ne comptent pas."
          short
        />
        <h2>Détours et heures</h2>
        <div class="field-row">
          <TextField
            label="Direct, jusqu’à (minutes)"
            {...field('direct')}
            inputmode="numeric"

            short
          />
          <TextField
            label="Petit détour, jusqu’à"
            {...field('small')}
            inputmode="numeric"

            short
          />
          <TextField
            label="Grand détour, jusqu’à"
            {...field('large')}
            inputmode="numeric"

            short
          />
        </div>
        <TextField
          label="Écart d’heure accepté (minutes)"
          {...field('tolerance')}
          inputmode="numeric"

          hint="Un trajet à moins de cet écart de l’heure demandée est à l’heure ; les autres suivent sous leur propre titre."

          short
        />
        <p class="actions">
          <button type="submit">Enregistrer</button>
        </p>
      </DeskForm>
      <Neighbours
        c={c}
        agreements={agreements}
        others={all.filter(
          (one) =>
            one.id !== at.territory.id &&
            (stageOn(one.opening, at.today) !== 'unpublished' || agreements.given.includes(one.id)),
        )}
      />
    </DeskPage>,
    status,
  );
};

const saveSettings = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const read = readSettings(form, at.territory);
  if (read.kind === 'refused') return settingsPage(c, form, read.errors, 422);
  const outcome = await saveTerritory(c, read.wanted, {});
  if (outcome === 'changed-meanwhile') {
    const sentence =
      'Quelqu’un d’autre vient de changer les réglages. Vérifiez ce qui est écrit ici, puis enregistrez de nouveau.';
    return settingsPage(c, { ...form, version: String(at.territory.version) }, { name: sentence }, 409);
  }
  return c.redirect(at.url(PATH, { fait: '1' }), 303);
};
