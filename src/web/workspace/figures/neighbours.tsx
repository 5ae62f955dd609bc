import type { NeighbourAgreements } from '#src/territory/territory-store.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';

const PATH = '/equipe/reglages';

/** The other territories of the instance, and what each side said about sharing trips. */
export const Neighbours = ({
  c,
  agreements,
  others,
}: {
  c: Ctx;
  agreements: NeighbourAgreements;
  others: readonly Territory[];
}) => {
  const at = c.get('at');
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="voisins">
      <h2 id="voisins">Territoires voisins</h2>
      <p>
        Quand les deux équipes sont d’accord, les trajets des conductrices et conducteurs qui l’ont accepté se voient
        des deux côtés. Le numéro reste chez leur propre équipe : c’est elle qui les appelle.
      </p>
      <ul class="rows">
        {others.map((other) => {
          const given = agreements.given.includes(other.id);
          const received = agreements.received.includes(other.id);
          return (
            <li>
              <p class="row-title">{other.name}</p>
              <p>
                {given && received
                  ? 'Vos trajets se voient des deux côtés.'
                  : given
                    ? 'Vous avez dit oui ; on attend leur accord.'
                    : received
                      ? 'Ils ont dit oui ; on attend le vôtre.'
                      : 'Rien n’est partagé.'}
              </p>
              <DeskForm at={at} action={at.url(`${PATH}/voisins`)}>
                <input type="hidden" name="neighbour" value={other.id} />
                <input type="hidden" name="agree" value={given ? 'non' : 'oui'} />
                <button type="submit" class="second">
                  {given ? `Ne plus partager avec ${other.name}` : `Accepter de partager avec ${other.name}`}
                </button>
              </DeskForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** One side agrees to share, or takes it back. */
export const saveNeighbour = async (c: Ctx): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const form = await readForm(c);
  const neighbourId = typed(form, 'neighbour');
  const agrees = typed(form, 'agree') === 'oui';
  const now = formatInstant(at.now);
  const known = await service.storage.instance.territories.find(neighbourId);
  if (!known || known.id === at.territory.id) return notFoundPage(c, 'Ce territoire n’est pas, ou plus, sur ce site.');
  await service.storage.atomically(at.territory.id, async ({ instance, journal }) => {
    const memberId = at.signedIn?.member.id ?? null;
    if (agrees) await instance.territories.agree(at.territory.id, known.id, now, memberId);
    else await instance.territories.withdrawAgreement(at.territory.id, known.id, now);
    await journal.add({
      id: service.newId(),
      at: now,
      actor: { kind: 'member', id: memberId },
      action: agrees ? 'neighbour-agreed' : 'neighbour-withdrawn',
      subject: { kind: 'territory', id: known.id },
      details: {},
    });
  });
  return c.redirect(at.url(PATH, { fait: '1' }), 303);
};
