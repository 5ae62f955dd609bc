import { beginsAs, type ColumnFormat, damaged, decodeColumns, encodeColumns } from '#src/column-file.ts';
import { checkColumns } from '#src/roads/check-columns.ts';
import type { RoadMap } from '#src/roads/road-map.ts';
import { COLUMN_NAMES, columnsOf, mapOf } from '#src/roads/road-columns.ts';
import { z } from 'zod';

/** A road map as one file. */
const FORMAT: ColumnFormat<(typeof COLUMN_NAMES)[number]> = {
  magic: 'lotocaroutes',
  version: 1,
  columns: COLUMN_NAMES,
  sentences: {
    foreign: 'Ce fichier n’est pas un fichier de routes préparé par Lotocar. Vérifiez que vous avez choisi le bon.',
    otherVersion:
      'Ce fichier de routes a été préparé par une autre version de Lotocar. Préparez-le à nouveau à partir de l’extrait d’OpenStreetMap.',
    damaged: 'Ce fichier de routes est abîmé ou incomplet. Prenez-en une autre copie, ou préparez-le à nouveau.',
  },
};

const aboutSchema = z.object({ source: z.string(), dataFrom: z.string().nullable(), builtAt: z.string() });

/**
 * The bytes of a map with the labels it has at this moment.
 * @param isLastUse the map is taken apart on the way, and good for nothing afterwards: it and its bytes together would take
 * twice the memory
 */
export const encodeRoadMap = (map: RoadMap, isLastUse = false): Uint8Array<ArrayBuffer> =>
  encodeColumns(FORMAT, map.about satisfies z.infer<typeof aboutSchema>, columnsOf(map), isLastUse);

/** Whether bytes begin as such a file does, whatever follows. */
export const isRoadFile = (bytes: Uint8Array): boolean => beginsAs(FORMAT, bytes);

/**
 * Reads a map back; the bytes must not change afterwards.
 * @throws SaidToPeople when it is not such a file, or of another version, or damaged: every number is checked.
 */
export const decodeRoadMap = (bytes: Uint8Array): RoadMap => {
  const { about, columns } = decodeColumns(FORMAT, bytes);
  const read = aboutSchema.safeParse(about);
  if (!read.success || !checkColumns(columns)) throw damaged(FORMAT);
  return mapOf(read.data, columns);
};
