import type { Hono } from 'hono';
import { proposeRegions } from '#src/roads-import/propose-regions.ts';
import type { ImportSource } from '#src/imports/import-source.ts';
import { isAlive } from '#src/imports/is-alive.ts';
import { addressOf, EXTRACT_REGIONS } from '#src/roads-import/regions.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskForm, ErrorSummary, type FormErrors, ticked, type Typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { readAddress, receiveImport } from '#src/web/workspace/shared/import-posts.ts';
import { followImport } from '#src/web/workspace/shared/import-progress.tsx';
import { noteTerritory } from '#src/web/workspace/shared/note-territory.ts';
import { AskRoads } from '#src/web/workspace/roads/roads-ask.tsx';
import { InUse, LastEnd, ROADS_PATH, type RoadsState, UnderWay } from '#src/web/workspace/roads/roads-view.tsx';
import { communesOffTheMap } from '#src/web/workspace/roads/off-the-map.ts';
import { memberIdOf } from '#src/web/tools.ts';

const SETTINGS = '/equipe/reglages';

/** The real roads of the territory: what they bring, where they come from, one button to have them. */
export const roadsPages = (app: Hono<Env>): void => {
  const path = `/:territoire${ROADS_PATH}`;
  const guard = requires('manage-territory');
  app.get(path, guard, (c) => roadsPage(c, {}));
  app.post(path, guard, askRoads);
  app.post(`${path}/fichier`, guard, sendFile);
  app.post(`${path}/arreter`, guard, stopImport);
  app.get(`${path}/retirer`, guard, confirmRemoval);
  app.post(`${path}/retirer`, guard, removeRoads);
};

const roadsPage = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 413 | 422 = 200,
): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const roads = await service.storage.instance.roads.find(at.territory.id);
  const last = roads?.lastImport ?? null;
  const running = isAlive(last, at.now) ? last : null;
  const follows = followImport(c, running !== null);
  const state: RoadsState = {
    inUse: roads?.inUse ?? null,
    isBroken: service.roadMaps.isBroken(at.territory.id),
    offTheMap: offTheMap(c),
  };
  return page(
    c,
    <DeskPage at={at} title="Les routes" current={SETTINGS}>
      <p>
        <a href={at.url(SETTINGS)}>Revenir aux réglages</a>
      </p>
      <ErrorSummary errors={errors} />
      <p class="lead">
        Avec les vraies routes, les temps, les détours et « passe par » suivent la carte : vous proposez les bonnes
        personnes, et personne d’autre.
      </p>
      <InUse at={at} state={state} />
      {running === null ? (
        <>
          <LastEnd last={last} />
          <AskRoads
            at={at}
            proposed={proposeRegions(at.territory.communeCodes, service.communes)}
            values={values}
            errors={errors}
            again={state.inUse !== null}
          />
        </>
      ) : (
        <UnderWay at={at} running={running} askedBy={await nameOf(c, running.askedBy)} follows={follows} />
      )}
      {state.inUse !== null && (
        <p>
          <a href={at.url(`${ROADS_PATH}/retirer`)}>Revenir aux estimations</a>
        </p>
      )}
    </DeskPage>,
    status,
  );
};

const nameOf = async (c: Ctx, memberId: string | null): Promise<string | null> =>
  memberId === null ? null : ((await c.get('service').storage.instance.members.find(memberId))?.name ?? null);

const offTheMap = (c: Ctx): readonly string[] => {
  const { communes } = c.get('service');
  return communesOffTheMap(c, c.get('at').territory.communeCodes).map((code) => communes.find(code)?.name ?? code);
};

const askRoads = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const { address, errors } = readAddress(form);
  if (address !== '') {
    if (errors !== null) return roadsPage(c, form, errors, 422);
    return start(c, form, [{ kind: 'address', url: address }], fileNameOf(address));
  }
  const regions = EXTRACT_REGIONS.filter(({ slug }) => ticked(form, 'region').includes(slug));
  if (regions.length === 0) return roadsPage(c, form, { region: 'Cochez au moins une région.' }, 422);
  return start(
    c,
    form,
    regions.map((region) => ({ kind: 'address', url: addressOf(region) })),
    regions.map(({ name }) => name).join(', '),
  );
};

const fileNameOf = (address: string): string => new URL(address).pathname.split('/').at(-1)?.slice(0, 100) ?? '';

const sendFile = (c: Ctx): Promise<Response> =>
  receiveImport(c, {
    imports: c.get('service').roadImports,
    start: (source, label) => start(c, {}, [source], label),
    refuse: (errors, status) => roadsPage(c, {}, errors, status),
  });

const start = async (c: Ctx, form: Typed, sources: readonly ImportSource[], label: string): Promise<Response> => {
  const at = c.get('at');
  const started = await c.get('service').roadImports.start({
    territoryIds: [at.territory.id],
    sources,
    label,
    askedBy: memberIdOf(c),
  });
  if (started.kind === 'busy')
    return roadsPage(
      c,
      form,
      { region: 'Un autre territoire de ce site charge ses routes en ce moment. Recommencez dans quelques minutes.' },
      409,
    );
  if (started.kind === 'started') await noteTerritory(c, 'roads-asked');
  // One under way already is the same to whoever clicks: here is how far it is.
  return c.redirect(at.url(ROADS_PATH), 303);
};

const stopImport = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  await c.get('service').roadImports.cancel(at.territory.id);
  await noteTerritory(c, 'roads-stopped');
  return c.redirect(at.url(ROADS_PATH), 303);
};

const confirmRemoval = (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <DeskPage at={at} title="Revenir aux estimations ?" current={SETTINGS}>
      <p>
        Le fichier des routes est supprimé, et les temps redeviennent des estimations. Vous pourrez charger les routes à
        nouveau quand vous voudrez.
      </p>
      <DeskForm at={at} action={at.url(`${ROADS_PATH}/retirer`)}>
        <p class="actions">
          <button type="submit" class="danger">
            Supprimer les routes
          </button>
          <a href={at.url(ROADS_PATH)}>Garder les routes</a>
        </p>
      </DeskForm>
    </DeskPage>,
  );
};

const removeRoads = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  await c.get('service').roadImports.forget(at.territory.id);
  await noteTerritory(c, 'roads-removed');
  return c.redirect(at.url(ROADS_PATH), 303);
};
