import type { LocalPlaceKind } from '#src/places/local-place.ts';

/** What a place of the territory may be, as the team chooses it. */
export const PLACE_KINDS: readonly { readonly value: LocalPlaceKind; readonly label: string; readonly hint: string }[] =
  [
    {
      value: 'meeting-point',
      label: 'Point de rendez-vous',
      hint: 'Mairie, église, arrêt de car. Tout le monde peut le voir.',
    },
    { value: 'hamlet', label: 'Lieu-dit', hint: 'Un hameau, un quartier, un lieu connu d’ici.' },
    {
      value: 'name',
      label: 'Autre nom',
      hint: 'Un nom que les gens donnent à un endroit : « Villeneuve » veut dire la nôtre.',
    },
  ];
