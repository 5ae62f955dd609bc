/** Said wherever someone drives on purpose for someone else (design decision 22). */
export const FREE_HELP = 'entraide gratuite, aucun frais demandé';

/** The same as a line of a message or of what is read out: added to every one about such a ride, whatever its wording. */
export const FREE_LINE = `Trajet fait exprès : ${FREE_HELP}.`;
