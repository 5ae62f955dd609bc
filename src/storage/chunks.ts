/** Rows or ids in one statement: engines limit the bound values of a query to some tens of thousands. */
const CHUNK = 1000;

/** Reads many ids a chunk at a time; nothing for no id. */
export const inChunks = async <T>(
  ids: readonly string[],
  read: (some: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const all: T[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) all.push(...(await read(ids.slice(start, start + CHUNK))));
  return all;
};
