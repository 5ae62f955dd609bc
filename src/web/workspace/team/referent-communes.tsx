import type { Membership } from '#src/team/member.ts';
import type { TeamMember } from '#src/team/member-store.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** "Figeac, Gramat", as the field shows them. */
export const communeNames = (c: Ctx, { communeCodes }: Membership): string =>
  (communeCodes ?? []).map((code) => c.get('service').communes.find(code)?.name ?? code).join(', ');

/** The codes of the communes named, or a sentence about the one that is not understood. */
export const readCommunes = async (c: Ctx, text: string): Promise<readonly string[] | string> => {
  const service = c.get('service');
  const places = await territoryPlaces(service, c.get('at').territory);
  const names = text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return 'Écrivez au moins une commune, par exemple : Figeac, Gramat.';
  const codes = new Set<string>();
  for (const name of names) {
    const resolution = service.placeSearch.resolve(name, places);
    if (resolution.kind !== 'found') return `« ${name} » ne se trouve pas parmi les communes. Vérifiez son nom.`;
    codes.add(resolution.place.commune.code);
  }
  return [...codes].toSorted();
};

/** Which communes a referent answers for. */
export const ReferentCommunes = ({ at, one, names }: { at: At; one: TeamMember; names: string }) => {
  const id = `communes-${one.member.id}`;
  return (
    <DeskForm at={at} action={at.url(`/equipe/reglages/membres/${one.member.id}/communes`)} class="field-row">
      <div class="field">
        <label for={id}>
          Communes<span class="visually-hidden"> : {one.member.name}</span>
        </label>
        <p class="hint" id={`${id}-aide`}>
          Leurs noms, séparés par des virgules. Elle ou il ne voit que les demandes qui en partent ou y vont.
        </p>
        <textarea id={id} name="communes" rows={2} maxlength={2000} aria-describedby={`${id}-aide`}>
          {names}
        </textarea>
      </div>
      <p class="actions">
        <button type="submit" class="second">
          Enregistrer <span class="visually-hidden">les communes de {one.member.name}</span>
        </button>
      </p>
    </DeskForm>
  );
};
