import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InstalledService, type InstalledOptions, startInstalled } from './installed-service.ts';

/** Debian's libfaketime: the program asks the machine what time it is, and the machine answers what the test says. */
const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

/** An installed program whose clock stands still until it is moved. */
export interface InstalledWithClock extends InstalledService {
  setNow(now: Temporal.Instant): void;
}

/** Starts it with its clock on `now`. @throws Error where the machine cannot be made to say another time. */
export const startWithClock = async (
  executable: string,
  now: Temporal.Instant,
  { env, ...options }: InstalledOptions,
): Promise<InstalledWithClock> => {
  if (!existsSync(LIBRARY)) throw new Error(`${LIBRARY} is not there: apt-get install libfaketime`);
  const aside = mkdtempSync(join(tmpdir(), 'lotocar-clock-'));
  const file = join(aside, 'now');
  const setNow = (instant: Temporal.Instant): void =>
    writeFileSync(file, `${instant.toString({ fractionalSecondDigits: 0 }).replace('T', ' ').replace('Z', '')}\n`);
  setNow(now);
  const installed = await startInstalled(executable, {
    ...options,
    env: {
      ...env,
      LD_PRELOAD: LIBRARY,
      TZ: 'UTC',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // Waiting goes on as it does: only the time of day is said.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
  });
  return {
    ...installed,
    setNow,
    async stop() {
      await installed.stop();
      rmSync(aside, { recursive: true, force: true });
    },
  };
};
