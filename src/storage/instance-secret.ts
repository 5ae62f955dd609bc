import type { Engine } from '#src/storage/engine.ts';

const KEY = 'secret';

/** The instance's key, made once: two processes that start together agree on the first one written. */
export const readOrMakeSecret = async (
  engine: Pick<Engine, 'db' | 'atomically'>,
  make: () => Uint8Array,
): Promise<Uint8Array> => {
  const read = async (db: Engine['db']): Promise<string | undefined> =>
    (await db.selectFrom('instance_setting').select('value').where('key', '=', KEY).executeTakeFirst())?.value;
  const known = await read(engine.db);
  if (known !== undefined) return Uint8Array.fromBase64(known);
  const kept = await engine.atomically(async (trx) => {
    const written = await read(trx);
    if (written !== undefined) return written;
    const value = new Uint8Array(make()).toBase64();
    await trx.insertInto('instance_setting').values({ key: KEY, value }).execute();
    return value;
  });
  return Uint8Array.fromBase64(kept);
};
