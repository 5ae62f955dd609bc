import type { Field, SheetKind } from '#src/spreadsheets/layouts.ts';
import type { Switches } from '#src/territory/switches.ts';

/** What a column may hold in a sheet of each kind, in the words of who corrects a guess; most wanted first. */
export const FIELD_WORDS: Readonly<Record<SheetKind, Readonly<Partial<Record<Field, string>>>>> = {
  drivers: {
    firstName: 'Prénom',
    lastName: 'Nom',
    fullName: 'Prénom et nom ensemble',
    phone: 'Téléphone',
    email: 'Adresse électronique',
    from: 'Départ',
    to: 'Arrivée',
    via: 'Passe par',
    days: 'Jours de la semaine',
    date: 'Date, si une seule fois',
    departure: 'Heure de départ',
    back: 'Heure de retour',
    timetable: 'Jours et heures ensemble',
    place: 'Lieu précis d’arrivée',
    help: 'Gratuit ou frais partagés',
    consent: 'Accord pour donner le numéro',
    address: 'Adresse',
    prefers: 'Comment joindre la personne',
    means: 'Autre moyen de la joindre',
    heardFrom: 'Comment la personne a connu le service',
    sentAt: 'Date d’inscription',
    remarks: 'Remarques',
  },
  requests: {
    firstName: 'Prénom',
    lastName: 'Nom',
    fullName: 'Prénom et nom ensemble',
    phone: 'Téléphone',
    email: 'Adresse électronique',
    from: 'Départ',
    to: 'Arrivée',
    date: 'Jour du trajet',
    departure: 'Heure de départ',
    wantsBack: 'Retour : oui ou non',
    back: 'Heure de retour',
    motive: 'Motif',
    interest: 'Raison de la demande',
    heardFrom: 'Comment la personne a connu le service',
    sentAt: 'Date de la demande',
    refusal: 'Motif de refus',
    outcome: 'Ce que la demande est devenue',
    remarks: 'Remarques',
  },
  places: { names: 'Noms du lieu', latitude: 'Latitude', longitude: 'Longitude' },
};

/** The fields of a kind that a territory takes, in that order: without e-mails, no address is asked of a sheet either. */
export const fieldsOf = (kind: SheetKind, { email }: Pick<Switches, 'email'>): readonly Field[] =>
  (Object.keys(FIELD_WORDS[kind]) as readonly Field[]).filter((field) => field !== 'email' || email);
