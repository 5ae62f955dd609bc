import type { Hono } from 'hono';
import { proposeRegions } from '#src/roads-import/propose-regions.ts';
import type { ImportSource } from '#src/imports/import-source.ts';
import { isAlive } from '#src/imports/is-alive.ts';
import { addressOf, EXTRACT_REGIONS } from '#src/roads-import/regions.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskForm, ErrorSummary, type FormErrors, ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { readUpload, UploadCut } from '#src/web/read-upload.ts';
import { AskRoads, InUse, LastEnd, ROADS_PATH, type RoadsState, UnderWay } from '#src/web/workspace/roads-view.tsx';
import { memberIdOf } from '#src/web/workspace/tools.ts';

const SETTINGS = '/equipe/reglages';
/** Seconds between two looks at an import. */
const REFRESH = 4;

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
  const follows = running !== null && c.req.query('suivre') !== 'non';
  if (follows) c.header('Refresh', String(REFRESH));
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
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const metric = service.roadMaps.of(at.territory.id);
  if (metric === null) return [];
  return at.territory.communeCodes.flatMap((code) => {
    const commune = service.communes.find(code);
    return commune?.point && metric.nodeAt(commune.point) === null ? [commune.name] : [];
  });
};

const askRoads = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const address = typed(form, 'adresse').trim();
  if (address !== '') {
    if (URL.parse(address)?.protocol.match(/^https?:$/u) == null)
      return roadsPage(c, form, { adresse: 'Cette adresse n’est pas complète : elle commence par https://.' }, 422);
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

const sendFile = async (c: Ctx): Promise<Response> => {
  try {
    const upload = await readUpload(c.req.header('Content-Type'), c.req.raw.body);
    if (upload === null || upload.name === '')
      return await roadsPage(c, {}, { fichier: 'Choisissez un fichier.' }, 422);
    const source = await c.get('service').roadImports.receive(upload.name, upload.bytes);
    return await start(c, {}, [source], upload.name.slice(0, 100));
  } catch (error) {
    if (error instanceof SaidToPeople) return roadsPage(c, {}, { fichier: error.message }, 413);
    if (error instanceof UploadCut)
      return roadsPage(c, {}, { fichier: 'Le fichier n’est pas arrivé entier. Recommencez.' }, 422);
    throw error;
  }
};

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
  if (started.kind === 'started') await note(c, 'roads-asked');
  // One under way already is the same to whoever clicks: here is how far it is.
  return c.redirect(at.url(ROADS_PATH), 303);
};

const stopImport = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  await c.get('service').roadImports.cancel(at.territory.id);
  await note(c, 'roads-stopped');
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
  await note(c, 'roads-removed');
  return c.redirect(at.url(ROADS_PATH), 303);
};

const note = (c: Ctx, action: string): Promise<void> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  return service.storage.atomically(at.territory.id, ({ journal }) =>
    journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: memberIdOf(c) },
      action,
      subject: { kind: 'territory', id: at.territory.id },
      details: {},
    }),
  );
};
