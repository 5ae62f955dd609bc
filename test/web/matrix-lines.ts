import type { Permission } from '#src/team/member.ts';
import { GUIDE } from '#src/web/guide/guide-text.ts';
import { OPENING_PAPERS } from '#src/web/opening/opening-pages.tsx';
import type { Planted } from './canaries.ts';

/**
 * Who a route is for: everyone; whoever holds a personal link; a member with that permission.
 */
export type OpensTo = 'everyone' | 'link' | Permission;

/** One route of the router, and how to ask for it in a planted territory. */
export interface MatrixLine {
  readonly opensTo: OpensTo;
  /** Of the whole instance: for a member who also runs it, which none of those planted does. */
  readonly hostOnly?: true;
  /** Of what is not planted: its link leads nowhere here, and says so. */
  readonly leadsNowhere?: true;
  /** The path with every parameter filled, without the slug: '/equipe/demandes/serin-lot-demande'. */
  readonly path?: (planted: Planted) => string;
  /** What is posted; ids of things come from the planted territory. */
  readonly form?: (planted: Planted) => Readonly<Record<string, string>>;
  /** Private words of the territory that this page may show to whoever it is for, beyond the team. */
  readonly mayShow?: (planted: Planted) => readonly string[];
}

const link =
  (rest = '') =>
  (planted: Planted) =>
    `/lien/${planted.tokens.manage}${rest}`;
const requestLink =
  (rest = '') =>
  (planted: Planted) =>
    `/lien/${planted.tokens.request}${rest}`;
const request =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/demandes/${planted.ids.request}${rest}`;
const driver =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/conducteurs/${planted.ids.driver}${rest}`;
/** A sheet printed for the first of December. */
const sheet =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/papier/${planted.ids.sheet}${rest}`;
const place =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/lieux/${planted.ids.place}${rest}`;
/** A spreadsheet whose lines are being read over. */
const sheetImport =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/reglages/reprise/${planted.ids.sheetImport}${rest}`;
const otherWayPage =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/reglages/autres-moyens/${planted.ids.otherWay}${rest}`;
/** A transport on demand as it is typed. */
const otherWay = {
  sorte: 'on-demand',
  nom: 'TAD du Causse',
  communes: 'Figeac, Cahors',
  portee: 'within',
  quand: 'toujours',
  reservation: 'real-time',
  telephone: '05 36 49 00 11',
} as const;
const timetable =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/reglages/horaires/${planted.ids.timetable}${rest}`;
const member =
  (rest = '') =>
  (planted: Planted) =>
    `/equipe/reglages/membres/${planted.ids.figures}${rest}`;
/** One gesture on the sheet of a request, as the page that read its first version would post it. */
const gesture = (
  name: string,
  form: (planted: Planted) => Readonly<Record<string, string>> = () => ({}),
): MatrixLine => ({
  opensTo: 'write-people',
  path: request(`/${name}`),
  form: (planted) => ({ version: '1', cle: name, ...form(planted) }),
});
/** A request as it is noted on the phone. */
const asked = {
  depart: 'Figeac',
  arrivee: 'Cahors',
  quand: 'date',
  date: '2026-12-15',
  horaire: 'matin',
  retour: 'non',
} as const;
const contact = (planted: Planted) => `/trajets/${planted.ids.trip}/contact`;

/** The driver of the planted trips accepted that her number is given: her own words are hers to see. */
const everythingOfHers = (planted: Planted): readonly string[] => planted.secrets;

type Form = (planted: Planted) => Readonly<Record<string, string>>;
type LineAt = (rest: string | ((planted: Planted) => string), form?: Form) => MatrixLine;

const restOf = (rest: string | ((planted: Planted) => string), planted: Planted): string =>
  typeof rest === 'string' ? rest : rest(planted);
/** A page of the driver, by her personal link. */
const byLink: LineAt = (rest, form) => ({
  opensTo: 'link',
  path: (planted) => link(restOf(rest, planted))(planted),
  mayShow: everythingOfHers,
  ...(form ? { form } : {}),
});
/** A page of the team about the driver. */
const forDriver: LineAt = (rest, form) => ({
  opensTo: 'write-people',
  path: (planted) => driver(restOf(rest, planted))(planted),
  ...(form ? { form } : {}),
});

const someone = { prenom: 'Essai', nom: 'Essai', telephone: '06 39 98 12 34' } as const;
const offered = { depart: 'Figeac', arrivee: 'Cahors', jours: '1' } as const;

const trip =
  (rest = '') =>
  (planted: Planted) =>
    `/trajets/${planted.ids.trip}${rest}`;
const ownRide =
  (rest = '') =>
  (planted: Planted) =>
    `/convenu/${planted.ids.ride}${rest}`;
const days: Form = () => ({ absence_du: '2026-12-21', absence_au: '2027-01-03' });

/** The pages of trips are written once, for a personal link and for the desk. */
const tripLines = (prefix: string, line: LineAt): Readonly<Record<string, MatrixLine>> => {
  return {
    [`GET ${prefix}/trajets/nouveau`]: line('/trajets/nouveau'),
    [`POST ${prefix}/trajets`]: line('/trajets', () => ({ ...offered, retour: 'non' })),
    [`GET ${prefix}/trajets/:trajet`]: line(trip()),
    [`POST ${prefix}/trajets/:trajet`]: line(trip(), () => ({ ...offered, version: '1' })),
    [`POST ${prefix}/trajets/:trajet/pause`]: line(trip('/pause')),
    [`POST ${prefix}/trajets/:trajet/reprendre`]: line(trip('/reprendre')),
    [`POST ${prefix}/trajets/:trajet/arreter`]: line(trip('/arreter')),
    [`POST ${prefix}/trajets/:trajet/absence`]: line(trip('/absence'), days),
    [`POST ${prefix}/trajets/:trajet/absence/retirer`]: line(trip('/absence/retirer'), days),
  };
};

/** What a driver accepts to drive on purpose, written once as well. */
const onCallLines = (prefix: string, line: LineAt): Readonly<Record<string, MatrixLine>> => ({
  [`GET ${prefix}/expres`]: line('/expres'),
  [`POST ${prefix}/expres`]: line('/expres', () => ({ expres_chez: 'Figeac', expres_matin: '1', version: '1' })),
  [`POST ${prefix}/expres/pause`]: line('/expres/pause'),
  [`POST ${prefix}/expres/reprendre`]: line('/expres/reprendre'),
  [`POST ${prefix}/expres/arreter`]: line('/expres/arreter'),
});

/** Every route of the router. A new one without its line here fails the matrix. */
export const MATRIX: Readonly<Record<string, MatrixLine>> = {
  // The instance
  'GET /health': { opensTo: 'everyone' },
  'GET /assets/:name': { opensTo: 'everyone' },
  'GET /': { opensTo: 'everyone' },
  'GET /aide': { opensTo: 'everyone' },
  'GET /aide/territoire': { opensTo: 'everyone' },
  ...Object.fromEntries(
    GUIDE.map((name): [string, MatrixLine] => [`GET /aide/territoire/${name}`, { opensTo: 'everyone' }]),
  ),
  'GET /instance': { opensTo: 'everyone' },
  // Setting up the first territory: once there is one, each of them leads to the list of territories.
  'POST /ouvrir/code': { opensTo: 'everyone' },
  'GET /ouvrir/lien/:jeton': { opensTo: 'link', leadsNowhere: true },
  'POST /ouvrir/lien/:jeton': { opensTo: 'link', leadsNowhere: true },
  'GET /ouvrir/questions': { opensTo: 'everyone' },
  'GET /ouvrir/questions/:question': { opensTo: 'everyone' },
  'POST /ouvrir/questions/:question': { opensTo: 'everyone' },
  'GET /ouvrir/relire': { opensTo: 'everyone' },
  'POST /ouvrir/relire': { opensTo: 'everyone' },
  'GET /robots.txt': { opensTo: 'everyone' },
  'GET /ouvrir': { opensTo: 'everyone' },
  'POST /ouvrir': { opensTo: 'everyone' },
  // Passengers
  'GET /:territoire': { opensTo: 'everyone' },
  'GET /:territoire/trajets': { opensTo: 'everyone', path: () => '/trajets?depart=46102&arrivee=46042' },
  'GET /:territoire/trajets/:id/contact': { opensTo: 'everyone', path: contact },
  'POST /:territoire/trajets/:id/contact': { opensTo: 'everyone', path: contact, mayShow: everythingOfHers },
  'GET /:territoire/lignes': { opensTo: 'everyone' },
  'GET /:territoire/lignes/arrets': { opensTo: 'everyone', path: () => '/lignes/arrets?commune=Figeac' },
  'GET /:territoire/lignes/affiche': { opensTo: 'everyone', path: () => '/lignes/affiche?commune=Figeac' },
  'GET /:territoire/transport-a-la-demande.zip': { opensTo: 'everyone' },
  'GET /:territoire/demande': { opensTo: 'everyone' },
  'POST /:territoire/demande': { opensTo: 'everyone' },
  'GET /:territoire/demande/papier': { opensTo: 'everyone' },
  'POST /:territoire/lien/:token/annuler': {
    opensTo: 'link',
    path: requestLink('/annuler'),
    mayShow: everythingOfHers,
  },
  // Drivers
  'GET /:territoire/conducteurs': { opensTo: 'everyone' },
  'GET /:territoire/conducteurs/inscription': { opensTo: 'everyone' },
  'POST /:territoire/conducteurs/inscription': { opensTo: 'everyone' },
  'GET /:territoire/code': { opensTo: 'everyone' },
  'POST /:territoire/code': { opensTo: 'everyone' },
  'GET /:territoire/vie-privee': { opensTo: 'everyone' },
  'GET /:territoire/cgu': { opensTo: 'everyone' },
  'GET /:territoire/lien/:token': byLink(''),
  'POST /:territoire/lien/:token/accord': byLink('/accord'),
  'POST /:territoire/lien/:token/consentements': byLink('/consentements', () => ({ accord_liste: 'non' })),
  'POST /:territoire/lien/:token/reponse': {
    opensTo: 'link',
    path: ({ tokens }) => `/lien/${tokens.answer}/reponse`,
    form: () => ({ reponse: 'no' }),
  },
  'POST /:territoire/lien/:token/bien-note': {
    opensTo: 'link',
    path: ({ tokens }) => `/lien/${tokens.answer}/bien-note`,
  },
  'GET /:territoire/lien/:token/convenu/:convenu': byLink(ownRide()),
  'POST /:territoire/lien/:token/convenu/:convenu': byLink(ownRide()),
  'POST /:territoire/lien/:token/convenu/:convenu/prevenue': byLink(ownRide('/prevenue'), () => ({ geste: 'dit' })),
  'GET /:territoire/lien/:token/coordonnees': byLink('/coordonnees'),
  'POST /:territoire/lien/:token/coordonnees': byLink('/coordonnees', () => ({ ...someone, version: '1' })),
  'GET /:territoire/lien/:token/mes-informations': byLink('/mes-informations'),
  'GET /:territoire/lien/:token/effacer': byLink('/effacer'),
  'POST /:territoire/lien/:token/effacer': byLink('/effacer'),
  ...tripLines('/:territoire/lien/:token', byLink),
  ...onCallLines('/:territoire/lien/:token', byLink),
  // The desk
  'GET /:territoire/equipe/connexion': { opensTo: 'everyone' },
  'POST /:territoire/equipe/connexion': { opensTo: 'everyone' },
  'GET /:territoire/equipe/connexion/lien/:jeton': {
    opensTo: 'link',
    path: (planted) => `/equipe/connexion/lien/${planted.tokens.signIn}`,
    mayShow: everythingOfHers,
  },
  'POST /:territoire/equipe/connexion/lien/:jeton': {
    opensTo: 'link',
    path: (planted) => `/equipe/connexion/lien/${planted.tokens.signIn}`,
    mayShow: everythingOfHers,
  },
  'POST /:territoire/equipe/deconnexion': { opensTo: 'everyone' },
  'GET /:territoire/equipe/compte': { opensTo: 'read-figures' },
  'POST /:territoire/equipe/compte/mot-de-passe': {
    opensTo: 'read-figures',
    form: () => ({ present: 'x', nouveau: 'une phrase bien longue' }),
  },
  'GET /:territoire/equipe': { opensTo: 'read-people' },
  'GET /:territoire/equipe/demandes': { opensTo: 'read-people', path: () => '/equipe/demandes?q=serin' },
  'GET /:territoire/equipe/demandes/nouvelle': { opensTo: 'write-people', path: () => '/equipe/demandes/nouvelle' },
  'POST /:territoire/equipe/demandes/nouvelle': {
    opensTo: 'write-people',
    path: () => '/equipe/demandes/nouvelle',
    form: (planted) => ({ ...asked, personne: planted.ids.passenger }),
  },
  'GET /:territoire/equipe/demandes/:id': { opensTo: 'read-people', path: request() },
  'GET /:territoire/equipe/demandes/:id/modifier': { opensTo: 'write-people', path: request('/modifier') },
  'POST /:territoire/equipe/demandes/:id/modifier': {
    opensTo: 'write-people',
    path: request('/modifier'),
    form: () => ({ ...asked, version: '1' }),
  },
  'POST /:territoire/equipe/demandes/:id/appel': gesture('appel', ({ ids }) => ({
    trajet: ids.way,
    occasions: '2026-12-01',
    conducteur: ids.driver,
    offre: ids.trip,
    reponse: 'no',
  })),
  'POST /:territoire/equipe/demandes/:id/numeros': gesture('numeros', ({ ids }) => ({
    introduction: ids.introduction,
    numero_conducteur: 'oui',
  })),
  'GET /:territoire/equipe/demandes/:id/annuler': {
    opensTo: 'write-people',
    path: (planted) => `${request('/annuler')(planted)}?trajet=${planted.ids.ride}`,
  },
  'POST /:territoire/equipe/demandes/:id/annuler': gesture('annuler', ({ ids }) => ({ trajet_convenu: ids.ride })),
  'POST /:territoire/equipe/demandes/:id/autrement': gesture('autrement', ({ ids }) => ({
    trajet: ids.wayBack,
    occasions: '2026-12-01',
    motif: 'other-way',
  })),
  'POST /:territoire/equipe/demandes/:id/prevenue': gesture('prevenue'),
  'POST /:territoire/equipe/demandes/:id/promesse': gesture('promesse', () => ({
    promesse_jour: '2026-12-20',
    promesse_heure: '17:00',
  })),
  'POST /:territoire/equipe/demandes/:id/revue': gesture('revue', () => ({ revue_jour: '2026-12-20' })),
  'POST /:territoire/equipe/demandes/:id/moi': gesture('moi'),
  'POST /:territoire/equipe/demandes/:id/cloture': gesture('cloture', () => ({ motif: 'cancelled', prevenue: 'oui' })),
  'POST /:territoire/equipe/demandes/:id/reouverture': gesture('reouverture'),
  'POST /:territoire/equipe/demandes/:id/transmettre': gesture('transmettre', ({ territoryId }) => ({
    voisin: territoryId,
    accord: 'oui',
  })),
  'POST /:territoire/equipe/a-prevenir': {
    opensTo: 'write-people',
    form: ({ ids }) => ({
      demande: ids.request,
      trajet_convenu: ids.ride,
      qui: 'passenger',
      quoi: 'settled',
      geste: 'voice',
    }),
  },
  'POST /:territoire/equipe/demandes/:id/demander': gesture('demander', ({ ids }) => ({
    trajet: ids.way,
    demander: `${ids.driver} ${ids.trip} 2026-12-01`,
  })),
  'POST /:territoire/equipe/demandes/:id/confirmer': gesture('confirmer', ({ ids }) => ({
    introduction: ids.introduction,
  })),
  'POST /:territoire/equipe/demandes/:id/appelle': gesture('appelle', ({ ids }) => ({ conducteur: ids.driver })),
  'POST /:territoire/equipe/demandes/:id/dit': gesture('dit', () => ({ quoi: 'information' })),
  'GET /:territoire/equipe/conducteurs': { opensTo: 'read-people', path: () => '/equipe/conducteurs?liste=tous' },
  'GET /:territoire/equipe/conducteurs/nouveau': { opensTo: 'write-people' },
  'POST /:territoire/equipe/conducteurs/nouveau': {
    opensTo: 'write-people',
    form: () => ({ ...someone, ...offered, retour: 'non' }),
  },
  'GET /:territoire/equipe/conducteurs/:id': { opensTo: 'read-people', path: driver() },
  'GET /:territoire/equipe/conducteurs/:id/fiche': forDriver('/fiche'),
  'POST /:territoire/equipe/conducteurs/:id/fiche': forDriver('/fiche', () => ({ ...someone, version: '1' })),
  'POST /:territoire/equipe/conducteurs/:id/accueil': forDriver('/accueil', () => ({ information: 'oui' })),
  'POST /:territoire/equipe/conducteurs/:id/consentements': forDriver('/consentements', () => ({
    accord_liste: 'non',
  })),
  'POST /:territoire/equipe/conducteurs/:id/accord': forDriver('/accord', () => ({ reponse: 'oui' })),
  'POST /:territoire/equipe/conducteurs/:id/solliciter': forDriver('/solliciter'),
  'POST /:territoire/equipe/conducteurs/:id/ecart': forDriver('/ecart', () => ({ sens: 'ecarter', raison: 'essai' })),
  'POST /:territoire/equipe/conducteurs/:id/conduit': forDriver('/conduit'),
  'POST /:territoire/equipe/conducteurs/:id/reunir': forDriver('/reunir', ({ ids }) => ({ avec: ids.newcomer })),
  'POST /:territoire/equipe/conducteurs/:id/prevenir': forDriver('/prevenir', () => ({ reponse: 'warned' })),
  'POST /:territoire/equipe/conducteurs/:id/lien': forDriver('/lien'),
  'GET /:territoire/equipe/conducteurs/:id/effacer': forDriver('/effacer'),
  'POST /:territoire/equipe/conducteurs/:id/effacer': forDriver('/effacer', () => ({ sur: 'oui' })),
  ...tripLines('/:territoire/equipe/conducteurs/:id', forDriver),
  'GET /:territoire/equipe/aujourdhui': { opensTo: 'read-people', path: () => '/equipe/aujourdhui?jour=2026-12-01' },
  'POST /:territoire/equipe/aujourdhui/noter': {
    opensTo: 'write-people',
    path: () => '/equipe/aujourdhui/noter',
    form: ({ ids }) => ({
      demande: ids.request,
      trajet_convenu: ids.ride,
      jour: '2026-12-01',
      version: '0',
      geste: 'not-out',
    }),
  },
  'GET /:territoire/equipe/hier': { opensTo: 'read-people' },
  ...onCallLines('/:territoire/equipe/conducteurs/:id', forDriver),
  'GET /:territoire/equipe/imprimer': { opensTo: 'read-people' },
  'GET /:territoire/equipe/imprimer/appels': { opensTo: 'read-people' },
  'GET /:territoire/equipe/imprimer/conducteurs': { opensTo: 'read-people' },
  'GET /:territoire/equipe/imprimer/affiches': { opensTo: 'read-people' },
  'GET /:territoire/equipe/imprimer/il-manque-quelquun': { opensTo: 'read-people' },
  'POST /:territoire/equipe/imprimer/demain': { opensTo: 'write-people' },
  'GET /:territoire/equipe/papier/:id': { opensTo: 'read-people', path: sheet() },
  'GET /:territoire/equipe/papier/:id/reporter': { opensTo: 'write-people', path: sheet('/reporter') },
  'POST /:territoire/equipe/papier/:id/reporter': {
    opensTo: 'write-people',
    path: sheet('/reporter'),
    form: ({ ids }) => ({ 'ligne-2': 'no', [`version-${ids.request}`]: '1' }),
  },
  'GET /:territoire/equipe/demandes/:id/carte': { opensTo: 'read-people', path: request('/carte') },
  'GET /:territoire/equipe/demandes/:id/lettre': { opensTo: 'read-people', path: request('/lettre') },
  'GET /:territoire/equipe/solutions': { opensTo: 'read-people' },
  'POST /:territoire/equipe/solutions/vue': { opensTo: 'write-people', form: ({ ids }) => ({ demande: ids.request }) },
  'GET /:territoire/equipe/besoins': { opensTo: 'read-figures' },
  'POST /:territoire/equipe/reglages/membres/:id/role': {
    opensTo: 'manage-territory',
    path: member('/role'),
    form: () => ({ role: 'member' }),
  },
  'POST /:territoire/equipe/reglages/membres/:id/communes': {
    opensTo: 'manage-territory',
    path: member('/communes'),
    form: () => ({ communes: 'Figeac' }),
  },
  'POST /:territoire/equipe/reglages/membres/:id/suspendre': {
    opensTo: 'manage-territory',
    path: member('/suspendre'),
  },
  'POST /:territoire/equipe/reglages/membres/:id/reactiver': {
    opensTo: 'manage-territory',
    path: member('/reactiver'),
  },
  'POST /:territoire/equipe/reglages/membres/:id/retirer': { opensTo: 'manage-territory', path: member('/retirer') },
  'POST /:territoire/equipe/reglages/membres/:id/lien': { opensTo: 'manage-territory', path: member('/lien') },
  'POST /:territoire/equipe/reglages/membres/:id/mot-de-passe': {
    opensTo: 'manage-territory',
    path: member('/mot-de-passe'),
  },
  'POST /:territoire/equipe/demandes/nouvelle/qui-appelle': { opensTo: 'write-people', form: () => ({ q: '05' }) },
  'POST /:territoire/equipe/demandes/nouvelle/qui-convient': { opensTo: 'write-people', form: () => asked },
  'POST /:territoire/equipe/demandes/:id/retour': gesture('retour'),
  'POST /:territoire/equipe/appels/:id': {
    opensTo: 'write-people',
    path: () => '/equipe/appels/appel-en-cours',
    form: () => asked,
  },
  'POST /:territoire/equipe/appels/:id/effacer': {
    opensTo: 'write-people',
    path: () => '/equipe/appels/appel-en-cours/effacer',
  },
  'GET /:territoire/equipe/lieux': { opensTo: 'write-people' },
  'GET /:territoire/equipe/lieux/nouveau': { opensTo: 'write-people' },
  'POST /:territoire/equipe/lieux/nouveau': { opensTo: 'write-people' },
  'GET /:territoire/equipe/lieux/recherche': {
    opensTo: 'write-people',
    path: () => '/equipe/lieux/recherche?q=figeac',
  },
  'GET /:territoire/equipe/lieux/:id': { opensTo: 'write-people', path: place() },
  'POST /:territoire/equipe/lieux/:id': {
    opensTo: 'write-people',
    path: place(),
    form: () => ({ names: 'Ailleurs', kind: 'hamlet', where: 'Figeac', version: '1' }),
  },
  'POST /:territoire/equipe/lieux/:id/supprimer': { opensTo: 'write-people', path: place('/supprimer') },
  'GET /:territoire/equipe/chiffres': { opensTo: 'read-figures' },
  'GET /:territoire/equipe/chiffres/csv': { opensTo: 'read-figures' },
  'POST /:territoire/equipe/demandes/:id/presence': { opensTo: 'read-people', path: request('/presence') },
  'GET /:territoire/equipe/reglages/passation': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/pret': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/secours': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/secours': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/secours/lu': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/secours': { opensTo: 'everyone' },
  'POST /:territoire/equipe/secours': { opensTo: 'everyone' },
  'GET /:territoire/equipe/reglages/tablettes': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/tablettes': {
    opensTo: 'manage-territory',
    form: ({ ids }) => ({ appareil: 'Tablette d’essai', membre: ids.figures }),
  },
  'POST /:territoire/equipe/reglages/tablettes/:id/fermer': {
    opensTo: 'manage-territory',
    path: () => '/equipe/reglages/tablettes/aucune/fermer',
  },
  'GET /:territoire/equipe/repondeur': { opensTo: 'write-people' },
  'GET /:territoire/equipe/reglages/autres-moyens': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/autres-moyens/nouveau': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/autres-moyens/nouveau': {
    opensTo: 'manage-territory',
    path: () => '/equipe/reglages/autres-moyens/nouveau',
    form: () => ({ ...otherWay, nom: 'Autre TAD' }),
  },
  'GET /:territoire/equipe/reglages/autres-moyens/:id': { opensTo: 'manage-territory', path: otherWayPage() },
  'POST /:territoire/equipe/reglages/autres-moyens/:id': {
    opensTo: 'manage-territory',
    path: otherWayPage(),
    form: () => ({ ...otherWay, version: '1' }),
  },
  'POST /:territoire/equipe/reglages/autres-moyens/:id/montrer': {
    opensTo: 'manage-territory',
    path: otherWayPage('/montrer'),
    form: () => ({ montrer: 'non' }),
  },
  'GET /:territoire/equipe/reglages/autres-moyens/:id/supprimer': {
    opensTo: 'manage-territory',
    path: otherWayPage('/supprimer'),
  },
  'POST /:territoire/equipe/reglages/autres-moyens/:id/supprimer': {
    opensTo: 'manage-territory',
    path: otherWayPage('/supprimer'),
  },
  'GET /:territoire/equipe/reglages/communes': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/communes': {
    opensTo: 'manage-territory',
    form: () => ({ ajouter: 'Brest', faire: 'voir' }),
  },
  'GET /:territoire/equipe/reglages/absences': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/absences': {
    opensTo: 'manage-territory',
    form: () => ({ du: '2026-12-24', au: '2026-12-26', motif: 'congés' }),
  },
  'POST /:territoire/equipe/reglages/absences/:id/retirer': {
    opensTo: 'manage-territory',
    path: (planted) => `/equipe/reglages/absences/${planted.ids.closure}/retirer`,
  },
  'POST /:territoire/equipe/reglages/absences/trajets/:id': {
    opensTo: 'manage-territory',
    path: (planted) => `/equipe/reglages/absences/trajets/${planted.ids.ride}`,
  },
  'GET /:territoire/equipe/reglages/ouvrir-le-service': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/ouvrir-le-service': {
    opensTo: 'manage-territory',
    form: () => ({ etape: 'open', quand: 'main', version: '1' }),
  },
  'POST /:territoire/equipe/reglages/ouvrir-le-service/maintenant': {
    opensTo: 'manage-territory',
    form: () => ({ version: '1' }),
  },
  'GET /:territoire/ce-que-nous-avons-essaye': { opensTo: 'everyone' },
  'GET /:territoire/equipe/chiffres/essais': { opensTo: 'read-figures' },
  'GET /:territoire/equipe/chiffres/essais/csv': { opensTo: 'read-figures' },
  'POST /:territoire/equipe/chiffres/essais': {
    opensTo: 'write-people',
    form: () => ({ jour: '2026-11-10', sorte: 'poster', quoi: 'Affiches', communes: '' }),
  },
  'POST /:territoire/equipe/chiffres/essais/:id/retirer': {
    opensTo: 'write-people',
    path: ({ ids }) => `/equipe/chiffres/essais/${ids.trial}/retirer`,
  },
  'POST /:territoire/equipe/chiffres/essais/:id/publier': {
    opensTo: 'manage-territory',
    path: ({ ids }) => `/equipe/chiffres/essais/${ids.trial}/publier`,
    form: () => ({ publier: 'non' }),
  },
  'GET /:territoire/equipe/reglages/espaces': { opensTo: 'manage-territory', hostOnly: true },
  'POST /:territoire/equipe/reglages/espaces/accueil': { opensTo: 'manage-territory', hostOnly: true },
  'POST /:territoire/equipe/reglages/espaces/:id/accepter': {
    opensTo: 'manage-territory',
    hostOnly: true,
    path: () => '/equipe/reglages/espaces/espace/accepter',
  },
  'POST /:territoire/equipe/reglages/espaces/:id/refuser': {
    opensTo: 'manage-territory',
    hostOnly: true,
    path: () => '/equipe/reglages/espaces/espace/refuser',
  },
  'GET /:territoire/equipe/reglages/ouverture': { opensTo: 'manage-territory' },
  ...Object.fromEntries(
    OPENING_PAPERS.map(({ path }): [string, MatrixLine] => [
      `GET /:territoire/equipe/reglages/ouverture/${path}`,
      { opensTo: 'manage-territory' },
    ]),
  ),
  'GET /:territoire/equipe/reglages': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/routes': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/routes': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/routes/fichier': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/routes/arreter': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/routes/retirer': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/routes/retirer': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/horaires': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/horaires': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/horaires/fichier': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/horaires/:horaires': { opensTo: 'manage-territory', path: timetable() },
  'POST /:territoire/equipe/reglages/horaires/:horaires/recharger': {
    opensTo: 'manage-territory',
    path: timetable('/recharger'),
  },
  'POST /:territoire/equipe/reglages/horaires/:horaires/fichier': {
    opensTo: 'manage-territory',
    path: timetable('/fichier'),
  },
  'POST /:territoire/equipe/reglages/horaires/:horaires/temps-reel': {
    opensTo: 'manage-territory',
    path: timetable('/temps-reel'),
  },
  'POST /:territoire/equipe/reglages/horaires/:horaires/arreter': {
    opensTo: 'manage-territory',
    path: timetable('/arreter'),
  },
  'GET /:territoire/equipe/reglages/horaires/:horaires/retirer': {
    opensTo: 'manage-territory',
    path: timetable('/retirer'),
  },
  'POST /:territoire/equipe/reglages/horaires/:horaires/retirer': {
    opensTo: 'manage-territory',
    path: timetable('/retirer'),
  },
  'GET /:territoire/equipe/messages': { opensTo: 'read-people' },
  'POST /:territoire/equipe/messages/:id/renvoyer': {
    opensTo: 'write-people',
    path: ({ ids }) => `/equipe/messages/${ids.message}/renvoyer`,
  },
  'POST /:territoire/equipe/messages/:id/dit': {
    opensTo: 'write-people',
    path: ({ ids }) => `/equipe/messages/${ids.message}/dit`,
  },
  'POST /:territoire/equipe/messages/recus/:id/lu': {
    opensTo: 'write-people',
    path: ({ ids }) => `/equipe/messages/recus/${ids.receivedSms}/lu`,
  },
  'GET /:territoire/equipe/reglages/messages': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/messages/e-mail': {
    opensTo: 'manage-territory',
    form: () => ({ serveur: '', version: '1' }),
  },
  'POST /:territoire/equipe/reglages/messages/sms': {
    opensTo: 'manage-territory',
    form: () => ({ facon: '', version: '1' }),
  },
  'GET /:territoire/equipe/reglages/messages/textes': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/messages/textes/:message': {
    opensTo: 'manage-territory',
    path: () => '/equipe/reglages/messages/textes/ride-agreed',
  },
  'POST /:territoire/equipe/reglages/messages/textes/:message': {
    opensTo: 'manage-territory',
    path: () => '/equipe/reglages/messages/textes/ride-agreed',
    form: () => ({ sms: 'Oui, {jour}', version: '1', geste: 'garder' }),
  },
  'GET /:territoire/equipe/reglages/plus-loin': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/plus-loin': {
    opensTo: 'manage-territory',
    form: () => ({ version: '1', en_plus: 'sms' }),
  },
  'POST /:territoire/equipe/reglages': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/voisins': {
    opensTo: 'manage-territory',
    form: (planted) => ({ neighbour: planted.territoryId, agree: 'oui' }),
  },
  'GET /:territoire/equipe/reglages/sante': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/nouveautes': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/sauvegardes': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/sauvegardes/maintenant': { opensTo: 'manage-territory', hostOnly: true },
  'POST /:territoire/equipe/reglages/sauvegardes/phrase': { opensTo: 'manage-territory', hostOnly: true },
  'POST /:territoire/equipe/reglages/sauvegardes/fichier': { opensTo: 'manage-territory', hostOnly: true },
  'GET /:territoire/equipe/reglages/sauvegardes/:name/remettre': {
    opensTo: 'manage-territory',
    hostOnly: true,
    path: () => '/equipe/reglages/sauvegardes/lotocar-2026-11-24-02h00m00.sqlite.gz/remettre',
  },
  'POST /:territoire/equipe/reglages/sauvegardes/:name/remettre': {
    opensTo: 'manage-territory',
    hostOnly: true,
    path: () => '/equipe/reglages/sauvegardes/lotocar-2026-11-24-02h00m00.sqlite.gz/remettre',
  },
  'GET /:territoire/equipe/reglages/sauvegardes/:name': {
    opensTo: 'manage-territory',
    hostOnly: true,
    path: () => '/equipe/reglages/sauvegardes/lotocar-2026-11-24-02h00m00.sqlite.gz',
  },
  'GET /:territoire/equipe/reglages/tout-emporter': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/tout-emporter': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/reprise': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/reprise/fichier': { opensTo: 'manage-territory' },
  'GET /:territoire/equipe/reglages/reprise/:id': { opensTo: 'manage-territory', path: sheetImport() },
  'GET /:territoire/equipe/reglages/reprise/:id/colonnes': {
    opensTo: 'manage-territory',
    path: sheetImport('/colonnes'),
  },
  'POST /:territoire/equipe/reglages/reprise/:id/colonnes': {
    opensTo: 'manage-territory',
    path: sheetImport('/colonnes'),
    form: () => ({ faire: 'relire' }),
  },
  'GET /:territoire/equipe/reglages/reprise/:id/lignes': { opensTo: 'manage-territory', path: sheetImport('/lignes') },
  'POST /:territoire/equipe/reglages/reprise/:id/lignes': {
    opensTo: 'manage-territory',
    path: sheetImport('/lignes'),
    form: () => ({ version: '1', lignes: '2', 'l2-from': 'Figeac' }),
  },
  'GET /:territoire/equipe/reglages/reprise/:id/annuler': {
    opensTo: 'manage-territory',
    path: sheetImport('/annuler'),
  },
  'POST /:territoire/equipe/reglages/reprise/:id/prendre': {
    opensTo: 'manage-territory',
    path: sheetImport('/prendre'),
  },
  'POST /:territoire/equipe/reglages/reprise/:id/continuer': {
    opensTo: 'manage-territory',
    path: sheetImport('/continuer'),
  },
  'POST /:territoire/equipe/reglages/reprise/:id/annuler': {
    opensTo: 'manage-territory',
    path: sheetImport('/annuler'),
  },
  'POST /:territoire/equipe/reglages/reprise/:id/laisser': {
    opensTo: 'manage-territory',
    path: sheetImport('/laisser'),
  },
  'GET /:territoire/equipe/reglages/membres': { opensTo: 'manage-territory' },
  'POST /:territoire/equipe/reglages/membres': { opensTo: 'manage-territory' },
};
