import type { Migration } from 'kysely/migration';
import { start } from './001-start.ts';

/** In order, listed in code: a folder scan cannot work in a single executable. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-start': start,
};
