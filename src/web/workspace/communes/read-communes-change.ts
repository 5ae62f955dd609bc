import { borderCommunes } from '#src/territory/border-communes.ts';
import { communesAfter, type CommunesChange, nextChange } from '#src/territory/change-communes.ts';
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
import { type FormErrors, ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { MOST_PROPOSED } from '#src/web/territory-parts/border-choices.tsx';
import { tooManyWords, unknownWords, unsureWords } from '#src/web/territory-parts/parts-words.ts';

/** What the form says, understood as far as it can be. */
export interface ReadChange {
  readonly change: CommunesChange;
  readonly errors: FormErrors;
  /** What stays in the fields: names that were not understood, and what they may mean. */
  readonly left: Typed;
  /** Whether something new was said since the change was last shown. */
  readonly isNew: boolean;
}

const codesIn = (text: string): readonly string[] => text.split(',').filter((code) => code !== '');

/** What the names to be removed mean among the communes that are there; a name that means several is not guessed. */
const findGone = (c: Ctx, text: string, current: readonly string[]) => {
  const { communes: directory, placeSearch } = c.get('service');
  const ours = new Set(current);
  const isHere = (part: TerritoryPart): boolean => communesOfParts(directory, [part]).some((code) => ours.has(code));
  const asParts = current.map((code): TerritoryPart => ({ kind: 'commune', code }));
  const found = findParts({ directory, search: placeSearch }, text, asParts);
  const sure = [...found.parts];
  const faults: string[] = [];
  const left: string[] = [];
  for (const { text: name, choices } of found.unsure) {
    const [only, ...others] = choices.filter(isHere);
    if (only && others.length === 0) sure.push(only);
    else {
      left.push(name);
      faults.push(
        only
          ? `« ${name} » peut être ${[only, ...others].map((part) => describePart(directory, part).name).join(' ou ')} : écrivez le nom en entier.`
          : `« ${name} » n’est pas dans votre territoire.`,
      );
    }
  }
  for (const part of sure.filter((one) => !isHere(one)))
    faults.push(`${describePart(directory, part).name} : ce n’est pas dans votre territoire.`);
  for (const name of found.unknown) {
    left.push(name);
    faults.push(`Nous ne trouvons pas « ${name} » : vérifiez l’orthographe.`);
  }
  return { codes: communesOfParts(directory, sure.filter(isHere)), faults, left };
};

/** Reads one step of the change of communes; nothing is kept. */
export const readCommunesChange = (c: Ctx, form: Typed): ReadChange => {
  const { communes: directory, placeSearch } = c.get('service');
  const current = c.get('at').territory.communeCodes;
  const isCommune = (code: string): boolean => directory.find(code)?.code === code;
  const before = nextChange(
    current,
    { added: [], removed: [] },
    {
      add: codesIn(typed(form, 'ajoutees')).filter(isCommune),
      remove: codesIn(typed(form, 'retirees')).filter(isCommune),
    },
  );
  const after = communesAfter(current, before);
  const proposed = new Set(borderCommunes(directory, after, MOST_PROPOSED).map(({ code }) => code));
  const border = ticked(form, 'voisines').filter((code) => proposed.has(code));
  const ticks = ticked(form, 'choix').flatMap((text) => parsePart(directory, text) ?? []);
  const asParts = after.map((code): TerritoryPart => ({ kind: 'commune', code }));
  const found = findParts({ directory, search: placeSearch }, typed(form, 'ajouter'), [...asParts, ...ticks]);
  const gone = findGone(c, typed(form, 'retirer'), after);
  const add = [...border, ...communesOfParts(directory, [...ticks, ...found.parts])];
  const change = nextChange(current, before, { add, remove: gone.codes });
  const total = communesAfter(current, change).length;
  const errors: Record<string, string> = {
    ...(found.unsure.length > 0 ? { choix: unsureWords(found.unsure) } : {}),
    ...(found.unknown.length > 0
      ? {
          ajouter: unknownWords(found.unknown),
        }
      : {}),
    ...(gone.faults.length > 0 ? { retirer: gone.faults.join(' ') } : {}),
  };
  const isNew = add.length + gone.codes.length > 0 || Object.keys(errors).length > 0;
  if (total === 0 || total > MOST_COMMUNES)
    return {
      change: before,
      errors:
        total === 0
          ? { retirer: 'Il faut au moins une commune. Pour fermer le service, lisez le guide.' }
          : { ajouter: tooManyWords(total) },
      left: form,
      isNew: true,
    };
  return {
    change,
    errors,
    left: {
      ajouter: found.unknown.join(', '),
      retirer: gone.left.join(', '),
      propose: found.unsure.flatMap(({ choices }) => choices.map(formatPart)),
    },
    isNew,
  };
};
