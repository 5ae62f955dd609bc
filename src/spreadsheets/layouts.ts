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
