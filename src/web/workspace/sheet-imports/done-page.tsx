import { counted } from '#src/counted.ts';
import { PERIODS } from '#src/privacy/periods.ts';
import type { KeptUnit, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { adviceOn } from '#src/spreadsheets/import-advice.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { addedWords, keptWords } from '#src/web/workspace/sheet-imports/import-words.ts';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';

const NAMES_SHOWN = 50;

/** People and places that stay, by their names, each with its reason. */
export const keptList = async (c: Ctx, kept: readonly KeptUnit[]) => {
  const at = c.get('at');
  const { people, localPlaces, drivers } = c.get('service').storage.in(at.territory.id);
  const shown = kept.slice(0, NAMES_SHOWN);
  const ids = shown.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const names = new Map(
    (await people.findMany(ids)).map((person) => [person.id, `${person.firstName} ${person.lastName}`.trim()]),
  );
  const driving = new Set((await drivers.findMany(ids)).map(({ person }) => person.id));
  const places = new Map((await localPlaces.list()).map((place) => [place.id, place.names[0] ?? '']));
  return (
    <>
      <ul class="rows">
        {shown.map((unit) => {
          const name = names.get(unit.id) ?? places.get(unit.id) ?? 'Effacé depuis';
          return (
            <li>
              <p class="row-title">
                {driving.has(unit.id) ? <a href={at.url(`/equipe/conducteurs/${unit.id}`)}>{name}</a> : name}
              </p>
              <p>{keptWords(unit)}</p>
            </li>
          );
        })}
      </ul>
      {kept.length > NAMES_SHOWN && <p>Et {counted(kept.length - NAMES_SHOWN, 'autre', 'autres')}.</p>}
    </>
  );
};

/** The last step: what came in, how to take it back; or what stayed once it was. */
export const donePage = async (c: Ctx, one: SheetImport): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const kept = one.state === 'undone' ? await service.storage.in(at.territory.id).sheetImports.kept(one.id) : [];
  const words = addedWords(one.added);
  const until = localMoment(
    Temporal.Instant.from(one.doneAt ?? one.createdAt).add({ hours: 24 * PERIODS.sheetUndoDays }),
    at.territory.zone,
  ).date;
  const path = { drivers: '/equipe/conducteurs', requests: '/equipe/demandes', places: '/equipe/lieux' }[
    one.choice.kind
  ];
  return page(
    c,
    <DeskPage
      at={at}
      title={one.state === 'undone' ? 'Cette reprise est annulée' : 'C’est repris'}
      current="/equipe/reglages"
    >
      {one.state === 'undone' ? (
        <>
          <p class="lead" role="status">
            {one.fileName} : ce que ce tableur avait apporté est retiré
            {kept.length > 0 ? ', sauf ce qui a servi depuis.' : '.'}
          </p>
          {kept.length > 0 && (
            <>
              <h2>{counted(kept.length, 'fiche est gardée', 'fiches sont gardées')}</h2>
              {await keptList(c, kept)}
            </>
          )}
        </>
      ) : (
        <>
          <p class="lead" role="status">
            {one.fileName} : {words === '' ? 'rien de nouveau n’est entré' : `sont entrés ${words}`}.
          </p>
          {adviceOn(one.added).map((sentence) => (
            <p>{sentence}</p>
          ))}
          <p>
            <a class="button" href={at.url(path)}>
              Voir ce qui est entré
            </a>
          </p>
          {words !== '' && (
            <p>
              <a href={at.url(importPath(one.id, 'annuler'))}>Annuler cette reprise</a>, possible jusqu’au{' '}
              {formatDate(until, at.today)}. Ce qui aura servi d’ici là restera.
            </p>
          )}
        </>
      )}
      <p>
        <a href={at.url(SHEETS_PATH)}>Reprendre un autre tableur</a>
      </p>
    </DeskPage>,
  );
};
