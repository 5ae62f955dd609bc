import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DotMap } from '#src/web/layout/dot-map.tsx';

const points = Array.from({ length: 300 }, (_, index) => ({
  latitude: 44.2 + (index % 20) * 0.04,
  longitude: 1 + Math.floor(index / 20) * 0.08,
}));
const [a, b] = [points[3]!, points[290]!];

const draw = (props: Partial<Parameters<typeof DotMap>[0]> = {}): string => {
  const drawn = (
    <DotMap id="carte" title="Titre" description="Texte" communes={points} lines={[]} spots={[]} {...props} />
  );
  assert.ok(!(drawn instanceof Promise));
  return drawn.toString();
};

suite('the dot map', () => {
  test('three hundred communes weigh a few kilobytes, in one element', () => {
    const svg = draw({ lines: [{ kind: 'asked', points: [a, b] }], spots: [{ point: a, label: 'Gramat' }] });
    assert.ok(svg.length < 6000, `${svg.length} bytes`);
    assert.equal(svg.split('class="communes"').length, 2);
    assert.match(svg, /<title id="carte-titre">Titre<\/title><desc id="carte-texte">Texte<\/desc>/);
    assert.match(svg, />Gramat<\/text>/);
  });

  test('north is up, east is right, and everything is inside', () => {
    const svg = draw({
      communes: [],
      spots: [
        { point: { latitude: 45, longitude: 1 }, label: 'nord' },
        { point: { latitude: 44, longitude: 2 }, label: 'est' },
      ],
    });
    const [north, east] = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }));
    assert.ok(north && east && north.y < east.y && north.x < east.x);
    const height = Number(/viewBox="0 0 640 (\d+)"/.exec(svg)?.[1]);
    for (const spot of [north, east]) assert.ok(spot.x >= 0 && spot.x <= 640 && spot.y >= 0 && spot.y <= height);
  });

  test('names stand inside, those of the northernmost places too, whatever is beside them', () => {
    const near = { latitude: a.latitude, longitude: a.longitude + 0.05 };
    const top = { latitude: 45.1, longitude: 1.5 };
    const beside = { latitude: 45.09, longitude: 1.4 };
    const svg = draw({
      spots: [
        { point: beside, label: 'Saint-Céré' },
        { point: top, label: 'Sousceyrac-en-Quercy' },
        { point: near, label: 'Gramat' },
      ],
    });
    const height = Number(/viewBox="0 0 640 (\d+)"/.exec(svg)?.[1]);
    for (const [, y, label] of svg.matchAll(/<text x="[\d.-]+" y="([\d.-]+)"[^>]*>([^<]+)</g))
      assert.ok(Number(y) >= 15 && Number(y) <= height, `${label} at ${y}`);
  });

  test('one place alone, or none, breaks nothing; names are escaped', () => {
    assert.doesNotMatch(draw({ communes: [], spots: [{ point: a, label: '<b>' }] }), /<b>|NaN|Infinity/);
    assert.equal(draw({ communes: [] }), '');
  });
});
