import type { ImportReport } from '#src/spreadsheets/import-tally.ts';

/** What the team has to do with the people who came in: French sentences. */
export const adviceOn = ({ drivers }: ImportReport['added']): readonly string[] =>
  drivers === 0
    ? []
    : [
        `${drivers} ${drivers > 1 ? 'personnes attendent' : 'personne attend'} d’être ${drivers > 1 ? 'accueillies' : 'accueillie'} au téléphone : rien ${drivers > 1 ? 'd’elles' : 'd’elle'} n’est montré avant.`,
        'Un tableur ne dit pas si leurs trajets peuvent paraître dans la liste : demandez-le en les accueillant. Sans réponse, c’est non.',
        'Relisez leurs trajets dans le même appel : le public ne les voit qu’une fois relus.',
      ];
