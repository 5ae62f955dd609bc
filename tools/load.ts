// npm run load: members at work on the real service, by real HTTP on this machine; times, errors, lost writes, memory.
import { writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { type PageFigures, runLoad } from '#test/load/run-load.ts';

const MOST_MEMBERS = 200;
const MOST_SECONDS = 3600;
/** What each page of the desk aims at. */
const AIM_MILLISECONDS = 100;

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    engine: { type: 'string', default: 'sqlite' },
    trips: { type: 'string', default: '5000' },
    /** Milliseconds a member reads and thinks between two gestures, on average: someone in a hurry. A crowd of hundreds: 300. */
    pause: { type: 'string', default: '4000' },
    json: { type: 'string' },
  },
});
const engine = (['sqlite', 'postgres'] as const).find((one) => one === values.engine);
if (!engine) throw new Error('--engine is sqlite or postgres');
if (engine === 'postgres' && !process.env['LOTOCAR_TEST_POSTGRES'])
  throw new Error('LOTOCAR_TEST_POSTGRES names no server: tools/start-postgres.sh start gives one');

const report = await runLoad({
  members: Math.min(MOST_MEMBERS, Number(values.members)),
  seconds: Math.min(MOST_SECONDS, Number(values.seconds)),
  engine,
  trips: Number(values.trips),
  pause: Number(values.pause),
});
const machine = `${cpus()[0]?.model.trim() ?? 'machine'}, ${cpus().length} cœurs, ${platform()} ${arch()}, Node ${process.version}`;

const write = (value: number): string => value.toFixed(1).replace('.', ',').padStart(9);
const line = ({ page, times, p50, p99, most }: PageFigures): string =>
  `${page.padEnd(28)} ${String(times).padStart(6)} ${write(p50)} ${write(p99)} ${write(most)}${p99 > AIM_MILLISECONDS ? '  au-dessus du but' : ''}`;
const { memory } = report;
console.log(`${values.members} membres au travail pendant ${values.seconds} s, ${report.trips} trajets, ${engine}`);
console.log(machine);
console.log(
  `\n${'page (millisecondes)'.padEnd(28)} ${'fois'.padStart(6)} ${'p50'.padStart(9)} ${'p99'.padStart(9)} ${'pire'.padStart(9)}`,
);
for (const page of [report.reference, ...report.pages]) console.log(line(page));
console.log(`
${write(report.perSecond).trim()} pages et gestes par seconde
${report.errors.length} erreurs, ${report.lost.length} écritures perdues sur ${report.acknowledged} confirmées
${report.conflicts} conflits (un collègue avait écrit avant, la page a été relue), ${report.givenUp} abandons, ${report.refusals} refus
mémoire du service : ${write(memory.rssStart).trim()} Mio au départ, ${write(memory.rssMiddle).trim()} au milieu, ${write(memory.rssEnd).trim()} à la fin, ${write(memory.rssMost).trim()} au plus ; pente ${write(memory.rssSlope).trim()} Mio par minute (tas ${write(memory.heapSlope).trim()})`);
for (const text of [...report.errors.slice(0, 10), ...report.lost.slice(0, 10)]) console.log(`- ${text}`);

if (values.json !== undefined) {
  const figure = (name: string, value: number, unit: string) => ({ name, value, unit });
  const figures = [
    ...[report.reference, ...report.pages].flatMap(({ page, p50, p99, times }) => [
      figure(`${page}, p50`, p50, 'ms'),
      figure(`${page}, p99`, p99, 'ms'),
      figure(`${page}, p99 over the reference's`, p99 / (report.reference.p99 || 1), ''),
      figure(`${page}, times`, times, ''),
    ]),
    figure('answers a second', report.perSecond, '1/s'),
    figure('errors', report.errors.length, ''),
    figure('acknowledged writes', report.acknowledged, ''),
    figure('lost writes', report.lost.length, ''),
    figure('conflicts', report.conflicts, ''),
    figure('memory at the start', memory.rssStart, 'MiB'),
    figure('memory in the middle', memory.rssMiddle, 'MiB'),
    figure('memory at the end', memory.rssEnd, 'MiB'),
    figure('memory at most', memory.rssMost, 'MiB'),
    figure('memory slope', memory.rssSlope, 'MiB/min'),
    figure('heap slope', memory.heapSlope, 'MiB/min'),
  ];
  const options = { members: Number(values.members), seconds: Number(values.seconds), engine, trips: report.trips };
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, options, reference: 'GET /health, same run', figures }, null, 2)}\n`,
  );
}
process.exitCode = report.errors.length + report.lost.length === 0 ? 0 : 1;
