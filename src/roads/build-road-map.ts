import { contract } from '#src/roads/contract.ts';
import { createHubLabels } from '#src/roads/create-hub-labels.ts';
import { keepNodes } from '#src/roads/keep-nodes.ts';
import { largestComponent } from '#src/roads/largest-component.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import type { RoadMap, RoadMapAbout } from '#src/roads/road-map.ts';

/** What a map is being made of at this moment. */
export type BuildStep = 'hierarchy' | 'labels';

/**
 * Above it labels are left to be made when asked for: those of a whole country would fill a gigabyte, and only those of
 * the places in use are ever read.
 */
const LABELS_MADE_UP_TO = 200_000;
/** Nodes whose labels are made between two reports of progress. */
const REPORTED_EVERY = 4096;

/**
 * Makes a road map of a graph: its largest component, numbered by its contraction hierarchy, with hub labels.
 * @param onProgress told the step and the share of it that is done, from 0 to 1
 */
export const buildRoadMap = (
  graph: RoadGraph,
  about: RoadMapAbout,
  onProgress: (step: BuildStep, share: number) => void = () => undefined,
): RoadMap => {
  const connected = keepNodes(graph, largestComponent(graph));
  const { hierarchy, order } = contract(connected, (share) => {
    onProgress('hierarchy', share);
  });
  const labels = createHubLabels(hierarchy);
  if (hierarchy.nodeCount <= LABELS_MADE_UP_TO) {
    const { nodeCount } = hierarchy;
    for (let end = nodeCount; end > 0; end -= REPORTED_EVERY) {
      onProgress('labels', 1 - end / nodeCount);
      labels.ensure(Array.from({ length: Math.min(end, REPORTED_EVERY) }, (_, below) => end - 1 - below));
    }
    labels.trim();
  }
  return { about, graph: keepNodes(connected, order), hierarchy, labels };
};
