import type { LocalPlace } from '#src/places/local-place.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { typed } from '#src/web/layout/fields.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { PLACE_KINDS } from '#src/web/workspace/places/place-kinds.ts';
import { PLACES } from '#src/web/workspace/places/paths.ts';
import { placeForm } from '#src/web/workspace/places/place-form.tsx';
import { locate } from '#src/web/workspace/shared/locate-place.ts';

/** Keeps what the form says, as a new place where there is no id; what does not stand comes back to the form. */
export const keepPlace = async (c: Ctx, id: string | null): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const form = await readForm(c);
  const names = typed(form, 'names')
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const kind = PLACE_KINDS.find(({ value }) => value === typed(form, 'kind'))?.value;
  const candidate = typed(form, 'candidate');
  const where = await locate(c, candidate === '' ? typed(form, 'where') : candidate);
  const errors: Record<string, string> = {};
  if (names.length === 0) errors['names'] = 'Écrivez au moins un nom.';
  else if (names.length > 40 || names.some((name) => name.length > 120))
    errors['names'] = 'C’est trop long : quarante noms au plus, de 120 lettres chacun.';
  if (!kind) errors['kind'] = 'Choisissez une sorte de lieu.';
  if ('error' in where) errors['where'] = where.error;
  if (Object.keys(errors).length > 0 || 'error' in where || !kind) {
    return placeForm(c, id, form, {
      errors,
      status: 422,
      ...('error' in where && where.candidates ? { candidates: where.candidates } : {}),
    });
  }
  const place: LocalPlace = {
    id: id ?? service.newId(),
    names,
    kind,
    communeCode: where.communeCode,
    point: where.point,
  };
  const now = formatInstant(at.now);
  const outcome = await service.storage.atomically(at.territory.id, async ({ localPlaces, journal }) => {
    if (id === null) await localPlaces.add(place, now);
    else if ((await localPlaces.save({ ...place, version: versionIn(form) })) === 'changed-meanwhile')
      return 'changed-meanwhile';
    await journal.add({
      id: service.newId(),
      at: now,
      actor: { kind: 'member', id: at.signedIn?.member.id ?? null },
      action: id === null ? 'place-added' : 'place-changed',
      subject: { kind: 'place', id: place.id },
      details: {},
    });
    return 'kept';
  });
  if (outcome === 'changed-meanwhile') {
    const current = await service.storage.in(at.territory.id).localPlaces.find(place.id);
    if (!current) return notFoundPage(c, 'Quelqu’un d’autre vient de supprimer ce lieu.');
    return placeForm(
      c,
      id,
      { ...form, version: String(current.version) },
      {
        errors: {
          names: `Quelqu’un d’autre vient de changer ce lieu (${current.names.join(', ')}). Vérifiez, puis enregistrez de nouveau.`,
        },
        status: 409,
      },
    );
  }
  return c.redirect(at.url(PLACES), 303);
};
