import type { Hono } from 'hono';
import { SWITCHES, type Switch, type Switches } from '#src/territory/switches.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { Choices, DeskForm, ticked } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { saveTerritory } from '#src/web/workspace/shared/save-territory.ts';

/** Where a territory adds to its service. */
export const FURTHER_PATH = '/equipe/reglages/plus-loin';

/** What each switch is, and what it asks of the team: said before it is on. */
const WORDS: Readonly<Record<Switch, { readonly label: string; readonly hint: string }>> = {
  email: {
    label: 'Écrire par e-mail',
    hint: 'Aux personnes qui ont donné une adresse. Il faut la boîte d’envoi de votre structure.',
  },
  sms: {
    label: 'Écrire par SMS',
    hint: 'Pour demander à plusieurs conductrices et conducteurs à la fois. Il faut un téléphone Android ou une clé avec une carte SIM.',
  },
  onCall: {
    label: 'Des bénévoles qui conduisent exprès',
    hint: 'En plus des trajets qu’elles et ils font déjà : entraide gratuite, aucun frais demandé.',
  },
  referents: {
    label: 'Des référentes et référents de village',
    hint: 'Chacun ne voit que les personnes de ses communes.',
  },
  timetables: {
    label: 'Les cars, les trains, le transport à la demande',
    hint: 'À côté de chaque recherche : les horaires publics, et les autres moyens que vous connaissez (taxi conventionné, minibus du marché, commerce ambulant).',
  },
};

/** "Pour aller plus loin": everything a territory may add, one switch each, off until chosen. */
export const furtherPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${FURTHER_PATH}`, requires('manage-territory'), (c) => draw(c));
  app.post(`/:territoire${FURTHER_PATH}`, requires('manage-territory'), save);
};

const draw = (c: Ctx, meanwhile = false): Promise<Response> => {
  const at = c.get('at');
  const { switches, version } = at.territory;
  return page(
    c,
    <DeskPage at={at} title="Pour aller plus loin" current="/equipe/reglages">
      <p>
        Le service marche sans rien de tout cela. Ce qui est décoché n’apparaît nulle part : ni menu, ni question, ni
        mot.
      </p>
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          C’est enregistré.
        </p>
      )}
      {meanwhile && (
        <p class="notice" role="alert">
          Quelqu’un d’autre vient de changer les réglages. Relisez ce qui est coché, puis enregistrez de nouveau.
        </p>
      )}
      <DeskForm at={at} action={at.url(FURTHER_PATH)}>
        <input type="hidden" name="version" value={String(version)} />
        <Choices
          label="Ce que le service fait en plus"
          name="en_plus"
          type="checkbox"
          chosen={SWITCHES.filter((one) => switches[one])}
          options={SWITCHES.map((value) => ({ value, ...WORDS[value] }))}
        />
        <p class="actions">
          <button type="submit">Enregistrer</button>
        </p>
      </DeskForm>
    </DeskPage>,
    meanwhile ? 409 : 200,
  );
};

const save = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const on = ticked(form, 'en_plus');
  const switches = Object.fromEntries(SWITCHES.map((one) => [one, on.includes(one)])) as Switches;
  const wanted = { ...at.territory, switches, version: versionIn(form) };
  const outcome = await saveTerritory(c, wanted, { ...switches });
  if (outcome === 'changed-meanwhile') return draw(c, true);
  return c.redirect(at.url(FURTHER_PATH, { fait: '1' }), 303);
};
