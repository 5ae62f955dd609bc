import { parsePhone } from '#src/people/phone.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { PlaceSearch } from '#src/places/search-places.ts';
import type { AskedSpace } from '#src/setup/ask-space.ts';
import { findParts } from '#src/territory/find-parts.ts';
import { type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';

type Read =
  { readonly kind: 'read'; readonly asked: AskedSpace } | { readonly kind: 'refused'; readonly errors: FormErrors };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

const line = (form: Typed, name: string, most: number): string =>
  typed(form, name).trim().replaceAll(/\s+/gu, ' ').slice(0, most);

/** The request of a space. Words of the territory that are not understood are kept as words: the set-up asks again. */
export const readSpace = (
  form: Typed,
  places: { readonly directory: CommuneDirectory; readonly search: PlaceSearch },
): Read => {
  const name = line(form, 'nom', 80);
  const area = line(form, 'territoire', 600);
  const asker = line(form, 'demandeur', 120);
  const phone = parsePhone(typed(form, 'telephone'));
  const email = line(form, 'email', 200);
  const controller = line(form, 'responsable', 400);
  const errors: Record<string, string> = {
    ...(name === '' ? { nom: 'Écrivez un nom, même provisoire : il se change ensuite.' } : {}),
    ...(area === '' ? { territoire: 'Écrivez un département, une intercommunalité ou des communes.' } : {}),
    ...(asker === '' ? { demandeur: 'Écrivez votre nom : la personne qui héberge vous rappelle.' } : {}),
    ...(phone ? {} : { telephone: 'Ce numéro n’est pas complet. Écrivez-le avec ses dix chiffres.' }),
    ...(email === '' || EMAIL.test(email)
      ? {}
      : { email: 'Cette adresse ne se lit pas. Exemple : prenom@exemple.fr.' }),
    ...(controller === '' ? { responsable: 'Écrivez qui répond des données : la loi le demande.' } : {}),
  };
  if (!phone || Object.keys(errors).length > 0) return { kind: 'refused', errors };
  const found = findParts(places, area, []);
  const understood = found.unsure.length === 0 && found.unknown.length === 0;
  return {
    kind: 'read',
    asked: {
      name,
      area,
      asker,
      phone: phone.number,
      email: email === '' ? null : email,
      controller,
      parts: understood ? found.parts : [],
    },
  };
};
