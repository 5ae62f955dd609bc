/** What a sheet is about. */
export type SheetKind = 'drivers' | 'requests' | 'places';

/** What a column holds, whatever its title in one sheet or another. */
export type Field =
  | 'sentAt'
  | 'from'
  | 'to'
  | 'via'
  | 'days'
  | 'date'
  | 'departure'
  | 'back'
  | 'wantsBack'
  | 'timetable'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'phone'
  | 'email'
  | 'address'
  | 'occupation'
  | 'prefers'
  | 'means'
  | 'heardFrom'
  | 'remarks'
  | 'help'
  | 'place'
  | 'consent'
  | 'interest'
  | 'motive'
  | 'refusal'
  | 'outcome'
  | 'names'
  | 'latitude'
  | 'longitude';

/** The columns of a sheet in their order, as one of the ancestors' territories kept it. */
export interface Layout {
  readonly kind: SheetKind;
  /** In French, for the report. */
  readonly title: string;
  /** null: a column that holds nothing. */
  readonly fields: readonly (Field | null)[];
}

const LOT_14 = [
  'sentAt',
  'from',
  'address',
  'occupation',
  'to',
  'via',
  'days',
  'departure',
  'back',
  'firstName',
  'lastName',
  'phone',
  'email',
  'prefers',
] as const;

const LOT_20 = [...LOT_14, 'means', 'heardFrom', 'remarks', 'help', 'place', 'consent'] as const;

/** Lot: 16 columns until November 2019, 20 then, 21 from January 2020; before, six tabs by direction (summer 2019). */
export const LAYOUTS: readonly Layout[] = [
  { kind: 'drivers', title: 'trajets du Lot, 21 colonnes', fields: [...LOT_20, 'date'] },
  { kind: 'drivers', title: 'trajets du Lot, 20 colonnes (fin 2019)', fields: LOT_20 },
  { kind: 'drivers', title: 'trajets du Lot, 16 colonnes (automne 2019)', fields: [...LOT_14, 'heardFrom', 'remarks'] },
  {
    kind: 'drivers',
    title: 'trajets du Lot, onglets par direction (été 2019)',
    fields: [null, 'from', 'to', 'via', 'fullName', 'timetable', 'phone', 'email', 'email', 'remarks'],
  },
  {
    kind: 'drivers',
    title: 'trajets, 18 colonnes (la fabrique)',
    fields: [
      'sentAt',
      'from',
      'to',
      'place',
      'days',
      'departure',
      'back',
      'help',
      'firstName',
      'lastName',
      'phone',
      'email',
      'prefers',
      'means',
      'heardFrom',
      'remarks',
      'consent',
      'date',
    ],
  },
  {
    kind: 'drivers',
    title: 'trajets, 17 colonnes (CoMobi)',
    fields: [
      'sentAt',
      'from',
      'to',
      'place',
      'days',
      'date',
      'departure',
      'back',
      'help',
      'firstName',
      'lastName',
      'phone',
      'email',
      'prefers',
      'heardFrom',
      'consent',
      'remarks',
    ],
  },
  {
    kind: 'requests',
    title: 'demandes, 17 colonnes',
    fields: [
      'sentAt',
      'interest',
      'from',
      'to',
      'date',
      'departure',
      'motive',
      'wantsBack',
      'back',
      'firstName',
      'lastName',
      'phone',
      'email',
      'heardFrom',
      'remarks',
      'refusal',
      'outcome',
    ],
  },
  { kind: 'places', title: 'lieux, 3 colonnes', fields: ['names', 'latitude', 'longitude'] },
];

const PERSON_TITLES: Readonly<Partial<Record<Field, readonly string[]>>> = {
  firstName: ['Prénom', 'Votre prénom', 'Prénoms'],
  lastName: ['Nom', 'Votre nom', 'Nom de famille'],
  phone: [
    'N° de téléphone',
    'Téléphone',
    'Numéro de téléphone',
    'N° téléphone',
    'Tél',
    'Portable',
    'Numéro',
    'Votre numéro de téléphone',
    'Contact',
  ],
  email: [
    'Adresse e-mail',
    'E-mail',
    'Mail',
    'Courriel',
    'Adresse électronique',
    'Adresse mail',
    'Votre adresse e-mail',
  ],
};

/** The titles people gave to each column, in the sheets we know; compared by their letters and figures only. */
export const TITLES: Readonly<Record<SheetKind, Readonly<Partial<Record<Field, readonly string[]>>>>> = {
  drivers: {
    ...PERSON_TITLES,
    sentAt: ['Date', 'Horodateur', 'Timestamp', "Date d'inscription", 'Horodatage'],
    from: ['Départ', 'Commune de départ', 'Ville de départ', 'Lieu de départ'],
    to: ['Arrivée', "Commune d'arrivée", "Ville d'arrivée", "Lieu d'arrivée", 'Destination'],
    via: ['Trajet', 'Parcours', 'Par quelles communes passez-vous ?', 'Communes traversées', 'Étapes', 'Passe par'],
    days: ['Jours', 'Jours de la semaine'],
    date: ['DateProposée', 'Jour', 'Date si une seule fois', 'Date du trajet'],
    departure: ['Heure départ', 'heureDepart', 'Heure de départ', 'Heure aller'],
    back: ['Heure retour', 'heureRetour', 'Heure du retour', 'Heure de retour'],
    timetable: ['Horaires'],
    fullName: ['Conducteurs', 'Conducteur', 'Conductrice ou conducteur'],
    address: ['Adresse'],
    occupation: ['Actif ou Retraité'],
    prefers: ['Contact préféré'],
    means: ['Moyen de communication préféré'],
    heardFrom: [
      'Juste avant de finir, comment avez-vous connu  Lotocar ?',
      'Comment avez-vous connu Lotocar ?',
      'Comment nous avez-vous connus ?',
      'Communication',
    ],
    remarks: ['Remarques éventuelles', 'Remarques', 'Info', 'Informations'],
    help: ['Type de covoit', 'Type de covoiturage', "Sorte d'aide"],
    place: ['Employeur', 'Lieu précis', 'Où plus précisément ? Entreprise, club de sport, quartier, etc.'],
    consent: ['Contact direct passager', 'Consentement', 'Contact direct'],
  },
  requests: {
    ...PERSON_TITLES,
    sentAt: ['Date demande', 'Date de la demande', 'Horodateur', 'Timestamp'],
    interest: ['Raisons', 'Raison'],
    from: ['Départ', 'Commune de départ', 'Lieu de départ'],
    to: ['Arrivée', "Commune d'arrivée", "Lieu d'arrivée", 'Destination'],
    date: ['Date départ', 'Date de départ', 'Date du trajet'],
    departure: ['heure départ', 'Heure de départ'],
    motive: ['Motif', 'Motif du déplacement'],
    wantsBack: ['Retour', 'Retour ?'],
    back: ['Heure', 'Heure retour', 'Heure du retour', 'Heure de retour'],
    heardFrom: ['Communication', 'Comment avez-vous connu Lotocar ?'],
    remarks: ['Informations supplémentaires', 'Remarques éventuelles', 'Remarques'],
    refusal: ['Motif de refus'],
    outcome: ['Trajet effectué', 'Résultat'],
  },
  places: {
    names: ['noms', 'nom', 'Lieu', 'Lieux', 'Noms des lieux'],
    latitude: ['latitude', 'lat'],
    longitude: ['longitude', 'long', 'lon', 'lng'],
  },
};

/** Titles that go on differently from sheet to sheet ("Trajet effectué Oui/Non/Régulier..."): their beginning is enough. */
export const TITLE_BEGINNINGS: readonly (readonly [Field, string])[] = [
  ['outcome', 'Trajet effectué'],
  ['heardFrom', 'Juste avant de finir, comment avez-vous connu'],
];

/** Columns without which a sheet of that kind cannot be read: one of each group. */
export const NEEDED: Readonly<Record<SheetKind, readonly (readonly Field[])[]>> = {
  drivers: [['from'], ['to'], ['firstName', 'lastName', 'fullName'], ['phone', 'email'], ['days', 'date', 'timetable']],
  requests: [
    ['from'],
    ['to'],
    ['firstName', 'lastName'],
    ['phone', 'email'],
    ['date', 'motive', 'outcome', 'wantsBack'],
  ],
  places: [['names'], ['latitude'], ['longitude']],
};

/** Columns that are understood and left aside: the service has no use for what they say of people. */
export const LEFT_ASIDE: ReadonlySet<Field> = new Set(['occupation']);

/** The words of a sheet's kind and of its columns, for people. */
export const KIND_NAMES: Readonly<Record<SheetKind, string>> = {
  drivers: 'trajets des conductrices et des conducteurs',
  requests: 'demandes des passagères et des passagers',
  places: 'lieux du territoire',
};

/** The first title we know of a column, to name it to people. */
export const titleOf = (kind: SheetKind, field: Field): string => TITLES[kind][field]?.[0] ?? field;
