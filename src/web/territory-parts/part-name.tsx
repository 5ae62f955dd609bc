import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { describePart, type TerritoryPart } from '#src/territory/territory-part.ts';
import { communesWords } from '#src/web/territory-parts/parts-words.ts';

/** "Grand-Figeac : 92 communes". */
export const PartName = ({ directory, part }: { directory: CommuneDirectory; part: TerritoryPart }) => {
  const { name, communes } = describePart(directory, part);
  return (
    <>
      {name}
      {part.kind !== 'commune' && <span class="soft"> : {communesWords(communes)}</span>}
    </>
  );
};
