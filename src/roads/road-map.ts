import type { Hierarchy } from '#src/roads/hierarchy.ts';
import type { HubLabels } from '#src/roads/hub-labels.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Roads made ready to answer: one value, read whole from one file, never changed but for the labels it makes when asked. */
export interface RoadMap {
  readonly about: RoadMapAbout;
  /** Its nodes bear the numbers of the hierarchy. */
  readonly graph: RoadGraph;
  readonly hierarchy: Hierarchy;
  readonly labels: HubLabels;
}

/** Where a road map comes from, for the settings page and the file. */
export interface RoadMapAbout {
  /** What it was made from, as said to people: names of files or of regions. */
  readonly source: string;
  /** Date of the data, when the extract says it. */
  readonly dataFrom: IsoInstant | null;
  readonly builtAt: IsoInstant;
}
