import { greatCircleMetres } from '#src/places/distance.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { Commune, Point } from '#src/places/place.ts';
import type { Columns } from '#src/spreadsheets/columns.ts';
import type { ImportWork } from '#src/spreadsheets/import-work.ts';
import { openKnownLines } from '#src/spreadsheets/known-lines.ts';
import { placeHash } from '#src/spreadsheets/line-hash.ts';
import { readPlaceLine } from '#src/spreadsheets/place-sheet.ts';
import { folded } from '#src/time/reading.ts';
import type { Metres } from '#src/time/units.ts';

/** Two points of one name so near are one place. */
const SAME_PLACE: Metres = 300;
/** Farther from any commune's centre, nobody can tell which commune it is. */
const IN_A_COMMUNE: Metres = 15_000;

/** Takes a places' sheet: other names of the territory, as the team kept them. */
export const takePlaces = async (columns: Columns, work: ImportWork, communes: CommuneDirectory): Promise<void> => {
  const { stores, tally, newId, at } = work;
  const read = columns.rows.flatMap((row) => {
    const reading = readPlaceLine(columns, row);
    if (reading.kind === 'refused') {
      tally.refuse(row, reading.reason);
      return [];
    }
    return [
      { row, line: reading.value, doubts: reading.doubts, hashes: { whole: placeHash(reading.value), identity: null } },
    ];
  });
  const known = await openKnownLines(
    stores.importedLines,
    read.map(({ hashes }) => hashes),
  );
  const nearest = nearestCommune(communes);
  const names = new Map(
    (await stores.localPlaces.list()).flatMap((place) => place.names.map((name) => [folded(name), place])),
  );
  const places: LocalPlace[] = [];

  for (const { row, line, doubts, hashes } of read) {
    if (known.recognise(hashes) === 'same') {
      tally.known.push(row.line);
      continue;
    }
    const same = line.names.map((name) => names.get(folded(name))).find((place) => place !== undefined);
    if (same) {
      if (
        greatCircleMetres(same.point, line.point) <= SAME_PLACE &&
        line.names.every((name) => names.has(folded(name)))
      ) {
        tally.known.push(row.line);
      } else {
        tally.refuse(
          row,
          `« ${same.names[0]} » est déjà un lieu du territoire. Changez-le sur la page des lieux, ou donnez un autre nom à celui-ci.`,
        );
      }
      continue;
    }
    const commune = nearest(line.point);
    if (!commune) {
      tally.refuse(row, "Cette position n'est dans aucune commune connue. Vérifiez-la sur une carte.");
      continue;
    }
    const place: LocalPlace = {
      id: newId(),
      names: line.names,
      kind: 'name',
      communeCode: commune.code,
      point: line.point,
    };
    places.push(place);
    for (const name of line.names) names.set(folded(name), { ...place, version: 1 });
    known.keep(hashes, 'place', place.id);
    tally.doubt(row, doubts);
  }
  tally.added.places = places.length;
  if (places.length > 0) {
    tally.notes.push(
      'La commune de chaque lieu est celle dont le centre est le plus proche : relisez-les sur la page des lieux.',
    );
  }
  if (work.dryRun) return;
  for (const place of places) await stores.localPlaces.add(place, at);
  await known.write(at);
  tally.created.push(...places.map(({ id }) => ({ kind: 'place' as const, id, personId: null })));
};

/** Degrees within which a commune can be the nearest one: 15 km and more, at the latitudes of France. */
const NEAR = 0.25;

/** A sheet gives a point, not a commune: the one whose centre is nearest, in the territory or beside it. */
export const nearestCommune = (communes: CommuneDirectory): ((point: Point) => Commune | undefined) => {
  const placed = [...communes.communes()].flatMap((commune) => (commune.point ? [{ commune, at: commune.point }] : []));
  return (point) => {
    let best: Commune | undefined;
    let least = IN_A_COMMUNE;
    for (const { commune, at } of placed) {
      if (Math.abs(at.latitude - point.latitude) > NEAR || Math.abs(at.longitude - point.longitude) > NEAR) continue;
      const metres = greatCircleMetres(at, point);
      if (metres < least) [best, least] = [commune, metres];
    }
    return best;
  };
};
