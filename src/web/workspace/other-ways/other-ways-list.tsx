import { formatPhone } from '#src/people/phone.ts';
import { describeHours } from '#src/territory/opening-hours.ts';
import { describeNotice } from '#src/transit/on-demand/describe-notice.ts';
import { isExported } from '#src/transit/on-demand/flex-feed.ts';
import type { OtherWay } from '#src/transit/on-demand/other-way.ts';
import type { StoredOtherWay } from '#src/transit/on-demand/other-way-store.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { FLEX_EXPORT } from '#src/web/public/flex-export.ts';
import { KIND_OF_WAY } from '#src/web/public/service-words.ts';
import { inWords } from '#src/web/trip-words.ts';
import { OTHER_WAYS_PATH } from '#src/web/workspace/other-ways/paths.ts';

/** More communes than that are counted, not named. */
const MOST_NAMED = 6;

const whereWords = (c: Ctx, { communeCodes, places }: OtherWay): string => {
  const { communes } = c.get('service');
  const named = communeCodes.map((code) => communes.find(code)?.name ?? code);
  const zone = named.length > MOST_NAMED ? `${named.length} communes` : inWords(named);
  return places.length === 0 ? zone : `${zone} ; ${inWords(places.map(({ label }) => label))}`;
};

const Line = ({ c, way }: { c: Ctx; way: StoredOtherWay }) => {
  const at = c.get('at');
  const asking = [describeNotice(way.booking.notice), way.booking.phone && formatPhone(way.booking.phone)];
  return (
    <li>
      <p class="row-title">
        <a href={at.url(`${OTHER_WAYS_PATH}/${way.id}`)}>{way.name}</a> <span class="tag">{KIND_OF_WAY[way.kind]}</span>{' '}
        {way.stopped && <span class="tag">arrêté</span>}
      </p>
      <p>{whereWords(c, way)}</p>
      <p>{way.hours === null ? 'Toujours' : describeHours(way.hours)}</p>
      <p>{asking.filter((words) => words !== '' && words !== null).join(', ')}</p>
    </li>
  );
};

/** All of them, those that are stopped too. */
export const otherWaysList = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const ways = await c.get('service').storage.in(at.territory.id).otherWays.list();
  return page(
    c,
    <DeskPage at={at} title="Les autres moyens de se déplacer" current="/equipe/reglages">
      <p>
        Ce que vous connaissez, en plus des conductrices et des conducteurs : transport à la demande, taxi conventionné,
        minibus du marché, commerce ambulant, arrêt de stop. Chacun est montré à côté d’une recherche quand il dessert
        les deux lieux, ce jour-là. Tout ce qui est écrit ici est public.
      </p>
      <p class="actions">
        <a class="button" href={at.url(`${OTHER_WAYS_PATH}/nouveau`)}>
          Ajouter un moyen
        </a>
      </p>
      {ways.length === 0 ? (
        <p class="notice">
          Rien pour l’instant. Commencez par le transport à la demande de votre intercommunalité : son dépliant dit tout
          ce qu’il faut écrire.
        </p>
      ) : (
        <ul class="rows">
          {ways.map((way) => (
            <Line c={c} way={way} />
          ))}
        </ul>
      )}
      {ways.some(isExported) && (
        <p class="soft">
          Vos transports à la demande se donnent à qui calcule des itinéraires, au format GTFS-Flex, à l’adresse{' '}
          <a href={at.url(FLEX_EXPORT)}>{at.absoluteUrl(FLEX_EXPORT)}</a>. Chaque commune y est un arrêt, à son centre.
        </p>
      )}
    </DeskPage>,
  );
};
