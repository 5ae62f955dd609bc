import { CannotOpen, SaidToPeople } from '#src/said-to-people.ts';
import { serve } from '@hono/node-server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { backupCommand, restoreCommand } from '#src/cli/backup-commands.ts';
import type { CommandIo } from '#src/cli/command-io.ts';
import { doctorCommand } from '#src/cli/doctor-command.ts';
import { importCommand } from '#src/cli/import-command.ts';
import { buildRoadsCommand, importRoadsCommand } from '#src/cli/roads-command.ts';
import { importDemoRoads, readDemoRoads } from '#src/demo/demo-roads.ts';
import { exportCommand, importTerritoryCommand } from '#src/cli/moving-commands.ts';
import { importTimetablesCommand } from '#src/cli/timetables-command.ts';
import { memberCommand } from '#src/cli/member-command.ts';
import { describeSetup, offerSetup } from '#src/cli/offer-setup.ts';
import { removeTerritoryCommand } from '#src/cli/remove-territory-command.ts';
import { territoryCommand } from '#src/cli/territory-command.ts';
import { describeTrial, isWindowsTrial, trialEnvironment } from '#src/cli/windows-trial.ts';
import { type Config, readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import { readDiskFacts, refuseVanishingDisk } from '#src/doctor/vanishing-disk.ts';
import { openSite, type Site } from '#src/site.ts';
import { version } from '#src/version.ts';

const HELP = `lotocar ${version}, le covoiturage solidaire d'un territoire

  lotocar start                       ouvre le service
  lotocar demo [--roads FICHIER.osm.pbf]
                                      ouvre un territoire d'essai : le Lot, avec des personnes inventées
  lotocar territory add SLUG --name NOM --departement 46 --phone NUMERO [--communes 46042,46128]
                                      [--hours "du lundi au vendredi"] [--controller "qui répond des données"]
                                      ouvre un territoire
  lotocar territory remove SLUG       efface un territoire, après avoir demandé son nom
  lotocar member add LOGIN --name NOM --territory SLUG [--role coordination|member|figures]
                                      ajoute un membre de l'équipe et montre son mot de passe
  lotocar member reset LOGIN          donne un nouveau mot de passe
  lotocar member host LOGIN           dit qui tient le site : sauvegardes, espaces demandés
  lotocar import FICHIER --territory SLUG [--create] [--dry-run]
                                      reprend une feuille de trajets, de demandes ou de lieux
  lotocar export FICHIER.zip --territory SLUG
                                      tout ce qui est gardé d'un territoire, en un fichier
  lotocar import territory FICHIER.zip [--slug AUTRE]
                                      ouvre ici un territoire exporté ailleurs, avec tout
  lotocar import roads FICHIER|ADRESSE… [--territory SLUG] [--allow-private]
                                      les vraies routes, depuis OpenStreetMap (.osm.pbf) ou un fichier déjà préparé
  lotocar import gtfs FICHIER.zip|ADRESSE --territory SLUG [--name NOM] [--allow-private]
                                      les horaires des cars et des trains (GTFS)
  lotocar roads build FICHIER… --territory SLUG --out FICHIER.lotocar-routes
                                      prépare ce fichier sur une machine, pour une autre plus petite
  lotocar job [NOM]                   fait tout de suite un travail régulier ; sans nom, les liste
  lotocar backup [FICHIER]            sauvegarde tout, service ouvert ou non
  lotocar restore FICHIER [--phrase FICHIER]
                                      remet une sauvegarde en place, service arrêté
  lotocar doctor [--json]             dit comment va le service, et quoi faire
  lotocar --help, lotocar --version

Réglages de l'environnement : PORT, LOTOCAR_DATA, PUBLIC_URL, DATABASE_URL (voir .env.example).
`;

// Whoever reads what is said may stop reading (`lotocar import … | head`): the work goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const io: CommandIo = {
  say: (text) => process.stdout.write(`${text}\n`),
  // Back to the start of the line, and what is left of a longer one erased.
  ...(process.stderr.isTTY ? { sayOver: (text: string) => process.stderr.write(`\r${text}\u001B[K`) } : {}),
  ...(process.stdin.isTTY
    ? {
        ask: async (question: string) => {
          const lines = createInterface({ input: process.stdin, output: process.stdout });
          try {
            return await lines.question(question);
          } finally {
            lines.close();
          }
        },
      }
    : {}),
};

/** What runs by itself in a service that listens. */
const run = ({ jobs, messages, daysAhead, service }: OpenService): void => {
  jobs.start();
  messages.start();
  service.roadMaps.watch();
  service.timetables.watch();
  daysAhead.watch();
};

/** Listens, and closes cleanly when asked to stop. */
const listen = async (site: Site, config: Config): Promise<number> => {
  const server = serve({ fetch: site.fetch, port: config.port, hostname: config.host });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new SaidToPeople(
              `Le port ${config.port} est déjà pris. Choisissez-en un autre : PORT=${config.port + 1} npm start`,
            )
          : error,
      ),
    );
    server.once('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : config.port);
    });
  });
  site.begin();
  const stop = (): void => {
    server.close(() => void site.close().then(() => process.exit(0)));
    // A browser may hold its connection for long: those that wait for nothing are closed.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return port;
};

/** Opens the service for one command and closes it whatever happens. */
const withService = async (work: (open: OpenService) => Promise<void>): Promise<void> => {
  const config = readConfig(process.env);
  const open = await openService({ config, log: createLogger('warn'), roads: false });
  try {
    await work(open);
  } finally {
    await open.close();
  }
};

const start = async (): Promise<void> => {
  const config = readConfig(isWindowsTrial() ? trialEnvironment(process.env) : process.env);
  const log = createLogger(config.logLevel);
  if (config.databaseUrl === null)
    refuseVanishingDisk({ ...readDiskFacts(config.dataFolder), publicUrl: config.publicUrl });
  const site = await openSite({ config, log, run });
  const port = await listen(site, config);
  const open = site.current();
  log.info({ port, publicUrl: config.publicUrl, version }, 'Lotocar est ouvert');
  if (isWindowsTrial()) io.say(describeTrial(port));
  const { storage, listOffers } = open.service;
  const territories = await storage.instance.territories.list();
  // Read before anyone searches: the first to ask does not wait for all the trips of their territory.
  for (const { id } of territories) await listOffers(id);
  const code = await offerSetup(open.service);
  if (code !== undefined) io.say(describeSetup(code, config, port));
};

const DEMO_WITH_ROADS = `
  Les routes se préparent. En attendant, les temps sont des estimations.
`;
const DEMO_WITHOUT_ROADS = `
  Les temps de trajet sont des estimations. Avec un extrait d'OpenStreetMap de la région, ils suivent les vraies routes :
  npm run demo -- --roads midi-pyrenees-latest.osm.pbf
`;

const demo = async (args: readonly string[]): Promise<void> => {
  const roads = await readDemoRoads(args);
  // A folder of its own, new at each start: the calendar of the demo is today's, and nothing real can be mixed with it.
  const {
    LOTOCAR_DATA: folder = mkdtempSync(join(tmpdir(), 'lotocar-demo-')),
    LOG_LEVEL = 'warn',
    ...env
  } = process.env;
  if (process.env['LOTOCAR_DATA'] === undefined)
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    ...env,
    LOTOCAR_DATA: folder,
    LOG_LEVEL,
    DATABASE_URL: '',
    HOST: process.env['HOST'] ?? '127.0.0.1',
  });
  const site = await openSite({ config, log: createLogger(config.logLevel), demo: true, run });
  const open = site.current();
  const { seedDemo } = await import('#src/demo/seed-demo.ts');
  const { keepDemoTimetable } = await import('#src/demo/keep-timetable.ts');
  const { signIns } = await seedDemo(open);
  await keepDemoTimetable(open);
  const port = await listen(site, config);
  const url = process.env['PUBLIC_URL'] ?? `http://localhost:${port}`;
  io.say(`
  Lotocar du Lot est ouvert, avec des personnes inventées.

  Chercher un trajet     ${url}/lot
  Toutes les lignes      ${url}/lot/lignes
  Proposer un trajet     ${url}/lot/conducteurs
  Le bureau de l'équipe  ${url}/lot/equipe
${signIns.map(({ login, password, role }) => `    ${role.padEnd(20)} ${login.padEnd(10)} mot de passe : ${password}`).join('\n')}

${roads.length > 0 ? DEMO_WITH_ROADS : DEMO_WITHOUT_ROADS}
  Rien ne sort de cette machine. Ctrl+C pour fermer${process.env['LOTOCAR_DATA'] === undefined ? " ; tout s'efface" : ''}.
`);
  if (roads.length > 0) await importDemoRoads(roads, open, io);
};

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  start,
  demo,
  territory: ([action, ...args]) =>
    withService(({ service }) =>
      action === 'remove'
        ? removeTerritoryCommand(args, service, io)
        : territoryCommand(action === undefined ? [] : [action, ...args], service, io),
    ),
  member: (args) => withService(({ service }) => memberCommand(args, service, io)),
  import: ([what, ...args]) =>
    withService(({ service }) =>
      what === 'roads'
        ? importRoadsCommand(args, service, io)
        : what === 'gtfs'
          ? importTimetablesCommand(args, service, io)
          : what === 'territory'
            ? importTerritoryCommand(args, service, io)
            : importCommand(what === undefined ? [] : [what, ...args], service, io),
    ),
  export: (args) => withService(({ service }) => exportCommand(args, service, io)),
  roads: (args) => withService(({ service }) => buildRoadsCommand(args, service, io)),
  job: ([name]) =>
    withService(async ({ jobs }) => {
      if (name === undefined) io.say(jobs.names.join('\n'));
      else io.say(await jobs.runNow(name));
    }),
  backup: (args) => withService((open) => backupCommand(args, open, io)),
  doctor: (args) =>
    withService(async ({ service }) => {
      if (await doctorCommand(args, service, io)) process.exitCode = 1;
    }),
  restore: (args) => restoreCommand(args, readConfig(process.env), io, Temporal.Now.instant()),
};

/** Of sysexits.h: starting again mends nothing (see the unit of the Debian package). */
const EX_CONFIG = 78;

// A double click gives no word.
const [name = isWindowsTrial() ? 'start' : '--help', ...args] = process.argv.slice(2);
try {
  const command = commands[name];
  if (name === '--version' || name === '-v') io.say(version);
  else if (name === '--help' || name === '-h' || name === 'help') io.say(HELP);
  else if (!command) throw new SaidToPeople(`Commande inconnue : ${name}. « lotocar --help » les liste.`);
  else if (args.includes('--help')) io.say(HELP);
  else await command(args);
} catch (error) {
  // What a person can mend is one sentence; a bug of ours keeps its stack.
  const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (error instanceof SaidToPeople || isUsage) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // The window that a double click opened closes with the program: what it says is read first.
  if (isWindowsTrial()) await io.ask?.('Appuyez sur Entrée pour fermer. ');
  process.exit(error instanceof CannotOpen ? EX_CONFIG : 1);
}
