import { folded } from '#src/time/reading.ts';

const LEADING = /^(?:en )?(?:passant |passe |je passe )?(?:par|via|puis|et|ou|direction|vers)\s+(?:la |le |les )?/i;
const ROAD = /^(?:[adn]|rn|rd|route|autoroute) ?\d+$/i;

/** The names of a cell such as "par Gramat et Assier", "Gramat - Assier", "via Gramat, puis Assier", in order. */
export const namesOnTheWay = (cell: string): readonly string[] =>
  cell
    .split(/[,;/\n>→+]|\s[-–—]+\s|\s(?:et|puis)\s/i)
    .map((name) => {
      const balanced = (name.match(/\(/g)?.length ?? 0) === (name.match(/\)/g)?.length ?? 0);
      const inside = balanced ? name.replace(/^\s*\((.*)\)\s*$/, '$1') : name.replace(/[()]/g, ' ');
      let bare = inside.replace(/\s+/g, ' ').trim();
      while (LEADING.test(bare)) bare = bare.replace(LEADING, '');
      return bare.replace(/[.=-]+$/, '').trim();
    })
    .filter((name) => name !== '' && !['-', 'direct', 'aucun', 'non', 'neant'].includes(folded(name)));

/** "D653", "A20": a road is no place, and no doubt either. */
export const isRoad = (name: string): boolean => ROAD.test(name);
