import { formatNumber } from '#src/format-number.ts';
import type { MonthReport } from '#src/figures/month-report.ts';

const several = (count: number, one: string, many: string): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

/** "96 %", of what there is; '' of nothing. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.round((100 * part) / whole)} %`;

/** "mars 2026". */
export const monthName = (month: string): string =>
  Temporal.PlainDate.from(`${month}-01`).toLocaleString('fr-FR', { month: 'long', year: 'numeric' });

/** "de mars 2026", "d’octobre 2026". */
export const ofMonth = (month: string): string => {
  const name = monthName(month);
  return /^[aeiou]/.test(name) ? `d’${name}` : `de ${name}`;
};

/**
 * "En mars, 23 personnes ont demandé 31 trajets ; 19 ont eu une solution, 8 non, 4 attendent ; 96 % des rappels promis
 * tenus." The parts add up to the trips asked, each return counted with its way there.
 */
export const sayMonth = (month: string, report: MonthReport): string => {
  const name = Temporal.PlainDate.from(`${month}-01`).toLocaleString('fr-FR', { month: 'long' });
  const start = `En ${name}`;
  if (report.requests === 0) return `${start}, personne n’a demandé de trajet.`;
  const { met, refused, unmet, dropped, waiting } = report.ends;
  const without = refused + unmet;
  const parts = [
    several(met, 'a eu une solution', 'ont eu une solution'),
    `${formatNumber(without)} non`,
    ...(dropped > 0 ? [several(dropped, 'n’en avait plus besoin', 'n’en avaient plus besoin')] : []),
    ...(waiting > 0 ? [several(waiting, 'attend', 'attendent')] : []),
  ];
  const asked = `${several(report.persons, 'personne a demandé', 'personnes ont demandé')} ${several(report.requests, 'trajet', 'trajets')}`;
  const kept =
    report.promises > 0 ? ` ; ${percent(report.promisesKept, report.promises)} des rappels promis tenus` : '';
  return `${start}, ${asked} ; ${parts.join(', ')}${kept}.`;
};
