import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { backupName } from '#src/backups/backup-name.ts';
import { judgeAddress } from '#src/doctor/check-address.ts';
import { judgeBackups } from '#src/doctor/check-backups.ts';
import { checkClock, judgeClock } from '#src/doctor/check-clock.ts';
import { judgeDatabase } from '#src/doctor/check-database.ts';
import { type FolderFacts, judgeDisk } from '#src/doctor/check-disk.ts';
import { judgeJobs } from '#src/doctor/check-jobs.ts';
import { checkDomain, judgeServer, type ResolveTxt } from '#src/doctor/check-mail.ts';
import { judgeMemory } from '#src/doctor/check-memory.ts';
import { judgeProgram } from '#src/doctor/check-program.ts';
import { judgeRoads } from '#src/doctor/check-roads.ts';
import { judgeSms } from '#src/doctor/check-sms.ts';
import { judgeLiveTimetables, judgeTimetables } from '#src/doctor/check-timetables.ts';
import { createExamine, type DoctorTools } from '#src/doctor/doctor.ts';
import type { Said } from '#src/doctor/finding.ts';
import type { Job } from '#src/jobs/job.ts';

const NOW = Temporal.Instant.from('2026-11-26T09:00:00Z');

/** "look" and the words that must be in it. */
const is = (said: Said, verdict: Said['verdict'], words: RegExp): void => {
  assert.equal(said.verdict, verdict, said.sentence);
  assert.match(said.sentence, words);
};

suite('the doctor says how each part is, and what to do', () => {
  test('the disk', () => {
    const sane: FolderFacts = {
      folder: '/srv/donnees',
      freeBytes: 40e9,
      usedBytes: 12e6,
      isWritable: true,
      isOpen: false,
      vanishing: null,
    };
    is(judgeDisk(sane), 'good', /12 Mo dans \/srv\/donnees, 40 Go libres/u);
    is(judgeDisk({ ...sane, freeBytes: 100e6 }), 'mend', /Faites de la place/u);
    is(judgeDisk({ ...sane, freeBytes: 1e9 }), 'look', /Prévoyez/u);
    is(judgeDisk({ ...sane, isWritable: false }), 'mend', /chown/u);
    is(judgeDisk({ ...sane, isOpen: true }), 'look', /chmod 700 \/srv\/donnees/u);
    is(judgeDisk({ ...sane, vanishing: { kind: 'memory' } }), 'mend', /DATABASE_URL/u);
  });

  test('the clock, by the hour of an answer; a year of before is wrong without asking anyone', async () => {
    is(judgeClock(Temporal.Instant.from('1970-01-02T00:00:00Z'), null), 'mend', /2 janvier 1970/u);
    is(judgeClock(NOW, null), 'unchecked', /pas de réseau/u);
    is(judgeClock(NOW, NOW.add({ seconds: 30 })), 'good', /à l’heure/u);
    is(judgeClock(NOW, NOW.subtract({ minutes: 4 })), 'look', /240 secondes/u);
    is(judgeClock(NOW, NOW.add({ hours: 1 })), 'mend', /60 minutes/u);
    const asked: string[] = [];
    const said = await checkClock(NOW, 'https://lotocar.exemple.fr', async (url) => {
      asked.push(url);
      if (asked.length === 1) throw new Error('refused');
      return 'Thu, 26 Nov 2026 09:00:10 GMT';
    });
    is(said, 'good', /à l’heure/u);
    assert.equal(asked[0], 'https://lotocar.exemple.fr/health');
    is(await checkClock(NOW, 'http://localhost:3000', async () => null), 'unchecked', /pas de réseau/u);
  });

  test('the database', () => {
    const sane = { engine: 'SQLite 3.50', isSound: true, bytes: 5e6, waitingBytes: 4e6, lastMigration: '016-setup' };
    is(judgeDatabase(sane), 'good', /SQLite 3\.50, 5 Mo, étape 016-setup/u);
    is(judgeDatabase({ ...sane, isSound: false }), 'mend', /Remettez la dernière sauvegarde/u);
    is(judgeDatabase({ ...sane, waitingBytes: 900e6 }), 'look', /rouvrez le service/u);
    is(judgeDatabase({ ...sane, isSound: null }), 'unchecked', /lotocar doctor/u);
    is(judgeDatabase({ ...sane, isSound: null, bytes: null, waitingBytes: null }), 'good', /étape/u);
  });

  test('memory, roads, address, program', () => {
    is(judgeMemory({ totalBytes: 4e9, availableBytes: 2e9 }), 'good', /2 Go libres sur 4 Go/u);
    is(judgeMemory({ totalBytes: 4e9, availableBytes: 50e6 }), 'mend', /Fermez/u);
    is(judgeMemory({ totalBytes: 512e6, availableBytes: 200e6 }), 'look', /1 Go/u);
    is(judgeRoads({ territories: 2, withRoads: 2, broken: 0 }), 'good', /vraies routes/u);
    is(judgeRoads({ territories: 2, withRoads: 0, broken: 0 }), 'look', /estimations/u);
    is(judgeRoads({ territories: 2, withRoads: 2, broken: 1 }), 'look', /ne se lit plus/u);
    is(judgeAddress('https://lotocar.exemple.fr'), 'good', /exemple/u);
    is(judgeAddress('http://lotocar.exemple.fr'), 'look', /https/u);
    is(judgeAddress('http://localhost:3000'), 'look', /PUBLIC_URL/u);
    const program = { version: '0.1.0', node: '26.1.0', isExecutable: true, newer: null };
    is(judgeProgram(program), 'good', /en un seul fichier/u);
    is(judgeProgram({ ...program, newer: '0.2.0' }), 'look', /La version 0\.2\.0 existe/u);
    is(judgeProgram({ ...program, node: '20.1.0' }), 'look', /Node 26/u);
  });

  test('timetables, and what networks say', () => {
    const sane = {
      name: 'Cars du Lot',
      territory: null as string | null,
      isEmpty: false,
      isBroken: false,
      lastDate: '2027-01-31',
      checkedAt: '2026-11-26T03:00:00.000Z',
    };
    const judge = (...feeds: readonly Partial<typeof sane>[]) =>
      judgeTimetables(
        feeds.map((feed) => ({ ...sane, ...feed })),
        NOW,
        '2026-11-26',
      );
    is(judge(), 'good', /aucun réseau/u);
    is(judge({}), 'good', /1 réseau lisible, jusqu’au 31 janvier 2027 au moins, regardés depuis moins d’un jour/u);
    is(judge({}, { isBroken: true }), 'look', /« Cars du Lot » ne se lit plus.*Horaires des cars/u);
    is(judge({ isBroken: true, territory: 'Lotocar du Lot' }), 'look', /« Cars du Lot » \(Lotocar du Lot\) ne se lit/u);
    is(judge({ isEmpty: true }), 'look', /n’a pas encore pu être lu/u);
    is(judge({ lastDate: '2026-11-20' }), 'look', /fini depuis le 20 novembre 2026/u);
    is(judge({ lastDate: '2026-12-03' }), 'look', /finit le 3 décembre 2026 : demandez la suite/u);
    is(judge({ checkedAt: '2026-11-18T03:00:00.000Z' }), 'look', /pas pu être regardé depuis 8 jours/u);
    const lu = { isGood: true, sentence: 'Lu à l’instant : rien à signaler.' };
    is(judgeLiveTimetables([lu]), 'good', /Lu à l’instant/u);
    is(judgeLiveTimetables([lu, { isGood: false, sentence: 'Le site ne répond pas.' }]), 'look', /ne répond pas/u);
  });

  test('backups', () => {
    const madeAt = NOW.subtract({ hours: 7 });
    const newest = { name: backupName(madeAt, true), madeAt, bytes: 1, encrypted: true };
    const rehearsal = { at: '2026-11-22T02:00:00.000Z', backup: 'x', outcome: 'whole', people: 1, trips: 1 } as const;
    const sane = { newest, rehearsal, hasPhrase: true, now: NOW };
    is(judgeBackups(sane), 'good', /il y a 7 h, chiffrée, et la restauration a été essayée/u);
    is(judgeBackups({ ...sane, newest: undefined }), 'look', /aucune encore/u);
    is(judgeBackups({ ...sane, hasPhrase: false }), 'look', /phrase secrète/u);
    is(judgeBackups({ ...sane, now: NOW.add({ hours: 96 }) }), 'mend', /il y a 4 jours.*lotocar backup/u);
    is(judgeBackups({ ...sane, rehearsal: { ...rehearsal, outcome: 'damaged' } }), 'mend', /a échoué/u);
    is(
      judgeBackups({ ...sane, rehearsal: { ...rehearsal, at: '2026-10-22T02:00:00.000Z' } }),
      'look',
      /deux semaines/u,
    );
  });

  test('jobs', () => {
    const known = [{ name: 'backup', every: 60 }];
    const job: Job = {
      name: 'backup',
      territoryId: '',
      dueAt: '2026-11-26T09:30:00.000Z',
      lease: null,
      lastRunAt: '2026-11-26T08:40:00.000Z',
      lastError: null,
      attempts: 0,
    };
    is(judgeJobs(known, [job], NOW), 'good', /1 travaux à jour, le dernier il y a 20 min/u);
    is(judgeJobs(known, [], NOW), 'look', /aucun n’a encore tourné/u);
    is(judgeJobs(known, [{ ...job, lastError: 'TypeError' }], NOW), 'look', /en échec : backup/u);
    is(judgeJobs(known, [{ ...job, lastRunAt: '2026-11-25T08:40:00.000Z' }], NOW), 'look', /en retard : backup/u);
  });

  test('messages', () => {
    is(judgeServer({ kind: 'accepted', providerId: null }), 'good', /répond/u);
    is(judgeServer({ kind: 'not-sent', problem: 'Le serveur refuse le mot de passe.' }), 'mend', /refuse/u);
    const sms = { answers: true, sent: 12, failed: 1, uncertain: 0, isLastFailed: false };
    is(judgeSms(sms), 'good', /12 envoyés, 1 non envoyés/u);
    is(judgeSms({ ...sms, answers: false }), 'mend', /ne répond pas/u);
    is(judgeSms({ ...sms, answers: null, isLastFailed: true }), 'look', /page « Messages »/u);
  });

  test('the domain of the sender: what to ask of whoever holds it, ready to be passed on', async () => {
    const records: Record<string, string> = {};
    const resolveTxt: ResolveTxt = async (name) => (name in records ? [[records[name] ?? '']] : []);
    const check = (server = 'ssl0.ovh.net') => checkDomain('covoiturage@Mairie-Exemple.fr', server, resolveTxt);
    is(
      await check(),
      'mend',
      /SPF, un enregistrement TXT sur mairie-exemple\.fr : « v=spf1 mx include:mx\.ovh\.com ~all »/u,
    );
    is(await check('mail.exemple.fr'), 'mend', /« v=spf1 mx a:mail\.exemple\.fr ~all »/u);
    records['mairie-exemple.fr'] = 'v=spf1 include:mx.ovh.com ~all';
    records['default._domainkey.mairie-exemple.fr'] = 'v=DKIM1; k=rsa; p=MIIB';
    const missing = await check();
    is(missing, 'look', /DMARC, un enregistrement TXT sur _dmarc\.mairie-exemple\.fr : « v=DMARC1; p=none/u);
    assert.doesNotMatch(missing.sentence, /SPF|DKIM,|covoiturage@/u);
    records['_dmarc.mairie-exemple.fr'] = 'v=DMARC1; p=quarantine';
    is(await check(), 'good', /SPF, DKIM, DMARC/u);
    const silent: ResolveTxt = async () => {
      throw Object.assign(new Error('queryTxt ETIMEOUT'), { code: 'ETIMEOUT' });
    };
    is(await checkDomain('a@exemple.fr', 'x', silent), 'unchecked', /pas de réseau/u);
    is(await checkDomain('a@exemple.fr', 'x', null), 'unchecked', /pas de réseau/u);
  });

  test('what takes too long, or breaks, is said; the others are still looked at', async () => {
    const examine = createExamine({
      config: { dataFolder: '/nowhere', publicUrl: 'https://lotocar.exemple.fr', databaseUrl: null },
      clock: () => NOW,
      storage: {
        in: () => {
          throw new Error('no territory');
        },
        instance: { territories: { list: async () => [] }, roads: { list: async () => [] } },
      } as unknown as DoctorTools['storage'],
      backups: null,
      messages: { reachMail: async () => ({ kind: 'accepted', providerId: null }), reachSms: async () => null },
      examineDatabase: async () => {
        throw new Error('Lucette Marty');
      },
      isRoadFileThere: async () => true,
      openTimetables: async () => undefined,
      reachMotis: null,
      timetables: { isBroken: () => false },
      liveTimetables: { refresh: async () => undefined, stateOf: () => [] },
      regularJobs: [],
      listJobs: async () => [],
      newerVersion: async () => null,
      resolveTxt: async () => [],
      hourOf: () => new Promise(() => undefined),
      patience: 30,
    });
    const found = Object.fromEntries(
      (await examine({ network: true, quick: false, territoryId: null })).map(({ about, ...said }) => [about, said]),
    );
    assert.deepEqual(found['horloge'], { verdict: 'unchecked', sentence: 'pas vérifié : pas de réponse à temps.' });
    assert.equal(found['base de données']?.verdict, 'mend');
    assert.doesNotMatch(JSON.stringify(found), /Lucette/u);
    assert.equal(found['adresse']?.verdict, 'good');
    assert.match(found['sauvegardes']?.sentence ?? '', /PostgreSQL/u);
  });
});
