import { openEngine } from '#src/storage/open-engine.ts';
import { createStorage } from '#src/storage/stores.ts';
import type { Acknowledged } from '#test/load/at-work.ts';

const ACTIONS: Readonly<Record<Acknowledged['kind'], string>> = {
  noted: 'request-noted',
  called: 'call-noted',
  taken: 'request-taken',
  promised: 'promise-made',
  told: 'passenger-told',
  closed: 'request-closed',
};

interface At {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly territoryId: string;
}

/**
 * Opens the database again, the service gone, and looks for each write that was acknowledged: what was noted and called by
 * its own words, the others by their line of journal, and none written over (versions count the writes).
 * @returns a sentence for each that is lost.
 */
export const readBack = async (
  { databaseUrl, dataFolder, territoryId }: At,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> => {
  const engine = await openEngine({ databaseUrl, dataFolder });
  try {
    const { requests, introductions } = createStorage(engine).in(territoryId);
    const lines = await engine.db
      .selectFrom('journal')
      .select(['action', 'subject_id', 'actor_id'])
      .where('territory_id', '=', territoryId)
      .where('subject_kind', '=', 'request')
      .execute();
    const journal = Map.groupBy(lines, (line) => `${line.action} ${line.subject_id} ${line.actor_id ?? ''}`);
    const lost: string[] = [];
    for (const [requestId, acts] of Map.groupBy(acknowledged, (act) => act.requestId)) {
      const request = await requests.find(requestId);
      if (!request) {
        lost.push(`${requestId} is not there`);
        continue;
      }
      const calls = (await introductions.listOfRequests([requestId])).flatMap((introduction) => introduction.calls);
      for (const { kind, mark } of acts) {
        if (kind === 'noted' && request.note !== mark) lost.push(`${requestId} does not say ${mark}`);
        if (kind === 'called' && !calls.some(({ note }) => note === mark)) lost.push(`a call on ${requestId}: ${mark}`);
      }
      for (const [key, same] of Map.groupBy(acts, (act) => `${ACTIONS[act.kind]} ${requestId} ${act.memberId}`))
        if ((journal.get(key)?.length ?? 0) < same.length) lost.push(`${same.length} × ${key} in the journal`);
      const writes = acts.filter(({ kind }) => kind !== 'noted').length;
      if (request.version < 1 + writes)
        lost.push(`${requestId} was written over: version ${request.version} after ${writes} writes`);
    }
    return lost;
  } finally {
    await engine.close();
  }
};
