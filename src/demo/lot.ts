import type { LocalPlaceKind } from '#src/places/local-place.ts';

/** How strongly a commune draws people (jobs, hospital, shops), out of Cahors; small towns have what is not here. */
export const ATTRACTION: Readonly<Record<string, number>> = {
  Cahors: 100,
  Figeac: 48,
  Gourdon: 18,
  'Saint-Céré': 17,
  Gramat: 16,
  Souillac: 15,
  'Biars-sur-Cère': 11,
  Prayssac: 7,
  "Puy-l'Évêque": 7,
  Pradines: 6,
  Lalbenque: 5,
  'Lacapelle-Marival': 5,
  Martel: 5,
  Luzech: 5,
  Vayrac: 4,
  Cajarc: 4,
  Bretenoux: 4,
  'Montcuq-en-Quercy-Blanc': 4,
  'Castelnau-Montratier': 4,
  'Cœur de Causse': 3,
  Catus: 3,
  Salviac: 3,
  'Limogne-en-Quercy': 3,
  Cazals: 2,
  Assier: 2,
};

/** Towns beyond the Lot where people go too, by INSEE code. */
export const OUTSIDE: Readonly<Record<string, number>> = {
  '19031': 14, // Brive-la-Gaillarde
  '12300': 9, // Villefranche-de-Rouergue
  '31555': 6, // Toulouse
  '82121': 6, // Montauban
  '12089': 5, // Decazeville
  '15014': 4, // Aurillac
  '24520': 4, // Sarlat-la-Canéda
};

/** Weekly markets, 1 = Monday ... 7 = Sunday (the towns' own pages and notice boards). */
export const MARKETS: Readonly<Record<string, readonly number[]>> = {
  Cahors: [3, 6],
  Figeac: [6],
  Gourdon: [2, 6],
  Souillac: [5],
  Gramat: [2, 5],
  'Saint-Céré': [6],
  Prayssac: [5],
  "Puy-l'Évêque": [2],
  Luzech: [3],
  Martel: [3, 6],
  Cajarc: [6],
  Catus: [2],
  Lalbenque: [6],
  Vayrac: [4, 6],
  Bretenoux: [2, 6],
  'Limogne-en-Quercy': [7],
  'Montcuq-en-Quercy-Blanc': [7],
  'Castelnau-Montratier': [7],
  Cazals: [7],
};

/** Where the hospitals are: most requests about health go there. */
export const HOSPITALS: Readonly<Record<string, number>> = {
  Cahors: 10,
  Figeac: 6,
  Gourdon: 3,
  'Saint-Céré': 3,
  Gramat: 1,
};

/** The lines the ancestor tested with and opened first: several people drive each of them. */
export const FIRST_LINES: readonly (readonly [from: string, to: string])[] = [
  ['Pradines', 'Gourdon'],
  ['Gorses', 'Figeac'],
  ['Assier', 'Figeac'],
  ['Arcambal', 'Cahors'],
  ['Crayssac', 'Cahors'],
  ['Espère', 'Cahors'],
  ['Pern-Lhospitalet', 'Cahors'],
  ['Gourdon', 'Cahors'],
  ['Mercuès', 'Cahors'],
  ['Montcuq-en-Quercy-Blanc', 'Cahors'],
];

/** Places of the territory's own: their names, kind, commune (INSEE), latitude, longitude (address and station bases). */
export const LOCAL_PLACES: readonly (readonly [
  names: readonly string[],
  kind: LocalPlaceKind,
  communeCode: string,
  latitude: number,
  longitude: number,
])[] = [
  [['Hôpital de Cahors', 'Centre hospitalier Jean-Rougier'], 'meeting-point', '46042', 44.4456, 1.4368],
  [['Gare de Cahors'], 'meeting-point', '46042', 44.4493, 1.4333],
  [['Place Chapou, Cahors', 'Marché de Cahors'], 'meeting-point', '46042', 44.447, 1.4423],
  [['Terre Rouge'], 'name', '46042', 44.4236, 1.4451],
  [['Bégoux'], 'hamlet', '46042', 44.4577, 1.4745],
  [['Regourd'], 'hamlet', '46042', 44.4709, 1.426],
  [['Labéraudie'], 'hamlet', '46224', 44.4652, 1.4118],
  [['Hôpital de Figeac'], 'meeting-point', '46102', 44.6103, 2.03],
  [['Gare de Figeac'], 'meeting-point', '46102', 44.6035, 2.0374],
  [['Place Carnot, Figeac', 'Marché de Figeac'], 'meeting-point', '46102', 44.6092, 2.0334],
  [['Gare de Gourdon'], 'meeting-point', '46127', 44.7419, 1.3893],
  [['Place Noël-Poujade, Gourdon'], 'meeting-point', '46127', 44.7367, 1.3813],
  [['Place de la Halle, Gramat', 'Marché de Gramat'], 'meeting-point', '46128', 44.7787, 1.7255],
  [['Gare de Gramat'], 'meeting-point', '46128', 44.7735, 1.7223],
  [['Place de la République, Saint-Céré', 'Marché de Saint-Céré'], 'meeting-point', '46251', 44.8594, 1.8912],
  [['Gare de Souillac'], 'meeting-point', '46309', 44.9021, 1.4666],
  [['Place Doussot, Souillac', 'Marché de Souillac'], 'meeting-point', '46309', 44.8945, 1.4778],
  [["Place d'Istrie, Prayssac"], 'meeting-point', '46225', 44.5038, 1.1888],
  [['Gare de Rocamadour', 'Rocamadour-Padirac'], 'meeting-point', '46240', 44.8182, 1.6571],
  [['Gare de Bretenoux-Biars', 'Biars'], 'meeting-point', '46029', 44.9275, 1.8444],
  [["Gare d'Assier"], 'meeting-point', '46009', 44.6747, 1.8698],
  [['Villeneuve', "Villeneuve d'Aveyron"], 'name', '12301', 44.4368, 2.03],
];
