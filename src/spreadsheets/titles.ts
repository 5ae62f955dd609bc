import type { Field, SheetKind } from '#src/spreadsheets/layouts.ts';

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
    from: ['Départ', 'Commune de départ', 'Ville de départ', 'Lieu de départ', 'De', 'Origine'],
    to: ['Arrivée', "Commune d'arrivée", "Ville d'arrivée", "Lieu d'arrivée", 'Destination', 'Vers', 'À'],
    via: ['Trajet', 'Parcours', 'Par quelles communes passez-vous ?', 'Communes traversées', 'Étapes', 'Passe par'],
    days: ['Jours', 'Jours de la semaine'],
    date: ['DateProposée', 'Jour', 'Date si une seule fois', 'Date du trajet'],
    departure: ['Heure départ', 'heureDepart', 'Heure de départ', 'Heure aller', 'Heure'],
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
    from: ['Départ', 'Commune de départ', 'Lieu de départ', 'De', 'Origine'],
    to: ['Arrivée', "Commune d'arrivée", "Lieu d'arrivée", 'Destination', 'Vers', 'À'],
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

/** The words of a sheet's kind and of its columns, for people. */
export const KIND_NAMES: Readonly<Record<SheetKind, string>> = {
  drivers: 'trajets des conductrices et des conducteurs',
  requests: 'demandes des passagères et des passagers',
  places: 'lieux du territoire',
};

/** The first title we know of a column, to name it to people. */
export const titleOf = (kind: SheetKind, field: Field): string => TITLES[kind][field]?.[0] ?? field;
