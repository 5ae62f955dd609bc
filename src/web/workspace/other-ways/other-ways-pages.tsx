import type { Hono } from 'hono';
import { formatInstant } from '#src/time/zone.ts';
import type { OtherWay } from '#src/transit/on-demand/other-way.ts';
import type { StoredOtherWay } from '#src/transit/on-demand/other-way-store.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { ColleagueWrote } from '#src/web/workspace/other-ways/colleague-wrote.tsx';
import { OtherWayForm } from '#src/web/workspace/other-ways/other-way-form.tsx';
import { otherWaysList } from '#src/web/workspace/other-ways/other-ways-list.tsx';
import { OTHER_WAYS_PATH } from '#src/web/workspace/other-ways/paths.ts';
import { readOtherWay } from '#src/web/workspace/other-ways/read-other-way.ts';
import { NEW_OTHER_WAY, typedOtherWay } from '#src/web/workspace/other-ways/typed-other-way.ts';
import { memberIdOf } from '#src/web/tools.ts';

const GONE = 'Ce moyen n’existe pas, ou plus.';

/** The other ways to go, kept by the coordination. Without the switch of the territory, these pages do not exist. */
export const otherWaysPages = (app: Hono<Env>): void => {
  const path = `/:territoire${OTHER_WAYS_PATH}`;
  const may = requires('manage-territory');
  const on = (work: (c: Ctx) => Response | Promise<Response>) => async (c: Ctx) =>
    c.get('at').territory.switches.timetables ? work(c) : notFoundPage(c, 'Cette page n’existe pas.');
  app.get(path, may, on(otherWaysList));
  app.get(
    `${path}/nouveau`,
    may,
    on((c) => formPage(c, null, NEW_OTHER_WAY)),
  );
  app.post(
    `${path}/nouveau`,
    may,
    on((c) => keep(c, null)),
  );
  app.get(`${path}/:id`, may, on(open));
  app.post(
    `${path}/:id`,
    may,
    on((c) => keep(c, c.req.param('id') ?? '')),
  );
  app.post(`${path}/:id/montrer`, may, on(show));
  app.get(`${path}/:id/supprimer`, may, on(confirmRemoval));
  app.post(`${path}/:id/supprimer`, may, on(remove));
};

/** What is wrong with what was typed. */
interface Wrong {
  readonly errors?: FormErrors;
  readonly status?: 200 | 409 | 422;
  /** What a colleague kept meanwhile, and what was typed, written the same way. */
  readonly both?: { readonly kept: Typed; readonly here: Typed };
}

const formPage = (
  c: Ctx,
  way: StoredOtherWay | null,
  values: Typed,
  { errors = {}, status = 200, both }: Wrong = {},
): Response | Promise<Response> => {
  const at = c.get('at');
  const path = `${OTHER_WAYS_PATH}/${way?.id ?? 'nouveau'}`;
  return page(
    c,
    <DeskPage at={at} title={way === null ? 'Ajouter un moyen' : way.name} current="/equipe/reglages">
      {way?.stopped && (
        <p class="notice">Il est arrêté : personne ne le voit. Ce que vous changez ici est gardé pour son retour.</p>
      )}
      <ErrorSummary errors={errors} />
      {both && <ColleagueWrote {...both} />}
      <OtherWayForm at={at} action={at.url(path)} values={values} errors={errors} />
      {way !== null && (
        <div class="actions">
          <DeskForm at={at} action={at.url(`${path}/montrer`)} class="inline-form">
            <input type="hidden" name="montrer" value={way.stopped ? 'oui' : 'non'} />
            <button type="submit" class="second">
              {way.stopped ? 'Le montrer de nouveau' : 'Arrêter de le montrer'}
            </button>
          </DeskForm>
          <a href={at.url(`${path}/supprimer`)}>Supprimer ce moyen</a>
        </div>
      )}
    </DeskPage>,
    status,
  );
};

const find = (c: Ctx, id = c.req.param('id') ?? '') =>
  c.get('service').storage.in(c.get('at').territory.id).otherWays.find(id);

const open = async (c: Ctx): Promise<Response> => {
  const [way, service] = [await find(c), c.get('service')];
  if (!way) return notFoundPage(c, GONE);
  const territory = await territoryPlaces(service, c.get('at').territory);
  return formPage(c, way, typedOtherWay(way, { search: service.placeSearch, territory }));
};

const journalLine = (c: Ctx, id: string, action: string) => ({
  id: c.get('service').newId(),
  at: formatInstant(c.get('at').now),
  actor: { kind: 'member', id: memberIdOf(c) } as const,
  action,
  subject: { kind: 'other-way', id },
  details: {},
});

const keep = async (c: Ctx, id: string | null): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const before = id === null ? null : await find(c, id);
  if (before === undefined) return notFoundPage(c, GONE);
  const form = await readForm(c);
  const territory = await territoryPlaces(service, at.territory);
  const read = readOtherWay(form, { search: service.placeSearch, territory });
  if (read.kind === 'refused') return formPage(c, before, form, { errors: read.errors, status: 422 });
  const way: OtherWay = { ...read.way, id: id ?? service.newId(), stopped: before?.stopped ?? false };
  const outcome = await service.storage.atomically(at.territory.id, async ({ otherWays, journal }) => {
    if (id === null) await otherWays.add(way, formatInstant(at.now));
    else if ((await otherWays.save({ ...way, version: versionIn(form) })) === 'changed-meanwhile')
      return 'changed-meanwhile';
    await journal.add(journalLine(c, way.id, id === null ? 'other-way-added' : 'other-way-changed'));
    return 'kept';
  });
  if (outcome === 'kept') return c.redirect(at.url(OTHER_WAYS_PATH), 303);
  const current = await find(c, way.id);
  if (!current) return notFoundPage(c, 'Quelqu’un d’autre vient de supprimer ce moyen.');
  const sentence = 'Quelqu’un d’autre vient de le changer. Vérifiez ce qui est écrit ici, puis enregistrez de nouveau.';
  return formPage(
    c,
    current,
    { ...form, version: String(current.version) },
    {
      errors: { nom: sentence },
      status: 409,
      both: {
        kept: typedOtherWay(current, { search: service.placeSearch, territory }),
        here: typedOtherWay({ ...way, version: 0 }, { search: service.placeSearch, territory }),
      },
    },
  );
};

/** Seen again, or by nobody: whoever pressed twice, or after someone else, gets what they pressed for. */
const show = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const stopped = typed(await readForm(c), 'montrer') === 'non';
  await c.get('service').storage.atomically(at.territory.id, async ({ otherWays, journal }) => {
    const way = await otherWays.find(id);
    if (!way || way.stopped === stopped) return;
    await otherWays.save({ ...way, stopped });
    await journal.add(journalLine(c, id, stopped ? 'other-way-stopped' : 'other-way-shown'));
  });
  return c.redirect(at.url(OTHER_WAYS_PATH), 303);
};

const confirmRemoval = async (c: Ctx): Promise<Response> => {
  const [way, at] = [await find(c), c.get('at')];
  if (!way) return notFoundPage(c, GONE);
  const path = `${OTHER_WAYS_PATH}/${way.id}`;
  return page(
    c,
    <DeskPage at={at} title="Supprimer ce moyen ?" current="/equipe/reglages">
      <p>« {way.name} » sera effacé, avec tout ce que vous en avez écrit.</p>
      {!way.stopped && <p>S’il doit revenir, arrêtez plutôt de le montrer : rien n’est perdu.</p>}
      <DeskForm at={at} action={at.url(`${path}/supprimer`)}>
        <p class="actions">
          <button type="submit" class="danger">
            Supprimer ce moyen
          </button>
          <a href={at.url(path)}>Le garder</a>
        </p>
      </DeskForm>
    </DeskPage>,
  );
};

const remove = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  await c.get('service').storage.atomically(at.territory.id, async ({ otherWays, journal }) => {
    if (!(await otherWays.find(id))) return;
    await otherWays.remove(id);
    await journal.add(journalLine(c, id, 'other-way-removed'));
  });
  return c.redirect(at.url(OTHER_WAYS_PATH), 303);
};
