import { z } from 'zod';
import type { Stop } from '#src/places/place.ts';

/** As JSON columns hold it. */
export const stopSchema: z.ZodType<Stop> = z.object({
  label: z.string(),
  communeName: z.string(),
  communeCode: z.string(),
  point: z.object({ latitude: z.number(), longitude: z.number() }),
  source: z.enum(['local', 'address', 'chef-lieu', 'mairie', 'centroid', 'import']),
});

/** The stop a JSON column holds; `formatStop` writes it. */
export const parseStop = (json: string): Stop => stopSchema.parse(JSON.parse(json));

export const formatStop = (value: Stop): string => JSON.stringify(stopSchema.parse(value));
