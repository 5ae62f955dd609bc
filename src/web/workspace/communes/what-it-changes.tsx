import { counted } from '#src/counted.ts';
import type { CommunesChange } from '#src/territory/change-communes.ts';
import type { Ctx } from '#src/web/context.ts';
import { communesOffTheMap } from '#src/web/workspace/roads/off-the-map.ts';
import { OTHER_WAYS_PATH } from '#src/web/workspace/other-ways/paths.ts';
import { ROADS_PATH } from '#src/web/workspace/roads/roads-view.tsx';

/** Names said in full; the others are counted. */
const NAMES_SAID = 40;

const french = new Intl.Collator('fr');

const namesWords = (c: Ctx, codes: readonly string[]): string => {
  const names = codes.map((code) => c.get('service').communes.find(code)?.name ?? code).toSorted(french.compare);
  const said = names.slice(0, NAMES_SAID).join(', ');
  return names.length > NAMES_SAID ? `${said}, et ${counted(names.length - NAMES_SAID, 'autre', 'autres')}` : said;
};

/** What becomes of what is noted in the communes that leave. */
const leaving = async (c: Ctx, removed: readonly string[]): Promise<readonly string[]> => {
  const at = c.get('at');
  const { storage } = c.get('service');
  const stores = storage.in(at.territory.id);
  const gone = new Set(removed);
  const [trips, requests, places, team] = await Promise.all([
    stores.trips.countTouching(removed),
    stores.requests.count({ state: 'open', seenBy: { memberId: '', communeCodes: removed } }),
    stores.localPlaces.list(),
    storage.instance.members.listOfTerritory(at.territory.id),
  ]);
  const noted = places.filter(({ communeCode }) => gone.has(communeCode)).length;
  const referents = team.filter(({ membership }) => membership.communeCodes?.some((code) => gone.has(code)));
  const parts = [
    ...(trips > 0 ? [counted(trips, 'trajet', 'trajets')] : []),
    ...(requests > 0 ? [counted(requests, 'demande ouverte', 'demandes ouvertes')] : []),
  ];
  return [
    parts.length === 0
      ? 'Aucun trajet ni aucune demande ouverte n’y passe : rien n’est perdu.'
      : `${parts.join(' et ')} y ${trips + requests > 1 ? 'commencent ou y finissent' : 'commence ou y finit'}. ${trips + requests > 1 ? 'Ils restent, sont montrés et se cherchent' : 'Cela reste, est montré et se cherche'} comme avant. Personne n’est à prévenir.`,
    ...(noted > 0
      ? [`${counted(noted, 'lieu que vous y avez noté reste', 'lieux que vous y avez notés restent')}.`]
      : []),
    'On peut toujours y aller et en venir. Ces communes ne sont plus proposées en premier quand on tape un lieu, ni dessinées sur la carte.',
    ...(at.territory.switches.referents && referents.length > 0
      ? [
          `Les communes données à ${referents.map(({ member }) => member.name).join(', ')} ne changent pas : voyez « Les membres de l’équipe ».`,
        ]
      : []),
  ];
};

const coming = (c: Ctx, added: readonly string[]) => {
  const at = c.get('at');
  const off = communesOffTheMap(c, added);
  return (
    <>
      <li>Elles sont dessinées sur la carte, et proposées en premier quand on tape un lieu.</li>
      {off.length > 0 && (
        <li>
          Vos routes ne vont pas jusqu’à {namesWords(c, off)} : les temps y seront des estimations.{' '}
          <a href={at.url(ROADS_PATH)}>Chargez de nouveau les routes</a> ensuite.
        </li>
      )}
    </>
  );
};

/** What the change does to what is already there, said before it is made. */
export const whatItChanges = async (c: Ctx, { added, removed }: CommunesChange) => {
  const at = c.get('at');
  const sentences = removed.length === 0 ? [] : await leaving(c, removed);
  return (
    <>
      {added.length > 0 && (
        <>
          <h3>{counted(added.length, 'commune de plus', 'communes de plus')}</h3>
          <p>{namesWords(c, added)}.</p>
          <ul>{coming(c, added)}</ul>
        </>
      )}
      {removed.length > 0 && (
        <>
          <h3>{counted(removed.length, 'commune de moins', 'communes de moins')}</h3>
          <p>{namesWords(c, removed)}.</p>
          <ul>
            {sentences.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {at.territory.switches.timetables && (
        <p>
          <a href={at.url(OTHER_WAYS_PATH)}>Les autres moyens</a> gardent les communes que vous leur avez données :
          relisez-les ensuite.
        </p>
      )}
    </>
  );
};
