import { sayFeature } from '#src/sources/openstreetmap/faults.ts';
import { checkEnd, readChecked } from '#src/sources/openstreetmap/fields.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { PbfReader } from 'pbf';

/** What a reader must know to understand a file; one that asks for more is refused, not misread. */
const KNOWN_FEATURES: ReadonlySet<string> = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** A date the data cannot have: the year 2242. */
const TOO_LATE = 2 ** 33;

/**
 * Reads the header of an extract.
 * @returns the date of its data, when it says it
 * @throws SaidToPeople when the file asks for what we do not know
 */
export const readHeader = (name: string, data: Uint8Array): IsoInstant | null => {
  const reader = new PbfReader(data);
  let seconds = 0;
  for (let field = reader.nextField(); field !== 0; field = reader.nextField())
    if (field === 4) {
      const feature = new TextDecoder().decode(readChecked(reader));
      if (!KNOWN_FEATURES.has(feature)) throw sayFeature(name, feature);
    } else if (field === 32) seconds = reader.readVarint();
  checkEnd(reader, data.length);
  if (seconds <= 0 || seconds >= TOO_LATE) return null;
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString({ smallestUnit: 'millisecond' });
};
