import { SaidToPeople } from '#src/said-to-people.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';

/** The territory that the command line names. @throws SaidToPeople when there is none */
export const getTerritory = async (slug: string, { storage }: Pick<Service, 'storage'>): Promise<Territory> => {
  const territory = await storage.instance.territories.findBySlug(slug);
  if (!territory) throw new SaidToPeople(`Aucun territoire n'a l'adresse « ${slug} ».`);
  return territory;
};
