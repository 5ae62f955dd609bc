import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportSource } from '#src/imports/import-source.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

/** Whether a word of the command line is an address rather than a file. */
export const isAddress = (text: string): boolean => /^[a-z][a-z\d+.-]+:\/\//iu.test(text);

/** What a word of the command line brings. @throws SaidToPeople for a file that is not there */
export const importSourceOf = async (text: string): Promise<ImportSource> => {
  if (isAddress(text)) return { kind: 'address', url: text };
  const path = resolve(text);
  const about = await stat(path).catch(() => null);
  if (about?.isFile() !== true)
    throw new SaidToPeople(`Le fichier ${text} ne se lit pas. Vérifiez son nom et son dossier.`);
  return { kind: 'file', path };
};
