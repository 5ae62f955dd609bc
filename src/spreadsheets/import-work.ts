import type { TerritoryStores } from '#src/storage-ports.ts';
import type { Tally } from '#src/spreadsheets/import-tally.ts';
import type { FindStop } from '#src/spreadsheets/stop-finder.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { IsoDate, IsoInstant, NewId } from '#src/time/units.ts';

/** What taking a sheet works with, inside one transaction. */
export interface ImportWork {
  readonly stores: Pick<
    TerritoryStores,
    'people' | 'drivers' | 'trips' | 'requests' | 'localPlaces' | 'importedLines' | 'journal'
  >;
  readonly territory: Territory;
  readonly findStop: FindStop;
  readonly tally: Tally;
  readonly newId: NewId;
  readonly at: IsoInstant;
  readonly today: IsoDate;
  /** Everything is read and counted, nothing is written. */
  readonly dryRun: boolean;
}
