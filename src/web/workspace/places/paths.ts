export const PLACES = '/equipe/lieux';
/** Where the desk's script asks which place is being typed. */
export const PLACE_SUGGESTIONS = `${PLACES}/recherche`;
