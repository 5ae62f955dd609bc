import { dateAndHour } from '#src/web/instant-words.ts';
import type { Hono } from 'hono';
import { isAlive } from '#src/imports/is-alive.ts';
import { nameOfFeed } from '#src/timetables-import/import-words.ts';
import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { readLiveAddresses } from '#src/timetables-live/live-addresses.ts';
import type { TimetableRequest } from '#src/timetables-import/timetable-imports.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { readAddress, receiveImport } from '#src/web/workspace/shared/import-posts.ts';
import { Following, followImport } from '#src/web/workspace/shared/import-progress.tsx';
import { noteTerritory } from '#src/web/workspace/shared/note-territory.ts';
import { AddFeed } from '#src/web/workspace/timetables/timetables-add.tsx';
import { feedPath, hostOf, TIMETABLES_PATH } from '#src/web/workspace/timetables/timetables-paths.ts';
import { liveField } from '#src/web/workspace/timetables/timetables-live.tsx';
import { Report } from '#src/web/workspace/timetables/timetables-report.tsx';
import { FeedCard } from '#src/web/workspace/timetables/timetables-view.tsx';
import { memberIdOf } from '#src/web/tools.ts';

const SETTINGS = '/equipe/reglages';

/** The timetables of coaches and trains: where they come from, until when they go, what was wrong in them. */
export const timetablesPages = (app: Hono<Env>): void => {
  const path = `/:territoire${TIMETABLES_PATH}`;
  const guard = requires('manage-territory');
  app.get(
    path,
    guard,
    ifOn((c) => listPage(c, {})),
  );
  app.post(path, guard, ifOn(addAddress));
  app.post(
    `${path}/fichier`,
    guard,
    ifOn((c) => receive(c, null)),
  );
  app.get(`${path}/:horaires`, guard, ofFeed(reportPage));
  app.post(`${path}/:horaires/recharger`, guard, ofFeed(readAgain));
  app.post(`${path}/:horaires/fichier`, guard, ofFeed(receive));
  app.post(`${path}/:horaires/temps-reel`, guard, ofFeed(saveLive));
  app.post(`${path}/:horaires/arreter`, guard, ofFeed(stopImport));
  app.get(`${path}/:horaires/retirer`, guard, ofFeed(confirmRemoval));
  app.post(`${path}/:horaires/retirer`, guard, ofFeed(removeFeed));
};

type Handler = (c: Ctx) => Promise<Response>;

/** What a territory has not switched on is not there. */
const ifOn =
  (handler: Handler): Handler =>
  async (c) =>
    c.get('at').territory.switches.timetables ? handler(c) : notFoundPage(c);

const ofFeed = (handler: (c: Ctx, feed: TimetableFeed) => Promise<Response>): Handler =>
  ifOn(async (c) => {
    const { feeds } = c.get('service').storage.instance;
    const feed = await feeds.find(c.get('at').territory.id, c.req.param('horaires') ?? '');
    return feed === undefined ? notFoundPage(c) : handler(c, feed);
  });

const listPage = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 413 | 422 = 200,
): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const feeds = await service.storage.instance.feeds.listOf(at.territory.id);
  const isRunning = feeds.some(({ lastImport }) => isAlive(lastImport, at.now));
  const follows = followImport(c, isRunning);
  return page(
    c,
    <DeskPage at={at} title="Horaires des cars et des trains" current={SETTINGS}>
      <p>
        <a href={at.url(SETTINGS)}>Revenir aux réglages</a>
      </p>
      <ErrorSummary errors={errors} />
      <p class="lead">
        Avec leurs horaires, les cars et les trains qui servent un trajet sont montrés à côté des conductrices et
        conducteurs, avec le retour.
      </p>
      {isRunning && <Following at={at} path={TIMETABLES_PATH} follows={follows} />}
      {feeds.map((feed) => (
        <FeedCard
          at={at}
          now={at.now}
          shown={{
            feed,
            isBroken: service.timetables.isBroken(feed.id),
            live: service.liveTimetables.stateOf(feed),
          }}
          form={{ values, errors }}
        />
      ))}
      <AddFeed at={at} form={{ values, errors }} again={feeds.length > 0} />
    </DeskPage>,
    status,
  );
};

const addAddress: Handler = async (c) => {
  const form = await readForm(c);
  const { address, errors } = readAddress(form);
  if (errors !== null) return listPage(c, form, errors, 422);
  const name = typed(form, 'nom').trim().slice(0, 80);
  return start(c, form, 'adresse', { name, source: { kind: 'address', url: address }, label: name || hostOf(address) });
};

const readAgain = async (c: Ctx, feed: TimetableFeed): Promise<Response> =>
  start(c, {}, 'adresse', { feedId: feed.id, label: nameOfFeed(feed) });

const receive = (c: Ctx, feed: TimetableFeed | null): Promise<Response> =>
  receiveImport(c, {
    imports: c.get('service').timetableImports,
    start: (source, label) => start(c, {}, 'fichier', { feedId: feed?.id, source, label }),
    refuse: (errors, status) => listPage(c, {}, errors, status),
  });

const start = async (
  c: Ctx,
  form: Typed,
  field: 'adresse' | 'fichier',
  request: Pick<TimetableRequest, 'feedId' | 'name' | 'source' | 'label'>,
): Promise<Response> => {
  const at = c.get('at');
  const started = await c
    .get('service')
    .timetableImports.start({ ...request, territoryId: at.territory.id, askedBy: memberIdOf(c) });
  if (started.kind === 'busy')
    return listPage(
      c,
      form,
      { [field]: 'D’autres horaires se chargent en ce moment. Recommencez dans une minute.' },
      409,
    );
  if (started.kind === 'too-many')
    return listPage(c, form, { [field]: 'Il y a déjà trente fichiers d’horaires. Retirez-en un d’abord.' }, 422);
  if (started.kind === 'started') await noteTerritory(c, 'timetables-asked');
  // One under way already is the same to whoever clicks: here is how far it is.
  return c.redirect(at.url(TIMETABLES_PATH), 303);
};

/** What was typed is kept, then read at once: the page says how it answers. */
const saveLive = async (c: Ctx, feed: TimetableFeed): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const form = await readForm(c);
  const live = readLiveAddresses(typed(form, liveField(feed)), feed, service.secret);
  if (typeof live === 'string') return listPage(c, form, { [liveField(feed)]: live }, 422);
  await service.storage.atomicallyOnInstance(({ feeds }) => feeds.setLive(at.territory.id, feed.id, live));
  await noteTerritory(c, 'timetables-live', { addresses: live.length });
  await service.timetables.refresh();
  await service.liveTimetables.refresh(at.territory.id);
  return c.redirect(at.url(TIMETABLES_PATH), 303);
};

const stopImport = async (c: Ctx, feed: TimetableFeed): Promise<Response> => {
  const at = c.get('at');
  await c.get('service').timetableImports.cancel(at.territory.id, feed.id);
  await noteTerritory(c, 'timetables-stopped');
  return c.redirect(at.url(TIMETABLES_PATH), 303);
};

const reportPage = async (c: Ctx, feed: TimetableFeed): Promise<Response> => {
  const at = c.get('at');
  const { inUse, address } = feed;
  const report = inUse?.report;
  return page(
    c,
    <DeskPage at={at} title="Ce qui n’allait pas dans le fichier" current={SETTINGS}>
      <p class="no-print">
        <a href={at.url(TIMETABLES_PATH)}>Revenir aux horaires</a>
      </p>
      <p class="lead">{nameOfFeed(feed)}</p>
      {inUse !== null && (
        <p>
          Fichier lu le {dateAndHour(at, inUse.builtAt)},{' '}
          {address === null ? 'tel qu’il a été envoyé' : `sur ${hostOf(address)}`}.
        </p>
      )}
      {report === undefined ? (
        <p>Aucun horaire n’a encore pu être lu.</p>
      ) : report.remarks.length === 0 ? (
        <p>Rien : tout ce que dit ce fichier a été lu.</p>
      ) : (
        <>
          <p>
            Le reste sert. Cette page s’imprime, ou s’envoie à qui publie ces horaires : lui seul peut les corriger.
          </p>
          <Report report={report} />
        </>
      )}
    </DeskPage>,
  );
};

const confirmRemoval = async (c: Ctx, feed: TimetableFeed): Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <DeskPage at={at} title="Retirer ces horaires ?" current={SETTINGS}>
      <p>
        « {nameOfFeed(feed)} » n’apparaîtra plus à côté des recherches. Vous pourrez charger ces horaires à nouveau
        quand vous voudrez.
      </p>
      <DeskForm at={at} action={at.url(feedPath(feed, '/retirer'))}>
        <p class="actions">
          <button type="submit" class="danger">
            Retirer ces horaires
          </button>
          <a href={at.url(TIMETABLES_PATH)}>Les garder</a>
        </p>
      </DeskForm>
    </DeskPage>,
  );
};

const removeFeed = async (c: Ctx, feed: TimetableFeed): Promise<Response> => {
  const at = c.get('at');
  await c.get('service').timetableImports.remove(at.territory.id, feed.id);
  await noteTerritory(c, 'timetables-removed');
  return c.redirect(at.url(TIMETABLES_PATH), 303);
};
