/** Made once: `toLocaleString` makes one at each number of a table. */
const french = new Intl.NumberFormat('fr-FR');

/** With French thousands: "1 234". */
export const formatNumber = (count: number): string => french.format(count);
