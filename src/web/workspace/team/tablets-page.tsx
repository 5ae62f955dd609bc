import type { Hono } from 'hono';
import { hashToken } from '#src/people/link-token.ts';
import { noteTeamChange } from '#src/team/note-team-change.ts';
import { TABLET_DAYS } from '#src/team/session.ts';
import { createMakeSignInLink, SIGN_IN_LINK_LIFE } from '#src/team/sign-in-link.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
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
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';
import { teamAct, teamTools } from '#src/web/tools.ts';

export const TABLETS_PATH = '/equipe/reglages/tablettes';

/** The tablets of the team: who uses which, when it was last seen, and the gesture that closes it. */
export const tabletsPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${TABLETS_PATH}`, requires('manage-territory'), (c) => draw(c, {}));
  app.post(`/:territoire${TABLETS_PATH}`, requires('manage-territory'), prepare);
  app.post(`/:territoire${TABLETS_PATH}/:id/fermer`, requires('manage-territory'), close);
};

const draw = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 422 = 200,
  link: { readonly device: string; readonly address: string } | null = null,
): Promise<Response> => {
  const at = c.get('at');
  const { members } = c.get('service').storage.instance;
  const tablets = await members.tabletsOf(at.territory.id, formatInstant(at.now));
  const team = (await members.listOfTerritory(at.territory.id)).filter(({ member }) => member.disabledAt === null);
  const words = (instant: string): string => momentWords(instant, at.territory.zone, at.today);
  return page(
    c,
    <DeskPage at={at} title="Les tablettes" current="/equipe/reglages">
      <p>
        Une tablette laissée dans une mairie{at.territory.switches.referents && ' ou chez une référente'} reste
        connectée {TABLET_DAYS} jours. Si elle est perdue ou prêtée, fermez-la ici : elle ne montre plus rien.
      </p>
      {c.req.query('fait') === 'fermee' && (
        <p class="notice" role="status">
          La tablette est fermée.
        </p>
      )}
      {link && (
        <div class="notice" role="status">
          <h2>À ouvrir sur la tablette : {link.device}</h2>
          <p class="number-shown">{link.address}</p>
          <p>Ce lien sert une fois, pendant {SIGN_IN_LINK_LIFE} minutes. Ne l’ouvrez pas sur votre propre poste.</p>
        </div>
      )}
      <ErrorSummary errors={errors} />
      {tablets.length === 0 ? (
        <p class="soft">Aucune tablette connectée.</p>
      ) : (
        <ul class="rows">
          {tablets.map((tablet) => (
            <li>
              <p class="row-title">{tablet.device}</p>
              <p>
                Au nom de {tablet.memberName}, vue {words(tablet.seenAt)} ; elle se ferme d’elle-même{' '}
                {words(tablet.expiresAt)}.
              </p>
              <DeskForm at={at} action={at.url(`${TABLETS_PATH}/${tablet.id}/fermer`)} class="inline-form">
                <button type="submit" class="second">
                  Fermer cette tablette <span class="visually-hidden">: {tablet.device}</span>
                </button>
              </DeskForm>
            </li>
          ))}
        </ul>
      )}
      <h2>Préparer une tablette</h2>
      <DeskForm at={at} action={at.url(TABLETS_PATH)}>
        <TextField
          label="Son nom"
          {...fieldOf({ values, errors }, 'appareil')}
          hint="Par exemple : tablette de la mairie de Gramat."
          maxlength={60}
        />
        <Select
          label="Au nom de"
          {...fieldOf({ values, errors }, 'membre')}
          options={team.map(({ member }) => ({ value: member.id, label: member.name }))}
          blank="Choisissez"
          hint="Ce qui y sera noté portera ce nom, et elle montre ce que cette personne voit."
        />
        <p class="actions">
          <button type="submit">Donner le lien à ouvrir</button>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

const prepare = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const device = typed(form, 'appareil').trim().slice(0, 60);
  const memberId = typed(form, 'membre');
  const errors: Record<string, string> = {};
  if (device === '') errors['appareil'] = 'Donnez un nom à la tablette, pour la reconnaître dans la liste.';
  if (memberId === '') errors['membre'] = 'Choisissez au nom de qui.';
  if (Object.keys(errors).length > 0) return draw(c, form, errors, 422);
  // Letters and digits only: it may be copied by hand.
  const token = crypto.getRandomValues(new Uint8Array(16)).toHex();
  const made = await createMakeSignInLink(teamTools(c))(teamAct(c), memberId, hashToken(token), device);
  if (made.kind === 'refused') {
    const sentence =
      made.refusal === 'elsewhere-too'
        ? 'Cette personne travaille aussi pour un autre territoire : seul l’hébergeur peut lui donner une tablette.'
        : 'Cette personne n’est plus de l’équipe. Rechargez la page.';
    return draw(c, form, { membre: sentence }, 422);
  }
  return draw(c, {}, {}, 200, { device, address: at.absoluteUrl(`/equipe/connexion/lien/${token}`) });
};

const close = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const service = c.get('service');
  await service.storage.atomically(at.territory.id, async (stores) => {
    const { members } = stores.instance;
    const tablet = (await members.tabletsOf(at.territory.id, formatInstant(at.now))).find((one) => one.id === id);
    if (!tablet) return;
    await members.removeSession(id);
    await noteTeamChange(stores, teamAct(c), {
      newId: service.newId,
      at: formatInstant(at.now),
      action: 'tablet-closed',
      memberId: tablet.memberId,
    });
  });
  return c.redirect(at.url(TABLETS_PATH, { fait: 'fermee' }), 303);
};
