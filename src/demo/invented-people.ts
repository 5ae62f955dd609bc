import type { Random } from '#src/demo/random.ts';
import type { Phone } from '#src/people/person.ts';

/** First names by age: those who ask for a ride are older than those who give it. */
// prettier-ignore
const OLD_NAMES = [
  'Odette', 'Yvonne', 'Simone', 'Lucette', 'Ginette', 'Paulette', 'Raymonde', 'Huguette', 'Andrée', 'Denise', 'Josette',
  'Marcel', 'Roger', 'René', 'Robert', 'André', 'Maurice', 'Lucien', 'Georges', 'Fernand', 'Gisèle', 'Colette', 'Jeannine',
  'Monique', 'Guy', 'Henri', 'Émile', 'Solange', 'Mauricette', 'Léonce',
] as const;
// prettier-ignore
const RETIRED_NAMES = [
  'Michel', 'Jean-Pierre', 'Bernard', 'Christian', 'Daniel', 'Alain', 'Gérard', 'Patrick', 'Jacques', 'Claude', 'Martine',
  'Françoise', 'Christiane', 'Chantal', 'Annie', 'Danielle', 'Évelyne', 'Nicole', 'Brigitte', 'Marie-Claude', 'Bernadette',
  'Élisabeth', 'Joëlle', 'Régine', 'Serge', 'Yves', 'Francis', 'Rachid', 'Maria', 'Antonio',
] as const;
// prettier-ignore
const WORKING_NAMES = [
  'Nathalie', 'Isabelle', 'Sandrine', 'Stéphanie', 'Céline', 'Aurélie', 'Émilie', 'Julie', 'Laetitia', 'Audrey', 'Sophie',
  'Karine', 'Delphine', 'Virginie', 'Élodie', 'Mélanie', 'Amandine', 'Nadia', 'Samira', 'Leïla', 'Thierry', 'Laurent',
  'Frédéric', 'Sébastien', 'Nicolas', 'David', 'Julien', 'Guillaume', 'Benoît', 'Mathieu', 'Jérôme', 'Cédric', 'Karim',
  'Mehdi', 'Romain', 'Damien', 'Hélène', 'Agnès', 'Fatou', 'Joana',
] as const;
// prettier-ignore
const YOUNG_NAMES = [
  'Léa', 'Manon', 'Camille', 'Chloé', 'Inès', 'Lucas', 'Hugo', 'Théo', 'Enzo', 'Nathan', 'Maëlys', 'Yanis', 'Noah', 'Lina',
  'Sarah', 'Jules', 'Louna', 'Adam', 'Zoé', 'Tom', 'Kenza', 'Axel', 'Clara', 'Rayan',
] as const;

const NAMES = { old: OLD_NAMES, retired: RETIRED_NAMES, working: WORKING_NAMES, young: YOUNG_NAMES } as const;
export type Age = keyof typeof NAMES;

// Family names are put together from bits of Occitan: they sound of the Lot, and are nobody's.
// prettier-ignore
const STARTS = [
  'Bouyss', 'Calm', 'Cayr', 'Combel', 'Delb', 'Delp', 'Estr', 'Faur', 'Garrig', 'Lacap', 'Lafarg', 'Lagr', 'Lavayss',
  'Malbr', 'Marcenh', 'Mazel', 'Montfr', 'Pech', 'Pradel', 'Quercyn', 'Roquef', 'Roudill', 'Salv', 'Serr', 'Soulh', 'Teyss',
  'Vayss', 'Verdal', 'Vidalh', 'Escarr',
] as const;
// prettier-ignore
const ENDS = [
  'adou', 'agnac', 'airol', 'ajou', 'albet', 'anhol', 'assou', 'aurel', 'edou', 'egal', 'elou', 'enac', 'ergou', 'esquier',
  'ialou', 'ignol', 'inade', 'iéral', 'olès', 'oumet', 'ounel', 'ouzal', 'urgue', 'uéjol',
] as const;

/** Landlines of the South-West and mobiles of the ranges ARCEP keeps for fiction: nobody answers there. */
const RANGES = { landline: '+3353649', mobile: '+3363998' } as const;
/** Odd and no multiple of five: each step of a range of ten thousand comes once. */
const STRIDE = 7919;
/** Kept for the territory itself. */
const TAKEN = 46;

export interface Invented {
  readonly firstName: string;
  readonly lastName: string;
}

/** Gives names and numbers, each once. */
export interface PeopleSource {
  name(age: Age): Invented;
  phone(kind: keyof typeof RANGES): Phone;
}

export const createPeopleSource = (random: Random): PeopleSource => {
  const lastNames = random.shuffled(STARTS.flatMap((start) => ENDS.map((end) => `${start}${end}`)));
  const counts = { landline: random.whole(0, 9999), mobile: random.whole(0, 9999) };
  let named = 0;
  return {
    name: (age) => {
      const lastName = lastNames[named % lastNames.length] ?? '';
      named += 1;
      return { firstName: random.pick(NAMES[age]), lastName };
    },
    phone: (kind) => {
      let end: number;
      do {
        counts[kind] += 1;
        end = (counts[kind] * STRIDE) % 10_000;
      } while (kind === 'landline' && end === TAKEN);
      return { number: `${RANGES[kind]}${String(end).padStart(4, '0')}`, kind, sms: kind === 'mobile' };
    },
  };
};
