import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { medianOf } from '#src/bench/percentile.ts';
import { TRIPS, withFilled } from '#src/bench/search.bench.ts';
import type { OpenService } from '#src/main.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { formatInstant } from '#src/time/zone.ts';

const EXECUTABLE = 'dist-packages/lotocar-linux-x64';
const BUNDLE = 'dist/lotocar.js';
/** Names of its own that a territory the size of the Lot brings: hamlets, squares, surgeries. */
const PLACES = 3_454;
const STARTS = 5;
/** What a start leaves behind is collected by then. */
const IDLE_SECONDS = 15;

/** As `npm start` opens it (package.json). */
const FROM_SOURCES = [process.execPath, '--max-semi-space-size=4', '--max-old-space-size=512', BUNDLE] as const;

interface Started {
  /** From the command to the first page of the territory. */
  readonly seconds: number;
  /** All that it keeps in memory. */
  readonly mebibytes: number;
  /** Of it, what is not a part of its file: that part depends on how the machine reads files, and is given back when it lacks memory. */
  readonly ownMebibytes: number;
}

const addPlaces = async ({ service }: OpenService, territoryId: string): Promise<void> => {
  const { storage, communes, newId, clock } = service;
  const served = communes.communesOfDepartment('46').filter(({ point }) => point !== null);
  await storage.atomically(territoryId, async ({ localPlaces }) => {
    for (let n = 0; n < PLACES; n += 1) {
      const commune = served[n % served.length];
      if (!commune?.point) throw new Error('the Lot has no commune');
      await localPlaces.add(
        {
          id: newId(),
          names: [`Mas de l’Essai ${n}`],
          kind: 'hamlet',
          communeCode: commune.code,
          point: commune.point,
        },
        formatInstant(clock()),
      );
    }
  });
};

const memoryOf = (pid: number): Pick<Started, 'mebibytes' | 'ownMebibytes'> => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1]) / 1024;
  return { mebibytes: read('VmRSS'), ownMebibytes: read('RssAnon') };
};

/** Opens it on the data, asks for a page, lets it rest, and closes it. */
const start = async ([command, ...args]: readonly string[], dataFolder: string, rest: number): Promise<Started> => {
  const begun = performance.now();
  const child = spawn(command ?? '', [...args, 'start'], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', LOTOCAR_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = new Promise<void>((done) => child.once('close', () => done()));
  try {
    const port = await new Promise<string>((found, lost) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const match = /"port":(\d+)/u.exec(said);
        if (match?.[1] !== undefined) found(match[1]);
      });
      child.once('close', () => lost(new Error(`it stopped:\n${said}`)));
    });
    const page = await fetch(`http://127.0.0.1:${port}/lot/trajets?depart=Gramat&arrivee=Cahors`);
    await page.text();
    if (page.status !== 200) throw new Error(`${page.status}`);
    const seconds = (performance.now() - begun) / 1000;
    await wait(rest * 1000);
    return { seconds, ...memoryOf(child.pid ?? 0) };
  } finally {
    child.kill('SIGTERM');
    await over;
  }
};

/** Median of several starts, and what it keeps after a rest. */
const measure = async (command: readonly string[], dataFolder: string, small: boolean): Promise<Started> => {
  const starts: number[] = [];
  for (let n = 0; n < (small ? 1 : STARTS); n += 1) starts.push((await start(command, dataFolder, 0)).seconds);
  return { ...(await start(command, dataFolder, small ? 1 : IDLE_SECONDS)), seconds: medianOf(starts) };
};

/** The installed program on the data of a département, beside the same from its sources: start, memory at rest, size. */
export async function run({ small }: { readonly small: boolean }) {
  for (const file of [EXECUTABLE, BUNDLE])
    if (!existsSync(file)) throw new SaidToPeople(`${file} n'est pas là : npm run package le fait.`);
  const [installed, sources] = await withFilled(
    (directory) => directory.communesOfDepartment('46'),
    TRIPS,
    'mostly-the-territory',
    async (open, { territoryId }) => {
      await addPlaces(open, territoryId);
      const { dataFolder } = open.service.config;
      return [
        await measure([resolve(EXECUTABLE)], dataFolder, small),
        await measure(FROM_SOURCES, dataFolder, small),
      ] as const;
    },
  );
  const figure = (name: string, value: number, unit: string) => ({ name, value, unit });
  return {
    name: `executable : le programme tout fait, ${TRIPS.toLocaleString('fr-FR')} trajets et ${PLACES.toLocaleString('fr-FR')} lieux (SQLite)`,
    figures: [
      figure('executable_mb', statSync(EXECUTABLE).size / 1e6, 'Mo'),
      figure('start_s', installed.seconds, 's, jusqu’à la première recherche'),
      figure('start_from_sources_s', sources.seconds, 's'),
      figure('start_over_sources', installed.seconds / sources.seconds, ''),
      figure('idle_mb', installed.mebibytes, 'Mio au repos, avec ce qui est lu du fichier'),
      figure('idle_own_mb', installed.ownMebibytes, 'Mio au repos, à lui seul'),
      figure('idle_from_sources_mb', sources.mebibytes, 'Mio'),
      figure('idle_own_from_sources_mb', sources.ownMebibytes, 'Mio'),
      figure('idle_own_over_sources', installed.ownMebibytes / sources.ownMebibytes, ''),
    ],
  };
}
