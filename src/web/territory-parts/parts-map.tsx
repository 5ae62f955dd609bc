import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Commune } from '#src/places/place.ts';
import { DotMap } from '#src/web/layout/dot-map.tsx';
import { communesWords } from '#src/web/territory-parts/parts-words.ts';

/** Names on the map: the places one knows it by. */
const MOST_NAMES = 6;

/** The territory as dots, its largest places by their names; those next door as rings when they are proposed. */
export const PartsMap = ({
  directory,
  codes,
  nextDoor = [],
}: {
  directory: CommuneDirectory;
  codes: readonly string[];
  nextDoor?: readonly Commune[];
}) => {
  const communes = codes.flatMap((code) => directory.find(code) ?? []);
  const named = (nextDoor.length > 0 ? nextDoor : communes).toSorted((a, b) => b.population - a.population);
  return (
    <DotMap
      id="carte"
      title={nextDoor.length > 0 ? 'Votre territoire, et ce qui le touche' : 'Votre territoire'}
      description={
        nextDoor.length > 0
          ? `${communesWords(communes.length)}, et ${communesWords(nextDoor.length)} à côté, dont ${named[0]?.name ?? ''}.`
          : `${communesWords(communes.length)}, dont ${named
              .slice(0, MOST_NAMES)
              .map(({ name }) => name)
              .join(', ')}.`
      }
      communes={communes.flatMap(({ point }) => point ?? [])}
      lines={[]}
      spots={named.slice(0, MOST_NAMES).flatMap(({ point, name }) => (point === null ? [] : [{ point, label: name }]))}
    />
  );
};
