import { holdsSite } from '#src/team/site-holder.ts';
import type { Ctx } from '#src/web/context.ts';

/** Whether who is signed in has the backups of the whole site in their hands. */
export const isSiteHolder = async (c: Ctx): Promise<boolean> => {
  const { signedIn, territory } = c.get('at');
  if (!signedIn) return false;
  if (signedIn.member.host) return true;
  const { members, territories } = c.get('service').storage.instance;
  return holdsSite(
    signedIn.member,
    territory.id,
    await territories.list(),
    await members.listOfTerritory(territory.id),
  );
};
