import { good, look, type Said } from '#src/doctor/finding.ts';

export interface RoadFacts {
  readonly territories: number;
  readonly withRoads: number;
  /** Whose file can no longer be found. */
  readonly broken: number;
}

const PAGE = 'Chargez les routes : page « Les routes », ou lotocar import roads.';

export const judgeRoads = ({ territories, withRoads, broken }: RoadFacts): Said => {
  if (broken > 0) return look(`un fichier de routes ne se lit plus, les temps sont des estimations. ${PAGE}`);
  if (territories === 0) return good('aucun territoire encore.');
  if (withRoads === territories) return good('les temps suivent les vraies routes.');
  const some =
    withRoads === 0
      ? 'les temps sont des estimations.'
      : `les temps suivent les vraies routes dans ${withRoads} territoire${withRoads === 1 ? '' : 's'} sur ${territories}.`;
  return look(`${some} ${PAGE}`);
};
