/** Said wherever someone drives on purpose for someone else (design decision 22). */
export const FREE_HELP = 'entraide gratuite, aucun frais demandé';
