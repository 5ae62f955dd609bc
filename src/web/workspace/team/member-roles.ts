import type { Membership } from '#src/team/member.ts';
import type { At } from '#src/web/context.ts';

const ROLES: readonly {
  readonly value: Membership['role'];
  readonly label: string;
  readonly hint: string;
}[] = [
  {
    value: 'member',
    label: 'Équipe',
    hint: 'Répond au téléphone, note les demandes, appelle les conductrices et conducteurs.',
  },
  { value: 'coordination', label: 'Coordination', hint: 'Fait tout cela, et choisit les réglages et les membres.' },
  {
    value: 'referent',
    label: 'Référence de communes',
    hint: 'Répond au téléphone pour quelques communes, et ne voit que les personnes de ces communes.',
  },
  {
    value: 'figures',
    label: 'Chiffres seulement',
    hint: 'Lit les chiffres et la carte des besoins, rien sur les personnes.',
  },
];

/** Referents appear where the territory has them, or where somebody already is one. */
export const rolesFor = (at: At, present?: Membership['role']): typeof ROLES =>
  ROLES.filter(({ value }) => value !== 'referent' || at.territory.switches.referents || present === 'referent');
