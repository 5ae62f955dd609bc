import { link, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePhone } from '#src/people/phone.ts';
import type { ReceivedSms } from '#src/outbox/incoming-sms.ts';
import type { DatedReport, SmsReport } from '#src/outbox/sender.ts';
import type { SmsAdapter } from '#src/outbox/sms-adapter.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What the daemon writes in place of a text when a report of delivery comes (libgammu, gsmsms.c). */
const REPORTS: Readonly<Record<string, SmsReport>> = {
  Delivered: { kind: 'delivered' },
  Failed: {
    kind: 'failed',
    problem: 'Le réseau dit que ce SMS n’est pas arrivé. Vérifiez le numéro avec la personne.',
  },
};

/** INyyyymmdd_hhmmss_serial_sender_part.txt */
const RECEIVED = /^IN(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_(\d+)_(.*)_(\d\d)\.txt$/u;

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const utf16BigEndian = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

const readText = async (path: string): Promise<string> => {
  const bytes = await readFile(path);
  const unicode = bytes[0] === 0xfe && bytes[1] === 0xff;
  return (unicode ? new TextDecoder('utf-16be').decode(bytes) : bytes.toString('utf8')).replace(/^\uFEFF/u, '');
};

interface Part {
  readonly name: string;
  readonly key: string;
  readonly sender: string;
  readonly takenAt: IsoInstant;
  readonly text: string;
}

/** One SMS may come in parts, each a file: they differ by their last number only. */
const readParts = async (inbox: string, zone: string): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const name of (await namesIn(inbox)).toSorted()) {
    const found = RECEIVED.exec(name);
    if (!found) continue;
    const [, year, month, day, hour, minute, second, , sender = ''] = found;
    parts.push({
      name,
      key: name.slice(0, name.lastIndexOf('_')),
      sender,
      // The network's own clock, as it wrote it on the SMS: when it took it, for a report as well.
      takenAt: formatInstant(
        Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`)
          .toZonedDateTime(zone)
          .toInstant(),
      ),
      text: await readText(join(inbox, name)),
    });
  }
  return parts;
};

/**
 * Debian's gammu-smsd, with the folders it is installed with (service = files): a key or a modem with a SIM card on the machine
 * of the service. A file in `outbox` is sent, then moved to `sent` or `error`; what arrives stands in `inbox`. Our id is in
 * the name of the file: nothing leaves twice, and what became of it can be read.
 */
export const gammu: SmsAdapter = {
  id: 'gammu',
  label: 'Une clé ou un modem sur la machine du service (gammu)',
  hint: 'Pour qui tient la machine : le programme gammu-smsd de Debian, tel qu’il s’installe, avec « deliveryreport = sms », « inboxformat = unicode » et « transmitformat = auto ».',
  fields: [
    {
      name: 'dossier',
      label: 'Nom du modem',
      optional: true,
      hint: 'Seulement s’il y en a plusieurs : le nom de son dossier, donné par qui tient la machine.',
      check: (value) =>
        /^[a-z0-9][a-z0-9-]{0,30}$/u.test(value)
          ? undefined
          : 'Écrivez un nom simple : lettres minuscules, chiffres, tirets.',
    },
  ],
  open({ dossier = '' }, { gammuFolder, zone }) {
    const spool = /^[a-z0-9][a-z0-9-]{0,30}$/u.test(dossier) ? join(gammuFolder, dossier) : gammuFolder;
    const of = (folder: string): string => join(spool, folder);
    const nameOf = (id: string, to: string): string => `OUTA_${to}_${id}.txtd`;
    const isOf = (id: string) => (name: string) => name.includes(`_${id}.`);
    return {
      async send({ id, to, text }) {
        if (!/^\+?\d{4,15}$/u.test(to)) return { kind: 'refused', problem: 'Ce numéro ne se compose pas.' };
        try {
          if (!(await stat(of('outbox'))).isDirectory()) throw new Error('no folder');
          for (const folder of ['outbox', 'sent', 'error'])
            if ((await namesIn(of(folder))).some(isOf(id))) return { kind: 'accepted', providerId: id };
          // Written aside, then linked under its name: the daemon never reads half a text, and two workers make one file.
          const aside = await mkdtemp(join(of('outbox'), '.lotocar-'));
          try {
            await writeFile(join(aside, 'text'), utf16BigEndian(text), { mode: 0o664 });
            await link(join(aside, 'text'), join(of('outbox'), nameOf(id, to)));
          } finally {
            await rm(aside, { recursive: true, force: true });
          }
          return { kind: 'accepted', providerId: id };
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { kind: 'accepted', providerId: id };
          return {
            kind: 'not-sent',
            problem: `Le dossier d’envoi de gammu n’est pas accessible (${of('outbox')}). Qui tient la machine peut l’ouvrir au service.`,
          };
        }
      },
      async reportOf({ id }) {
        if ((await namesIn(of('outbox'))).some(isOf(id))) return { kind: 'pending' };
        if ((await namesIn(of('sent'))).some(isOf(id))) return { kind: 'sent' };
        if ((await namesIn(of('error'))).some(isOf(id)))
          return { kind: 'failed', problem: 'La clé n’a pas pu envoyer ce SMS : réseau, crédit ou numéro.' };
        return { kind: 'not-known' };
      },
      async arrivals() {
        const parts = await readParts(of('inbox'), zone);
        const received: ReceivedSms[] = [];
        const reports: DatedReport[] = [];
        for (const [key, group] of Map.groupBy(parts, (part) => part.key)) {
          const [first] = group;
          if (!first) continue;
          const from = parsePhone(first.sender)?.number ?? first.sender;
          const text = group.map((part) => part.text).join('');
          const report = REPORTS[text];
          if (report) reports.push({ to: from, takenAt: first.takenAt, report });
          else if (text !== 'Pending')
            received.push({ providerId: `gammu ${key}`, from, text, receivedAt: first.takenAt });
        }
        return {
          received,
          reports,
          async forget() {
            for (const { name } of parts) await rm(join(of('inbox'), name), { force: true });
          },
        };
      },
    };
  },
};
