import { z } from 'zod';

/** The format of our archives; an archive of a later one is refused. */
export const ARCHIVE_FORMAT = 1;

export const MANIFEST = 'manifeste.json';
export const README = 'LISEZMOI.txt';

/** Where the rows of a table stand in an archive. */
export const rowsFile = (table: string): string => `donnees/${table}.json`;

/** The table whose rows this file holds. */
export const tableOfFile = (name: string): string | undefined => /^donnees\/([a-z_]{1,60})\.json$/.exec(name)?.[1];

export const manifest = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  /** Version of the service that wrote it, and the last step of its database. */
  version: z.string(),
  migration: z.string(),
  territory: z.object({ slug: z.string(), name: z.string() }),
  exportedAt: z.string(),
  /** Rows of each table: an archive cut short is seen. */
  rows: z.record(z.string(), z.number().int().nonnegative()),
});
export type Manifest = z.infer<typeof manifest>;

export const rowsOfFile = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
