import { z } from 'zod';
import type { InstanceSettings } from '#src/instance-settings.ts';
import { laterThan, type Release } from '#src/updates/changelog.ts';

const kept = z.array(z.object({ version: z.string(), title: z.string(), body: z.string() }));

/** The later versions found the last time, newest first; those installed since are left aside. */
export const findLaterReleases = async (
  { settings }: { readonly settings: Pick<InstanceSettings, 'get'> },
  installed: string,
): Promise<readonly Release[]> => {
  const written = await settings.get('later-releases');
  return written === undefined ? [] : laterThan(kept.parse(JSON.parse(written)), installed);
};
