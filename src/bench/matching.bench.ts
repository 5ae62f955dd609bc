import { inventCountry, mainlandCommunes } from '#src/bench/country/invent-country.ts';
import { measureCountry } from '#src/bench/measure-country.ts';
import { measureTerritory } from '#src/bench/measure-territory.ts';
import type { Scale } from '#src/bench/timed-rounds.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const WHOLE: Scale = {
  departments: [],
  sizes: [10_000, 100_000, 1_000_000],
  requests: 300,
  territoryOffers: 5000,
  inserted: 2000,
  sampled: 150,
};

const SMALL: Scale = {
  departments: ['46', '12', '15'],
  sizes: [1000, 10_000],
  requests: 300,
  territoryOffers: 1000,
  inserted: 200,
  sampled: 20,
};

const figure = (name: string, value: number, unit = '') => ({ name, value, unit });

/**
 * Finding the offers that pass by A then B, in an invented country with as many roads as the real one's main network:
 * beside a look at every offer with travel given for nothing, and beside two Dijkstras and that look.
 * @throws Error when the reference is slower than it should be
 */
export async function run({ small }: { readonly small: boolean }) {
  const scale = small ? SMALL : WHOLE;
  const country = inventCountry(mainlandCommunes(readCommunes(readCommunesFile()), scale.departments), 1);
  const territory = measureTerritory(scale, country);
  const whole = measureCountry(scale, country);
  const mismatches = whole.mismatches + territory.mismatches;
  if (mismatches > 0) process.exitCode = 1;
  return Promise.resolve({
    name: `matching : qui passe par là, ${whole.nodes.toLocaleString('fr-FR')} nœuds de route`,
    figures: [
      figure('offers', Math.max(...scale.sizes)),
      figure('requests', scale.requests * (scale.sizes.length + 1)),
      figure('mismatches', mismatches),
      figure('ratio_scan', whole.largest.ratio, 'fois'),
      figure('p99_over_scan', whole.largest.p99OverScan, 'fois'),
      figure('ratio_dijkstra', whole.ratioDijkstra, 'fois'),
      figure('growth', whole.growth, 'fois'),
      figure('territory_ratio', territory.ratio, 'fois'),
      figure('cold_start_ratio', territory.coldStart, 'fois'),
      figure('insert_ratio', whole.insertRatio, 'fois'),
      figure('bytes_per_offer', whole.bytesPerOffer, 'octets'),
      figure('meeting3_ratio', whole.meeting, 'fois'),
      figure('p50_ms', whole.largest.p50, 'ms'),
      figure('p99_ms', whole.largest.p99, 'ms'),
      figure('scan_p50_ms', whole.largest.scanP50, 'ms'),
      figure('scan_over_sum', whole.reference, 'fois'),
      figure('insert_ms', whole.insertMs, 'ms'),
      figure('ch_build_s', whole.seconds.hierarchy, 's'),
      figure('labels_build_s', whole.seconds.labels, 's'),
      figure('rss_mb', process.resourceUsage().maxRSS / 1024, 'Mio'),
      figure('nodes', whole.nodes),
      figure('arcs', whole.arcs),
      figure('territory_nodes', territory.nodes),
      figure('territory_places', territory.places),
      figure('territory_p50_ms', territory.p50, 'ms'),
      figure('territory_ready_s', territory.ready, 's'),
    ],
  });
}
