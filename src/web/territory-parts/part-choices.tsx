import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { formatPart, type TerritoryPart } from '#src/territory/territory-part.ts';
import { Choices } from '#src/web/layout/fields.tsx';
import { PartName } from '#src/web/territory-parts/part-name.tsx';

interface ChoicesProps {
  readonly directory: CommuneDirectory;
  readonly choices: readonly TerritoryPart[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
}

/** What a name may mean, to be ticked; nothing when it is clear. */
export const PartChoices = ({ directory, choices, chosen, error }: ChoicesProps) =>
  choices.length === 0 ? null : (
    <Choices
      label="Laquelle, ou lesquelles ?"
      name="choix"
      type="checkbox"
      error={error}
      chosen={chosen}
      options={choices.map((part) => ({
        value: formatPart(part),
        label: <PartName directory={directory} part={part} />,
      }))}
    />
  );
