import { SaidToPeople } from '#src/said-to-people.ts';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { describeImport } from '#src/cli/describe-import.ts';
import { parsePhone } from '#src/people/phone.ts';
import type { Service } from '#src/service.ts';
import type { InstanceStores } from '#src/storage-ports.ts';
import { deduceDepartment } from '#src/spreadsheets/deduce-department.ts';
import { createImportSheet } from '#src/spreadsheets/import-sheet.ts';
import { openSheetFile, type OpenSheet } from '#src/spreadsheets/open-sheet.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { checkSlug } from '#src/territory/slug.ts';
import type { Territory } from '#src/territory/territory.ts';

const USAGE =
  'Écrivez : lotocar import FICHIER --territory SLUG [--sheet FEUILLE] [--dry-run] [--create [--departement 46] [--name NOM] [--phone NUMERO]]';

/** Of the range reserved for fiction: it rings nowhere, until the team writes its own in the settings. */
const WAITING_PHONE = '+33536490000';

interface Options {
  readonly territory?: string | undefined;
  readonly sheet?: string | undefined;
  readonly departement?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly create: boolean;
  readonly 'dry-run': boolean;
}

/**
 * `lotocar import FILE --territory SLUG [--sheet NAME] [--create] [--dry-run]`: finds out which of the sheets it is, takes
 * it, and says line by line what could not be taken and why.
 */
export const importCommand = async (args: readonly string[], service: Service, io: CommandIo): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      territory: { type: 'string' },
      create: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      sheet: { type: 'string' },
      departement: { type: 'string' },
      name: { type: 'string' },
      phone: { type: 'string' },
    },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1 || values.territory === undefined) throw new SaidToPeople(USAGE);
  const sheet = await openSheetFile(await fileAt(path), values.sheet);
  if (sheet.kind === 'refused') throw new SaidToPeople(`${path} : ${sheet.reason}`);
  const target = await findTarget(values.territory, values, sheet.value, service);
  const report = await createImportSheet({
    atomically: (territoryId, work) => service.storage.atomically(territoryId, work),
    placeSearch: service.placeSearch,
    communes: service.communes,
    clock: service.clock,
    newId: service.newId,
  })({
    sheet: sheet.value,
    territoryId: target.territoryId,
    territory: target.territory,
    dryRun: values['dry-run'],
  });
  if (target.opening !== null) io.say(target.opening);
  io.say(describeImport(report, { slug: values.territory, dryRun: values['dry-run'] }));
};

const fileAt = async (path: string): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch {
    throw new SaidToPeople(`Le fichier ${path} ne se lit pas. Vérifiez son nom et son dossier.`);
  }
};

interface Target {
  readonly territoryId: string;
  readonly territory: (instance: InstanceStores) => Promise<Territory>;
  /** What is said of the territory that is opened on the way. */
  readonly opening: string | null;
}

const findTarget = async (slug: string, options: Options, sheet: OpenSheet, service: Service): Promise<Target> => {
  const existing = await service.storage.instance.territories.findBySlug(slug);
  if (existing) return { territoryId: existing.id, territory: async () => existing, opening: null };
  if (!options.create) {
    throw new SaidToPeople(
      `Aucun territoire n'a l'adresse « ${slug} ». Ajoutez --create pour l'ouvrir, ou corrigez l'adresse.`,
    );
  }
  if (checkSlug(slug) !== 'ok') {
    throw new SaidToPeople(
      `L'adresse « ${slug} » ne convient pas : des lettres minuscules sans accent, des chiffres et des tirets, et pas un mot réservé par le site.`,
    );
  }
  const department =
    options.departement?.toUpperCase() ?? deduceDepartment(sheet.columns, service.placeSearch, service.communes);
  const communes = department === undefined ? [] : service.communes.communesOfDepartment(department);
  if (communes.length === 0) {
    throw new SaidToPeople("Le département de cette feuille n'est pas sûr. Dites lequel : --departement 46");
  }
  const phone = options.phone === undefined ? WAITING_PHONE : parsePhone(options.phone)?.number;
  if (phone === undefined) throw new SaidToPeople(`Ce numéro n'est pas complet : « ${options.phone} ».`);
  const territoryId = service.newId();
  const name = options.name ?? `Lotocar (${communes[0]?.departmentName ?? slug})`;
  const opened = options['dry-run'] ? 'serait ouvert' : 'est ouvert';
  const waiting =
    options.phone === undefined
      ? '\nSon téléphone est un numéro d’attente qui ne sonne nulle part : mettez le vôtre dans les réglages avant d’inviter qui que ce soit.'
      : '';
  return {
    territoryId,
    opening: `${name} ${opened} à l’adresse /${slug} : les ${communes.length} communes du département ${department}.${waiting}\n`,
    territory: async (instance) => {
      const { territories } = instance;
      const kept = options['dry-run'] ? { ...territories, add: async () => undefined } : territories;
      const created = await createTerritory({
        atomicallyOnInstance: (work) => work({ territories: kept }),
        findCommune: (code) => service.communes.find(code),
        clock: service.clock,
        newId: () => territoryId,
      })({
        slug,
        name,
        phone,
        phoneHours: 'du lundi au vendredi',
        controller: 'à compléter dans les réglages',
        communeCodes: communes.map(({ code }) => code),
      });
      if (created.kind === 'refused')
        throw new SaidToPeople(`Le territoire ne peut pas être ouvert (${created.reason}).`);
      return created.territory;
    },
  };
};
