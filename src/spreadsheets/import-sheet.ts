import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { PlaceSearch } from '#src/places/search-places.ts';
import type { InstanceStores, Storage } from '#src/storage-ports.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import { type ImportReport, startTally, type Tally } from '#src/spreadsheets/import-tally.ts';
import type { ImportWork } from '#src/spreadsheets/import-work.ts';
import type { OpenSheet } from '#src/spreadsheets/open-sheet.ts';
import { createStopFinder } from '#src/spreadsheets/stop-finder.ts';
import { takeDrivers } from '#src/spreadsheets/take-drivers.ts';
import { takePlaces } from '#src/spreadsheets/take-places.ts';
import { takeRequests } from '#src/spreadsheets/take-requests.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

export interface ImportNeeds {
  readonly atomically: Storage['atomically'];
  readonly placeSearch: PlaceSearch;
  readonly communes: CommuneDirectory;
  readonly clock: Clock;
  readonly newId: NewId;
}

export interface ImportAsked {
  readonly sheet: OpenSheet;
  readonly territoryId: string;
  /** The territory as it is, or as it has just been made inside the same transaction. */
  readonly territory: (instance: InstanceStores) => Promise<Territory>;
  /** Says what would be done, and writes nothing. */
  readonly dryRun: boolean;
}

/**
 * Takes lines of a sheet inside a transaction, and says what became of each. What is taken waits for the team: trips are to be
 * verified, drivers to be welcomed.
 */
export const createTakeColumns =
  ({ placeSearch, communes, clock, newId }: Omit<ImportNeeds, 'atomically'>) =>
  async (stores: ImportWork['stores'], territory: Territory, columns: Columns, dryRun: boolean): Promise<Tally> => {
    const now = clock();
    const tally = startTally();
    const localPlaces = await stores.localPlaces.list();
    const work: ImportWork = {
      stores,
      territory,
      findStop: createStopFinder(placeSearch, {
        communeCodes: territory.communeCodes,
        localPlaces,
        centre: territory.centre,
      }),
      tally,
      newId,
      at: formatInstant(now),
      today: localMoment(now, territory.zone).date,
      dryRun,
    };
    if (columns.kind === 'drivers') await takeDrivers(columns, work);
    else if (columns.kind === 'requests') await takeRequests(columns, work);
    else await takePlaces(columns, work, communes);
    return tally;
  };

/**
 * Takes a sheet into a territory, in one transaction: all the lines that can be taken are, or none. Lines already taken are
 * recognised, so that taking it again changes nothing.
 */
export const createImportSheet =
  (needs: ImportNeeds) =>
  ({ sheet, territoryId, territory: makeTerritory, dryRun }: ImportAsked): Promise<ImportReport> =>
    needs.atomically(territoryId, async (stores) => {
      const territory = await makeTerritory(stores.instance);
      const { columns } = sheet;
      const { added, known, refused, doubts, notes } = await createTakeColumns(needs)(
        stores,
        territory,
        columns,
        dryRun,
      );
      const changed = added.trips + added.requests + added.places > 0;
      if (!dryRun && changed) {
        await stores.journal.add({
          id: needs.newId(),
          at: formatInstant(needs.clock()),
          actor: { kind: 'system', id: null },
          action: 'sheet-imported',
          subject: { kind: 'territory', id: territoryId },
          details: { kind: columns.kind, ...added },
        });
      }
      return {
        title: columns.title,
        encoding: sheet.encoding,
        delimiter: sheet.delimiter,
        lines: columns.rows.length,
        added,
        known: known.length,
        refused: refused.toSorted((a, b) => a.line - b.line),
        doubts: doubts.toSorted((a, b) => a.line - b.line),
        ignored: columns.ignored,
        notes,
      };
    });
