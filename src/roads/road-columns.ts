import { createHubLabels } from '#src/roads/create-hub-labels.ts';
import type { Hierarchy, HierarchyArcs } from '#src/roads/hierarchy.ts';
import type { HubLabels, LabelSide } from '#src/roads/hub-labels.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import type { RoadMap, RoadMapAbout } from '#src/roads/road-map.ts';

/** Every column of a road map, in the order of its file. */
export const COLUMN_NAMES = [
  'longitudes',
  'latitudes',
  'firstArc',
  'heads',
  'ticks',
  'metres',
  'shapes',
  'shapeFirst',
  'shapeLongitudes',
  'shapeLatitudes',
  'upFirst',
  'upEnds',
  'upTicks',
  'upMetres',
  'upMiddles',
  'downFirst',
  'downEnds',
  'downTicks',
  'downMetres',
  'downMiddles',
  'outFirst',
  'outLast',
  'outHubs',
  'outTicks',
  'outMetres',
  'intoFirst',
  'intoLast',
  'intoHubs',
  'intoTicks',
  'intoMetres',
] as const;

/** The columns of a map by name, without its words. */
export type RoadColumns = Readonly<Record<(typeof COLUMN_NAMES)[number], Int32Array>>;

export const columnsOf = ({ graph, hierarchy: { up, down }, labels: { out, into } }: RoadMap): RoadColumns => ({
  longitudes: graph.longitudes,
  latitudes: graph.latitudes,
  firstArc: graph.firstArc,
  heads: graph.heads,
  ticks: graph.ticks,
  metres: graph.metres,
  shapes: graph.shapes,
  shapeFirst: graph.geometry.first,
  shapeLongitudes: graph.geometry.longitudes,
  shapeLatitudes: graph.geometry.latitudes,
  upFirst: up.first,
  upEnds: up.ends,
  upTicks: up.ticks,
  upMetres: up.metres,
  upMiddles: up.middles,
  downFirst: down.first,
  downEnds: down.ends,
  downTicks: down.ticks,
  downMetres: down.metres,
  downMiddles: down.middles,
  outFirst: out.first,
  outLast: out.last,
  outHubs: out.hubs,
  outTicks: out.ticks,
  outMetres: out.metres,
  intoFirst: into.first,
  intoLast: into.last,
  intoHubs: into.hubs,
  intoTicks: into.ticks,
  intoMetres: into.metres,
});

/** The map that columns make up; they are taken as they are. */
export const mapOf = (about: RoadMapAbout, columns: RoadColumns): RoadMap => {
  const hierarchy = hierarchyOf(columns);
  return { about, graph: graphOf(columns), hierarchy, labels: createHubLabels(hierarchy, labelsOf(columns)) };
};

const graphOf = (columns: RoadColumns): RoadGraph => ({
  nodeCount: columns.longitudes.length,
  longitudes: columns.longitudes,
  latitudes: columns.latitudes,
  firstArc: columns.firstArc,
  heads: columns.heads,
  ticks: columns.ticks,
  metres: columns.metres,
  shapes: columns.shapes,
  geometry: {
    first: columns.shapeFirst,
    longitudes: columns.shapeLongitudes,
    latitudes: columns.shapeLatitudes,
  },
});

const hierarchyOf = (columns: RoadColumns): Hierarchy => {
  const up: HierarchyArcs = {
    first: columns.upFirst,
    ends: columns.upEnds,
    ticks: columns.upTicks,
    metres: columns.upMetres,
    middles: columns.upMiddles,
  };
  const down: HierarchyArcs = {
    first: columns.downFirst,
    ends: columns.downEnds,
    ticks: columns.downTicks,
    metres: columns.downMetres,
    middles: columns.downMiddles,
  };
  return { nodeCount: columns.longitudes.length, up, down };
};

const labelsOf = (columns: RoadColumns): Pick<HubLabels, 'out' | 'into'> => {
  const out: LabelSide = {
    first: columns.outFirst,
    last: columns.outLast,
    hubs: columns.outHubs,
    ticks: columns.outTicks,
    metres: columns.outMetres,
  };
  const into: LabelSide = {
    first: columns.intoFirst,
    last: columns.intoLast,
    hubs: columns.intoHubs,
    ticks: columns.intoTicks,
    metres: columns.intoMetres,
  };
  return { out, into };
};
