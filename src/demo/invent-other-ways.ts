import type { DemoContext } from '#src/demo/demo-context.ts';
import { stopAt } from '#src/demo/geography.ts';
import { MARKETS } from '#src/demo/lot.ts';
import type { Stop } from '#src/places/place.ts';
import type { OpenInterval, OpeningHours } from '#src/territory/opening-hours.ts';
import type { Notice } from '#src/transit/on-demand/on-demand-service.ts';
import { type OtherWay, workingDays } from '#src/transit/on-demand/other-way.ts';

const hours = (from: number, until: number): OpenInterval => ({ from: from * 60, until: until * 60 });

const onDays = (weekdays: readonly number[], ...day: readonly OpenInterval[]): OpeningHours =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekdays.includes(weekday) ? day : []));

const WEEK = [1, 2, 3, 4, 5];
const HOLIDAYS = ['46'];
const DAY_BEFORE: Notice = { kind: 'days-before', days: 1, until: 17 * 60, counted: workingDays(HOLIDAYS) };

/** The other ways to go of the invented Lot: places are real, services are not. */
export const inventOtherWays = ({ geography, places, newId }: DemoContext): readonly OtherWay[] => {
  const towns = (...names: readonly string[]): readonly string[] => names.map((name) => geography.town(name).code);
  const town = (name: string): Stop => stopAt(geography.town(name));
  const place = (name: string): Stop => {
    const found = places.find(({ names }) => names[0] === name);
    if (!found) throw new Error(`the demo has no place ${name}`);
    const { communeCode, point } = found;
    return { label: name, communeName: name.replace(/.*\b(?:de |, )/u, ''), communeCode, point, source: 'local' };
  };
  const way = (use: number, changes: Partial<OtherWay> & Pick<OtherWay, 'name' | 'communeCodes'>): OtherWay => ({
    id: newId(),
    kind: 'on-demand',
    reach: 'within',
    places: [],
    hours: onDays(WEEK, hours(8, 12), hours(14, 18)),
    closedOnHolidaysOf: HOLIDAYS,
    booking: { notice: DAY_BEFORE, phone: `+335364900${String(use).padStart(2, '0')}`, url: null, message: '' },
    price: '',
    who: '',
    words: '',
    url: null,
    motives: [],
    unfit: [],
    stopped: false,
    ...changes,
  });
  const everywhere = geography.towns.map(({ code }) => code);
  return [
    way(41, {
      name: 'Transport à la demande du Causse',
      communeCodes: towns('Gramat', 'Rocamadour', 'Thégra', 'Lavergne', 'Le Bastit', 'Carlucet', 'Bio', 'Miers'),
      price: '2 € le trajet, 1 € avec la carte de l’intercommunalité',
      words: 'On vous prend devant votre porte, si une voiture peut y faire demi-tour.',
    }),
    way(42, {
      name: 'Transport à la demande du pays de Figeac',
      communeCodes: towns('Assier', 'Lacapelle-Marival', 'Gorses', 'Capdenac', 'Cajarc', 'Bagnac-sur-Célé'),
      reach: 'places',
      places: [place('Hôpital de Figeac'), place('Gare de Figeac'), place('Place Carnot, Figeac')],
      hours: onDays([2, 4, 6], hours(8, 12.5)),
      price: '2,50 € l’aller, 4 € l’aller-retour',
    }),
    way(43, {
      kind: 'minibus',
      name: 'Minibus du marché de Cahors',
      communeCodes: towns('Arcambal', 'Pradines', 'Mercuès', 'Espère', 'Crayssac', 'Catus', 'Lalbenque'),
      reach: 'places',
      places: [place('Place Chapou, Cahors')],
      hours: onDays(MARKETS['Cahors'] ?? [], hours(8.5, 12.5)),
      price: 'gratuit',
      who: 'dès 60 ans',
      motives: ['shopping', 'leisure'],
      unfit: ['wheelchair'],
    }),
    way(44, {
      kind: 'taxi',
      name: 'Taxi conventionné, avec un bon de transport',
      communeCodes: everywhere,
      reach: 'anywhere',
      hours: null,
      closedOnHolidaysOf: [],
      booking: {
        ...way(44, { name: '', communeCodes: [] }).booking,
        notice: { kind: 'days-before', days: 2, until: 18 * 60, counted: null },
      },
      price: 'pris en charge par l’Assurance maladie',
      who: 'avec une prescription du médecin, faite avant le trajet',
      words: 'Demandez le bon de transport au médecin : la CPAM dit ce qui reste à payer.',
      url: 'https://www.ameli.fr/assure/remboursements/rembourse/frais-transport',
      motives: ['health'],
    }),
    way(45, {
      kind: 'shop',
      name: 'Épicerie ambulante du Ségala',
      communeCodes: towns('Gorses', 'Assier', 'Lacapelle-Marival', 'Thégra'),
      reach: 'from',
      hours: onDays([3, 5], hours(9, 12)),
      booking: { notice: { kind: 'none' }, phone: '+33536490045', url: null, message: '' },
      words: 'Elle s’arrête devant la mairie, et livre sur demande.',
      motives: ['shopping'],
    }),
    way(46, {
      kind: 'hitch-hiking',
      name: `Arrêt de stop, direction ${town('Cahors').label}`,
      communeCodes: towns('Pradines', 'Mercuès', 'Espère', 'Arcambal'),
      reach: 'places',
      places: [town('Cahors')],
      hours: null,
      closedOnHolidaysOf: [],
      booking: { notice: { kind: 'none' }, phone: null, url: null, message: '' },
      price: 'gratuit',
      words: 'Un panneau, un banc, une ardoise pour écrire où l’on va. À la sortie du bourg.',
      unfit: ['wheelchair'],
    }),
  ];
};
