import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gammu } from '#src/messages/gammu.ts';
import { noteSkipped } from '#test/note-skipped.ts';

const FOLDERS = ['inbox', 'outbox', 'sent', 'error'] as const;
const ZONE = 'Europe/Paris';
const since = Temporal.Instant.from('2026-11-20T09:00:00Z');

const sms = (id: string, text: string, to = '+33639980001') =>
  ({ id, to, subject: null, text, html: null, purpose: 'test', providerId: id }) as const;

suite('gammu-smsd', () => {
  const spool = mkdtempSync(join(tmpdir(), 'lotocar-gammu-'));
  const phone = join(spool, 'phone');
  for (const folder of FOLDERS) mkdirSync(join(spool, folder));
  const sender = gammu.open({}, { gammuFolder: spool, zone: ZONE });
  after(() => rmSync(spool, { recursive: true, force: true }));
  const files = (folder: (typeof FOLDERS)[number]): readonly string[] => readdirSync(join(spool, folder));

  test('one file for one message, however often it is given, complete under its name', async () => {
    assert.deepEqual(await sender.send(sms('out-a', 'À mardi ✓')), { kind: 'accepted', providerId: 'out-a' });
    await Promise.all([sender.send(sms('out-a', 'autre')), sender.send(sms('out-a', 'autre'))]);
    assert.deepEqual(files('outbox'), ['OUTA_+33639980001_out-a.txtd']);
    const bytes = readFileSync(join(spool, 'outbox', 'OUTA_+33639980001_out-a.txtd'));
    assert.equal(new TextDecoder('utf-16be').decode(bytes), 'À mardi ✓');
    assert.deepEqual(await sender.reportOf?.(sms('out-a', '')), { kind: 'pending' });
    assert.deepEqual(await sender.reportOf?.(sms('out-', '')), { kind: 'not-known' }, 'an id is whole');
    rmSync(join(spool, 'outbox', 'OUTA_+33639980001_out-a.txtd'));
  });

  test('no folder, no number: it says what to do', async () => {
    const nowhere = gammu.open({ dossier: 'absent' }, { gammuFolder: spool, zone: ZONE });
    const result = await nowhere.send(sms('out-b', 'x'));
    assert.equal(result.kind, 'not-sent');
    assert.deepEqual((await nowhere.arrivals?.(since))?.received, []);
    assert.equal((await sender.send(sms('out-c', 'x', '../../etc'))).kind, 'refused');
    const escape = gammu.open({ dossier: '../ailleurs' }, { gammuFolder: spool, zone: ZONE });
    assert.equal((await escape.send(sms('out-d', 'x'))).kind, 'accepted');
    assert.equal(files('outbox').length, 1, 'a path that climbs is left aside');
    rmSync(join(spool, 'outbox', files('outbox')[0] ?? ''));
    assert.notEqual(gammu.fields[0]?.check?.('../x'), undefined);
  });

  test('received in parts, in any order; reports are told from texts', async () => {
    const put = (name: string, text: string): void =>
      writeFileSync(join(spool, 'inbox', name), Buffer.from(`\uFEFF${text}`, 'utf16le').swap16());
    put('IN20261124_100000_00_0639980001_01.txt', '21 merci à vous');
    put('IN20261124_100000_00_0639980001_00.txt', 'OUI 47');
    put('IN20261124_100500_00_+33639980002_00.txt', 'Delivered');
    put('IN20261124_100501_00_+33639980003_00.txt', 'Pending');
    // Both of one second: the daemon counts them.
    put('IN20261124_100500_01_+33639980002_00.txt', 'Failed');
    put('autre.txt', 'x');
    const arrivals = await sender.arrivals?.(since);
    assert.deepEqual(
      arrivals?.received.map(({ from, text }) => [from, text]),
      [['+33639980001', 'OUI 4721 merci à vous']],
    );
    const takenAt = '2026-11-24T09:05:00.000Z';
    assert.deepEqual(
      arrivals.reports.map(({ to, takenAt: when, report }) => [to, when, report.kind]),
      [
        ['+33639980002', takenAt, 'delivered'],
        ['+33639980002', takenAt, 'failed'],
      ],
      'the hour of the network, in the zone of the territory',
    );
    await arrivals.forget();
    assert.deepEqual(files('inbox'), ['autre.txt']);
  });

  if (spawnSync('gammu-smsd', ['--version']).error) {
    noteSkipped('le vrai gammu-smsd (il n’est pas installé : tools/start-gammu.sh install)');
    return;
  }

  test('the real daemon and its dummy phone: sent, and received', async () => {
    for (const number of [1, 2, 3, 4, 5]) mkdirSync(join(phone, 'sms', String(number)), { recursive: true });
    const config = join(spool, 'smsdrc');
    writeFileSync(
      config,
      `[gammu]
model = dummy
connection = none
port = ${phone}
gammuloc = /dev/null

[smsd]
service = files
logfile = ${join(spool, 'log')}
debuglevel = 1
runonfailure = /bin/true
commtimeout = 1
sendtimeout = 5
receivefrequency = 1
statusfrequency = 0
checksecurity = 0
checksignal = 0
checkbattery = 0
deliveryreport = sms
inboxformat = unicode
${FOLDERS.map((folder) => `${folder === 'inbox' || folder === 'outbox' ? folder : `${folder}sms`}path = ${join(spool, folder)}/`).join('\n')}
`,
    );
    const daemon = spawn('gammu-smsd', ['-c', config], { stdio: 'ignore' });
    try {
      const until = async (done: () => Promise<boolean>): Promise<void> => {
        for (let tries = 0; tries < 200; tries += 1) {
          if (await done()) return;
          await sleep(100);
        }
        throw new Error(`the daemon did not do it: ${readFileSync(join(spool, 'log'), 'utf8')}`);
      };
      const long = `Bonjour à ${'tous '.repeat(60)}`;
      await sender.send(sms('out-long', long));
      await sender.send(sms('out-short', 'C’est convenu ✓'));
      for (const id of ['out-long', 'out-short'])
        await until(async () => (await sender.reportOf?.(sms(id, '')))?.kind === 'sent');
      assert.deepEqual(files('outbox'), []);

      // What a person answers stands in the inbox of the dummy phone.
      const inbox = join(phone, 'sms', '1');
      const line = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
      writeFileSync(
        join(inbox, '1'),
        `[SMSBackup000]
SMSC = "+33609001390"
Sent = 20261124T100000
State = UnRead
Number = "+33639980001"
Name = ""
Coding = Unicode_No_Compression
Folder = 1
Length = 8
Class = -1
ReplySMSC = False
RejectDuplicates = False
Text00 = ${line('OUI 4721')}
`,
      );
      await until(async () => ((await sender.arrivals?.(since))?.received.length ?? 0) > 0);
      const arrivals = await sender.arrivals?.(since);
      assert.deepEqual(
        arrivals?.received.map(({ from, text }) => [from, text]),
        [['+33639980001', 'OUI 4721']],
      );
      await arrivals.forget();
    } finally {
      daemon.kill('SIGTERM');
      await new Promise((resolve) => daemon.once('exit', resolve));
    }
  });
});
