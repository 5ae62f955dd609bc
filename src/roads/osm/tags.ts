/** What OpenStreetMap says of a way or of a node: keys and values as they are written there. */
export type Tags = ReadonlyMap<string, string>;
