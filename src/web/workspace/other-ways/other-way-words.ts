import type { Notice, WayKind } from '#src/transit/on-demand/on-demand-service.ts';
import type { Reach } from '#src/transit/on-demand/other-way.ts';

interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** What it is, with an example of each. */
export const KIND_CHOICES: readonly Choice<WayKind>[] = [
  {
    value: 'on-demand',
    label: 'Transport à la demande (TAD)',
    hint: 'Un car, un minibus ou un taxi de la collectivité, que l’on réserve.',
  },
  { value: 'taxi', label: 'Taxi', hint: 'Taxi conventionné, bon de transport de la CPAM.' },
  { value: 'minibus', label: 'Minibus', hint: 'Minibus du marché, navette d’une association.' },
  { value: 'shop', label: 'Commerce ambulant', hint: 'Épicerie, boulangerie ou services qui viennent au village.' },
  {
    value: 'hitch-hiking',
    label: 'Arrêt de stop',
    hint: 'Un panneau où l’on attend, connu de qui passe. Dans un seul sens.',
  },
  { value: 'other', label: 'Autre' },
];

export const REACH_CHOICES: readonly Choice<Reach>[] = [
  { value: 'within', label: 'D’une de ces communes à une autre' },
  { value: 'places', label: 'Entre ces communes et des lieux précis' },
  { value: 'anywhere', label: 'Entre ces communes et n’importe où' },
  { value: 'from', label: 'Il vient dans ces communes, ou en part' },
];

export const NOTICE_CHOICES: readonly Choice<Notice['kind']>[] = [
  { value: 'days-before', label: 'La veille, ou plus tôt' },
  { value: 'same-day', label: 'Le jour même, un peu avant' },
  { value: 'real-time', label: 'Au moment de partir' },
  { value: 'none', label: 'On ne réserve pas' },
];
