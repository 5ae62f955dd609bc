import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { Storage } from '#src/storage-ports.ts';
import { laterThan, readChangelog } from '#src/updates/changelog.ts';

const DAILY = 24 * 60;
const PATIENCE_MILLISECONDS = 10_000;
/** More than ours will be for long. */
const MOST_CHARACTERS = 300_000;
/** Of what is shown. */
const MOST_RELEASES = 5;

export interface UpdateJobTools {
  /** null where the project is published nowhere: there is then no such job. */
  readonly address: string | null;
  readonly installed: string;
  readonly storage: Pick<Storage, 'atomicallyOnInstance'>;
}

/** Looks once a day for a later version. It asks for a public file, and says nothing of anyone. */
export const updateJobs = ({ address, installed, storage }: UpdateJobTools): readonly RegularJob[] =>
  address === null
    ? []
    : [
        {
          name: 'look-for-update',
          label: 'Regarde une fois par jour s’il existe une nouvelle version',
          every: DAILY,
          async run() {
            const text = await read(address);
            // Without network there is nothing to say, nor to mend.
            if (text === null) return {};
            const later = laterThan(readChangelog(text), installed).slice(0, MOST_RELEASES);
            await storage.atomicallyOnInstance(({ settings }) =>
              settings.set('later-releases', later.length === 0 ? null : JSON.stringify(later)),
            );
            return { later: later.length };
          },
        },
      ];

const read = async (address: string): Promise<string | null> => {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    return answer.ok ? (await answer.text()).slice(0, MOST_CHARACTERS) : null;
  } catch {
    return null;
  }
};
