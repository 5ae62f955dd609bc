import type { LocalPlace } from '#src/places/local-place.ts';
import { formatCoordinates } from '#src/places/parse-coordinates.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PLACE_KINDS } from '#src/web/workspace/places/place-kinds.ts';
import { PLACES } from '#src/web/workspace/places/paths.ts';

/** The places the territory keeps, each leading to its form. */
export const placesList = (c: Ctx, places: readonly LocalPlace[]): Response | Promise<Response> => {
  const at = c.get('at');
  const { communes } = c.get('service');
  return page(
    c,
    <DeskPage at={at} title="Les lieux du territoire" current={PLACES}>
      <p>
        Les noms d’ici l’emportent sur les noms officiels : quand quelqu’un écrit ou dit l’un d’eux, c’est cet endroit
        que la recherche comprend. Les points de rendez-vous sont publics.
      </p>
      <p class="actions">
        <a class="button" href={at.url(`${PLACES}/nouveau`)}>
          Ajouter un lieu
        </a>
      </p>
      {places.length === 0 ? (
        <p class="notice">
          Aucun lieu pour l’instant. Commencez par les mairies et les arrêts où l’on se donne rendez-vous, puis les noms
          que vous entendez au téléphone.
        </p>
      ) : (
        <div class="scroll">
          <table>
            <caption>{places.length === 1 ? 'Un lieu' : `${places.length} lieux`}</caption>
            <thead>
              <tr>
                <th scope="col">Noms</th>
                <th scope="col">Sorte</th>
                <th scope="col">Commune</th>
                <th scope="col">Position</th>
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr>
                  <td>
                    <a href={at.url(`${PLACES}/${place.id}`)}>{place.names.join(', ')}</a>
                  </td>
                  <td>{PLACE_KINDS.find((kind) => kind.value === place.kind)?.label}</td>
                  <td>{communes.find(place.communeCode)?.name ?? place.communeCode}</td>
                  <td>{formatCoordinates(place.point)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DeskPage>,
  );
};
