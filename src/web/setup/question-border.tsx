import { borderCommunes } from '#src/territory/border-communes.ts';
import { communesOfParts } from '#src/territory/territory-part.ts';
import { ticked } from '#src/web/layout/fields.tsx';
import { BorderChoices, MOST_PROPOSED } from '#src/web/territory-parts/border-choices.tsx';
import { PartsMap } from '#src/web/territory-parts/parts-map.tsx';
import { communesWords } from '#src/web/territory-parts/parts-words.ts';
import type { Question } from '#src/web/setup/question.ts';

/** The communes next door, where people go to the market or the doctor. */
export const borderQuestion: Question = {
  path: 'voisines',
  title: 'Et juste à côté ?',
  label: 'Communes voisines',
  isAnswered: ({ border }) => border !== null,
  typed: ({ border }) => ({ voisines: border ?? [] }),
  say: (c, { border }) => {
    const names = (border ?? []).flatMap((code) => c.get('service').communes.find(code)?.name ?? []);
    return names.length === 0 ? 'Aucune' : names.join(', ');
  },
  draw({ c, draft, values, errors }) {
    const { communes: directory } = c.get('service');
    const codes = communesOfParts(directory, draft.answers.parts);
    const nextDoor = borderCommunes(directory, codes, MOST_PROPOSED);
    if (nextDoor.length === 0) return <p>Aucune commune ne touche votre territoire dans nos données. Continuez.</p>;
    return (
      <>
        <PartsMap directory={directory} codes={codes} nextDoor={nextDoor} />
        <BorderChoices
          label="Quelles communes voisines ajoutez-vous ?"
          nextDoor={nextDoor}
          chosen={ticked(values, 'voisines')}
          error={errors['voisines']}
        />
        <p class="soft">
          {communesWords(codes.length)} déjà dans votre territoire. Toute la France reste une destination.
        </p>
      </>
    );
  },
  read(c, draft, form) {
    const { communes: directory } = c.get('service');
    const proposed = new Set(
      borderCommunes(directory, communesOfParts(directory, draft.answers.parts), MOST_PROPOSED).map(({ code }) => code),
    );
    const border = ticked(form, 'voisines').filter((code) => proposed.has(code));
    return { kind: 'kept', change: (answers) => ({ ...answers, border }) };
  },
};
