import { counted } from '#src/counted.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { parsePhone } from '#src/people/phone.ts';
import type { Service } from '#src/service.ts';
import { createTerritory, type TerritoryRefusal } from '#src/territory/create-territory.ts';

const REFUSALS: Readonly<Record<TerritoryRefusal, string>> = {
  'slug-malformed':
    'L’adresse du territoire s’écrit en lettres minuscules sans accent, chiffres et tirets : « lot », « haut-quercy ».',
  'slug-reserved': 'Ce mot est réservé par le site : choisissez une autre adresse.',
  'slug-taken': 'Un territoire a déjà cette adresse.',
  'name-missing': 'Il manque le nom : --name "Lotocar du Lot".',
  'phone-malformed': 'Ce numéro n’est pas complet : --phone "05 36 49 00 00".',
  'zone-unknown': 'Ce fuseau horaire n’existe pas.',
  'accent-unreadable': 'Cette couleur n’est pas lisible.',
  'commune-unknown': 'Une de ces communes n’existe pas.',
  'no-commune-with-point': 'Dites quelles communes : --departement 46, ou --communes 46042,46128.',
};

/** `lotocar territory add SLUG ...`: opens a territory; its settings page changes all of it but the address. */
export const territoryCommand = async (args: readonly string[], service: Service, io: CommandIo): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string', default: '' },
      departement: { type: 'string' },
      communes: { type: 'string' },
      phone: { type: 'string', default: '' },
      hours: { type: 'string', default: 'du lundi au vendredi' },
      controller: { type: 'string', default: 'à compléter dans les réglages' },
    },
  });
  const [action, slug] = positionals;
  if (action !== 'add' || slug === undefined) {
    throw new SaidToPeople('Écrivez : lotocar territory add SLUG --name NOM --departement 46 --phone "05 36 49 00 00"');
  }
  const phone = parsePhone(values.phone);
  if (!phone) throw new SaidToPeople(REFUSALS['phone-malformed']);
  const communeCodes = [
    ...(values.departement === undefined
      ? []
      : service.communes.communesOfDepartment(values.departement.toUpperCase()).map(({ code }) => code)),
    ...(values.communes === undefined ? [] : values.communes.split(',').map((code) => code.trim())),
  ];
  const created = await createTerritory({
    atomicallyOnInstance: (work) => service.storage.atomicallyOnInstance(work),
    findCommune: (code) => service.communes.find(code),
    clock: service.clock,
    newId: service.newId,
  })({
    slug,
    name: values.name,
    phone: phone.number,
    phoneHours: values.hours,
    controller: values.controller,
    communeCodes,
  });
  if (created.kind === 'refused') throw new SaidToPeople(REFUSALS[created.reason]);
  const { territory } = created;
  io.say(
    `${territory.name} est ouvert à l’adresse /${territory.slug} : ${counted(territory.communeCodes.length, 'commune')}.\n` +
      `Ensuite : lotocar member add LOGIN --name NOM --territory ${territory.slug}`,
  );
};
