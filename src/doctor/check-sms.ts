import { good, look, mend, type Said } from '#src/doctor/finding.ts';

export interface SmsFacts {
  /** Null where the adapter cannot be asked, or no network may be used. */
  readonly answers: boolean | null;
  /** Of the last month. */
  readonly sent: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly isLastFailed: boolean;
}

export const judgeSms = ({ answers, sent, failed, uncertain, isLastFailed }: SmsFacts): Said => {
  const state = `depuis un mois : ${sent} envoyés, ${failed} non envoyés, ${uncertain} incertains`;
  if (answers === false)
    return mend(`le téléphone ou la clé ne répond pas. Vérifiez qu’il est allumé et relié au réseau ; ${state}.`);
  if (isLastFailed) return look(`le dernier n’est pas parti (${state}). La page « Messages » dit pourquoi.`);
  return good(`${state}.`);
};
