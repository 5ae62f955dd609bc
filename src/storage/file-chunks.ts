import type { FileVersion } from '#src/files.ts';
import type { Engine } from './engine.ts';

/** Bytes of a row: small enough to travel, large enough that a road map is some hundred rows. */
export const CHUNK_BYTES = 1 << 20;
/** Rows of one transaction. */
const CHUNKS_AT_ONCE = 8;

/**
 * Writes the bytes of a version whose row stands, some rows at a time. A version's bytes never change, so that rows left
 * by a process that stopped half-way, or being written by another one, are the same.
 */
export const writeChunks = async (engine: Pick<Engine, 'atomically'>, file: FileVersion, bytes: Uint8Array) => {
  const { name, version } = file;
  const rows = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, position) => ({
    name,
    version,
    position,
    data: bytes.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES),
  }));
  for (let first = 0; first < rows.length; first += CHUNKS_AT_ONCE) {
    await engine.atomically((trx) =>
      trx
        .insertInto('file_chunk')
        .values(rows.slice(first, first + CHUNKS_AT_ONCE))
        .onConflict((conflict) => conflict.columns(['name', 'version', 'position']).doNothing())
        .execute(),
    );
  }
};

/** The bytes of a version, as its rows hold them: whoever reads checks the sha256. */
export const readChunks = async (engine: Pick<Engine, 'db'>, file: FileVersion): Promise<Uint8Array> => {
  const bytes = new Uint8Array(file.bytes);
  let filled = 0;
  for (let first = 0; ; first += CHUNKS_AT_ONCE) {
    const rows = await engine.db
      .selectFrom('file_chunk')
      .select('data')
      .where('name', '=', file.name)
      .where('version', '=', file.version)
      .where('position', '>=', first)
      .where('position', '<', first + CHUNKS_AT_ONCE)
      .orderBy('position')
      .execute();
    for (const { data } of rows) {
      if (filled + data.length > bytes.length) return bytes.subarray(0, filled);
      bytes.set(data, filled);
      filled += data.length;
    }
    if (rows.length < CHUNKS_AT_ONCE) return bytes.subarray(0, filled);
  }
};
