import { MOST_COMMUNES } from '#src/territory/communes-today.ts';
import { findParts } from '#src/territory/find-parts.ts';
import {
  communesOfParts,
  describePart,
  formatPart,
  parsePart,
  type TerritoryPart,
} from '#src/territory/territory-part.ts';
import type { Ctx } from '#src/web/context.ts';
import { fieldOf, TextField, ticked, typed } from '#src/web/layout/fields.tsx';
import { PartChoices } from '#src/web/territory-parts/part-choices.tsx';
import { PartName } from '#src/web/territory-parts/part-name.tsx';
import { PartsMap } from '#src/web/territory-parts/parts-map.tsx';
import { communesWords, tooManyWords, unknownWords, unsureWords } from '#src/web/territory-parts/parts-words.ts';
import { SetupForm } from '#src/web/setup/setup-form.tsx';
import type { Answered, Question } from '#src/web/setup/question.ts';

/** A département, an intercommunality, or any mix of communes, shown at once as a map. */
export const territoryQuestion: Question = {
  path: 'territoire',
  title: 'Quel est votre territoire ?',
  label: 'Territoire',
  isAnswered: ({ parts }) => parts.length > 0,
  typed: () => ({}),
  say: (c, { parts }) => {
    const { communes } = c.get('service');
    const names = parts.map((part) => describePart(communes, part).name);
    return parts.length === 0 ? '' : `${names.join(', ')} : ${communesWords(communesOfParts(communes, parts).length)}`;
  },
  above({ c, draft }) {
    const { communes: directory } = c.get('service');
    const { parts } = draft.answers;
    if (parts.length === 0) return null;
    const codes = communesOfParts(directory, parts);
    return (
      <>
        <ul class="rows">
          {parts.map((part) => (
            <li>
              <SetupForm c={c} draft={draft} question="territoire" class="inline-form">
                <PartName directory={directory} part={part} />{' '}
                <input type="hidden" name="retirer" value={formatPart(part)} />
                <button type="submit" class="link">
                  Retirer <span class="visually-hidden">{describePart(directory, part).name}</span>
                </button>
              </SetupForm>
            </li>
          ))}
        </ul>
        <p>
          <strong>{communesWords(codes.length)}</strong> en tout.
        </p>
        <PartsMap directory={directory} codes={codes} />
      </>
    );
  },
  draw({ c, draft, values, errors }) {
    const { communes: directory } = c.get('service');
    const choices = ticked(values, 'propose').flatMap((text) => parsePart(directory, text) ?? []);
    return (
      <>
        <PartChoices directory={directory} choices={choices} chosen={ticked(values, 'choix')} error={errors['choix']} />
        {choices.map((part) => (
          <input type="hidden" name="propose" value={formatPart(part)} />
        ))}
        <TextField
          label={draft.answers.parts.length === 0 ? 'Département, intercommunalité ou communes' : 'Ajouter encore'}
          {...fieldOf({ values, errors }, 'territoire')}
          {...(draft.answers.parts.length === 0 ? {} : { optional: true })}
          hint="Un nom, un numéro de département, ou plusieurs communes séparées par des virgules. Par exemple : Lot, ou Grand-Figeac, ou Gramat, Rocamadour, Lacave."
          maxlength={6000}
          autocomplete="off"
        />
      </>
    );
  },
  read(c, draft, form) {
    const { communes: directory, placeSearch } = c.get('service');
    const { parts } = draft.answers;
    const gone = typed(form, 'retirer');
    if (gone !== '') return without(gone);
    const ticks = ticked(form, 'choix').flatMap((text) => parsePart(directory, text) ?? []);
    const text = typed(form, 'territoire');
    if (text.trim() === '') {
      if (ticks.length > 0) return added(c, parts, ticks);
      if (ticked(form, 'propose').length > 0)
        return { kind: 'refused', errors: { choix: 'Cochez ce qui est à vous, ou écrivez autre chose.' } };
      if (parts.length > 0) return { kind: 'kept', change: (answers) => answers };
      return {
        kind: 'refused',
        errors: { territoire: 'Écrivez un département, une intercommunalité ou des communes.' },
      };
    }
    const found = findParts({ directory, search: placeSearch }, text, [...parts, ...ticks]);
    const plain = added(c, parts, [...ticks, ...found.parts]);
    if (plain.kind === 'refused' || (found.unsure.length === 0 && found.unknown.length === 0)) return plain;
    return {
      kind: 'refused',
      ...(plain.change ? { change: plain.change } : {}),
      errors: {
        ...(found.unsure.length > 0
          ? {
              choix: `${unsureWords(found.unsure)} Cochez ce qui est à vous.`,
            }
          : {}),
        ...(found.unknown.length > 0
          ? {
              territoire: unknownWords(found.unknown),
            }
          : {}),
      },
      values: {
        territoire: found.unknown.join(', '),
        propose: found.unsure.flatMap((one) => one.choices.map(formatPart)),
      },
    };
  },
};

const without = (gone: string): Answered => ({
  kind: 'kept',
  again: true,
  change: (answers) => ({ ...answers, border: null, parts: answers.parts.filter((part) => formatPart(part) !== gone) }),
});

/** Each part once. The map is drawn again before going on: what was chosen is seen. */
const added = (c: Ctx, before: readonly TerritoryPart[], parts: readonly TerritoryPart[]): Answered => {
  const together = (first: readonly TerritoryPart[]): readonly TerritoryPart[] => [
    ...new Map([...first, ...parts].map((part) => [formatPart(part), part])).values(),
  ];
  const codes = communesOfParts(c.get('service').communes, together(before));
  if (codes.length > MOST_COMMUNES)
    return {
      kind: 'refused',
      errors: {
        territoire: `${tooManyWords(codes.length)} Ouvrez-en plusieurs.`,
      },
    };
  return {
    kind: 'kept',
    again: true,
    change: (answers) => ({ ...answers, border: null, parts: together(answers.parts) }),
  };
};
