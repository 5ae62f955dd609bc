import { once } from '#src/once.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { createPlaceSearch, type PlaceSearch } from '#src/places/search-places.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { readCommunesFile } from './communes-file.ts';

/** The communes of France, read once in a process: a service that opens again, after a restore, finds them ready. */
export const communesOfFrance: () => CommuneDirectory = once(() => readCommunes(readCommunesFile()));

/** The index of their names, made once too. */
export const placesOfFrance: () => PlaceSearch = once(() => createPlaceSearch(communesOfFrance()));
