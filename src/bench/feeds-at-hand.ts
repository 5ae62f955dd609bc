/** What lies beside the project where its data were gathered. */
export const FEEDS_AT_HAND = ['sncf-ter-2025-01.zip', 'cg71-2013-derived.zip'].map(
  (name) => `../shared/data/gtfs/${name}`,
);
