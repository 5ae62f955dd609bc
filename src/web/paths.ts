/** Addresses to which several rooms of the site lead. */

/** The rides of the day, and of the eve. */
export const TODAY = '/equipe/aujourdhui';
export const YESTERDAY = '/equipe/hier';
/** All that can be printed. */
export const PRINTS = '/equipe/imprimer';
/** Where the coordination finds what an opening needs on paper. */
export const OPENING_PATH = '/equipe/reglages/ouverture';
/** The instance's own addresses for setting a territory up; a space on a shared host goes through the same. */
export const SETUP_PATH = '/ouvrir';
/** Where the poster of one commune is, for everyone. */
export const POSTER = '/lignes/affiche';
