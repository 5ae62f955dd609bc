import { folded } from '#src/time/reading.ts';
import type { KindOfHelp } from '#src/trips/trip.ts';

/** The ancestor's two sentences, each ticked or not. */
export const HELP_SENTENCES: Readonly<Record<KindOfHelp, string>> = {
  shared: 'régulier (partage des frais à définir avec le passager, ou alternance de véhicule etc.)',
  free: 'ponctuel et gratuit, pour rendre service à une personne de temps en temps (recommandé par Lotocar)',
};

/**
 * The kind of help of a cell. When both sentences are ticked, or none, a trip made once is "ponctuel et gratuit" and one
 * made every week "partage des frais à voir ensemble": nobody is promised more than the driver said.
 */
export const parseHelp = (cell: string, oneOff: boolean): KindOfHelp => {
  const plain = folded(cell);
  const shared = /regulier|partage|alternance|frais/.test(plain);
  const free = /ponctuel|gratuit|rendre service/.test(plain);
  if (shared !== free) return shared ? 'shared' : 'free';
  return oneOff ? 'free' : 'shared';
};
