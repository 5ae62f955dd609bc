/** A part of France as Geofabrik cuts OpenStreetMap: the 22 regions before 2016, and the five overseas. */
export interface ExtractRegion {
  /** Of its address: 'midi-pyrenees'. */
  readonly slug: string;
  readonly name: string;
  /** What its file weighs, to the nearest ten or so: it grows by some hundredths a year. */
  readonly megabytes: number;
  readonly departments: readonly string[];
}

const region = (slug: string, name: string, megabytes: number, departments: string): ExtractRegion => ({
  slug,
  name,
  megabytes,
  departments: departments.split(' '),
});

/** https://download.geofabrik.de/europe/france.html; départements by the regions of the law of 1972, in force until 2015. */
export const EXTRACT_REGIONS: readonly ExtractRegion[] = [
  region('alsace', 'Alsace', 120, '67 68'),
  region('aquitaine', 'Aquitaine', 260, '24 33 40 47 64'),
  region('auvergne', 'Auvergne', 140, '03 15 43 63'),
  region('basse-normandie', 'Basse-Normandie', 130, '14 50 61'),
  region('bourgogne', 'Bourgogne', 180, '21 58 71 89'),
  region('bretagne', 'Bretagne', 320, '22 29 35 56'),
  region('centre', 'Centre', 250, '18 28 36 37 41 45'),
  region('champagne-ardenne', 'Champagne-Ardenne', 110, '08 10 51 52'),
  region('corse', 'Corse', 40, '2A 2B'),
  region('franche-comte', 'Franche-Comté', 130, '25 39 70 90'),
  region('guadeloupe', 'Guadeloupe', 20, '971'),
  region('guyane', 'Guyane', 20, '973'),
  region('haute-normandie', 'Haute-Normandie', 100, '27 76'),
  region('ile-de-france', 'Île-de-France', 320, '75 77 78 91 92 93 94 95'),
  region('languedoc-roussillon', 'Languedoc-Roussillon', 250, '11 30 34 48 66'),
  region('limousin', 'Limousin', 100, '19 23 87'),
  region('lorraine', 'Lorraine', 180, '54 55 57 88'),
  region('martinique', 'Martinique', 20, '972'),
  region('mayotte', 'Mayotte', 10, '976'),
  region('midi-pyrenees', 'Midi-Pyrénées', 330, '09 12 31 32 46 65 81 82'),
  region('nord-pas-de-calais', 'Nord-Pas-de-Calais', 250, '59 62'),
  region('pays-de-la-loire', 'Pays de la Loire', 400, '44 49 53 72 85'),
  region('picardie', 'Picardie', 150, '02 60 80'),
  region('poitou-charentes', 'Poitou-Charentes', 260, '16 17 79 86'),
  region('provence-alpes-cote-d-azur', 'Provence-Alpes-Côte d’Azur', 340, '04 05 06 13 83 84'),
  region('reunion', 'La Réunion', 30, '974'),
  region('rhone-alpes', 'Rhône-Alpes', 490, '01 07 26 38 42 69 73 74'),
];

const EXTRACTS = 'https://download.geofabrik.de/europe/france/';

/** Where the latest extract of a region is. */
export const addressOf = ({ slug }: ExtractRegion): string => `${EXTRACTS}${slug}-latest.osm.pbf`;
