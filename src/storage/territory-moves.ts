import type { TerritoryMoves } from '#src/moving/territory-moves.ts';
import type { Engine } from '#src/storage/engine.ts';
import { migrations as ours } from '#src/storage/migrations/index.ts';
import type { MigrationList } from '#src/storage/migrator.ts';
import { removeTerritory } from '#src/storage/remove-territory.ts';
import { createSettleTerritory } from '#src/storage/settle-territory.ts';
import { territoryStores } from '#src/storage/stores.ts';
import { TERRITORY_TABLES, territoryRows } from '#src/storage/territory-rows.ts';

/** Territories that leave an engine, and those that come to it. */
export const createTerritoryMoves = (
  engine: Pick<Engine, 'snapshot' | 'atomically'>,
  migrations: MigrationList = ours,
): TerritoryMoves => ({
  migration: Object.keys(migrations).at(-1) ?? '',
  readAtOnce: (territoryId, work) =>
    engine.snapshot((db) =>
      work({
        tables: TERRITORY_TABLES,
        rows: (table) => territoryRows(db, territoryId, table),
        stores: territoryStores(db, territoryId),
      }),
    ),
  settle: createSettleTerritory({ engine, migrations }),
  remove: (territoryId, at) => engine.atomically((trx) => removeTerritory(trx, territoryId, at)),
});
