import { formatNumber } from '#src/format-number.ts';
import type { Commune } from '#src/places/place.ts';
import { Choices } from '#src/web/layout/fields.tsx';

/** A page of boxes is read, not scrolled: the largest come first. */
export const MOST_PROPOSED = 24;

interface BorderProps {
  readonly label: string;
  readonly nextDoor: readonly Commune[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
}

/** The communes next door, to be ticked. */
export const BorderChoices = ({ label, nextDoor, chosen, error }: BorderProps) => (
  <Choices
    label={label}
    name="voisines"
    type="checkbox"
    inline
    optional
    hint="Celles où vos habitants vont au marché, chez le médecin ou à la gare : cochez-les. Aucune n’est demandée."
    chosen={chosen}
    error={error}
    options={nextDoor.map(({ code, name, population }) => ({
      value: code,
      label: (
        <>
          {name} <span class="soft">{`(${formatNumber(population)}\u00a0hab.)`}</span>
        </>
      ),
    }))}
  />
);
