import { readRoad } from '#src/roads/osm/read-road.ts';
import type { Tags } from '#src/roads/osm/tags.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** Tags as people write them: "highway=primary oneway=yes". */
const tags = (text: string): Tags =>
  new Map(text.split(' ').map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]));

const isDriven = (text: string): boolean => readRoad(tags(text)) !== null;

/** "->" along its points, "<-" against them, "<>" both, "" neither. */
const waysOf = (text: string): string => {
  const road = readRoad(tags(text));
  if (road === null) return '';
  return `${road.backward > 0 ? '<' : '-'}${road.forward > 0 ? '>' : '-'}`;
};

const speed = (text: string): number => Math.round(readRoad(tags(text))?.forward ?? 0);

test('a car drives on roads, and not on paths, ferries, squares or works', () => {
  for (const kind of ['motorway', 'trunk_link', 'primary', 'secondary', 'tertiary_link', 'unclassified', 'road'])
    assert.ok(isDriven(`highway=${kind}`), kind);
  for (const kind of ['residential', 'living_street', 'service']) assert.ok(isDriven(`highway=${kind}`), kind);
  for (const kind of ['path', 'footway', 'cycleway', 'pedestrian', 'construction', 'proposed', 'busway', 'steps'])
    assert.ok(!isDriven(`highway=${kind}`), kind);
  assert.ok(!isDriven('route=ferry'));
  assert.ok(!isDriven('highway=primary route=ferry'));
  assert.ok(!isDriven('highway=residential area=yes'));
  assert.ok(!isDriven('highway=secondary construction=yes'));
  assert.ok(isDriven('highway=secondary construction=minor'));
  assert.ok(!isDriven('highway=unclassified smoothness=impassable'));
});

test('service roads are driven, but for those inside car parks and those of the rescue', () => {
  assert.ok(isDriven('highway=service service=driveway'));
  assert.ok(isDriven('highway=service service=alley'));
  assert.ok(!isDriven('highway=service service=driveway access=private'));
  assert.ok(!isDriven('highway=service service=parking_aisle'));
  assert.ok(!isDriven('highway=service service=emergency_access'));
});

test('a farm track is driven where it is paved or said to be open', () => {
  assert.ok(!isDriven('highway=track'));
  assert.ok(!isDriven('highway=track tracktype=grade2'));
  assert.ok(isDriven('highway=track tracktype=grade1'));
  assert.ok(isDriven('highway=track tracktype=grade3 motor_vehicle=yes'));
  assert.ok(isDriven('highway=track access=yes'));
  assert.ok(!isDriven('highway=track tracktype=grade1 motor_vehicle=agricultural'));
});

test('the most particular key decides who may pass', () => {
  assert.ok(!isDriven('highway=unclassified access=no'));
  assert.ok(isDriven('highway=unclassified access=no motor_vehicle=yes'));
  assert.ok(isDriven('highway=unclassified motor_vehicle=private motorcar=destination'));
  assert.ok(!isDriven('highway=unclassified access=yes vehicle=no'));
  assert.ok(isDriven('highway=service access=customers'));
  assert.ok(isDriven('highway=residential access=destination'));
  for (const value of ['private', 'agricultural', 'forestry', 'military', 'agricultural;forestry', 'emergency'])
    assert.ok(!isDriven(`highway=unclassified motor_vehicle=${value}`), value);
  assert.ok(isDriven('highway=unclassified motor_vehicle=agricultural;destination'));
});

test('one-ways are written in many ways, and motorways and roundabouts are by themselves', () => {
  assert.equal(waysOf('highway=primary'), '<>');
  for (const value of ['yes', 'true', '1']) assert.equal(waysOf(`highway=primary oneway=${value}`), '->');
  for (const value of ['-1', 'reverse']) assert.equal(waysOf(`highway=primary oneway=${value}`), '<-');
  assert.equal(waysOf('highway=motorway'), '->');
  assert.equal(waysOf('highway=motorway oneway=no'), '<>');
  assert.equal(waysOf('highway=motorway_link'), '<>');
  assert.equal(waysOf('highway=tertiary junction=roundabout'), '->');
  assert.equal(waysOf('highway=tertiary junction=circular'), '->');
  assert.equal(waysOf('highway=tertiary junction=roundabout oneway=-1'), '<-');
  assert.equal(waysOf('highway=tertiary oneway=reversible'), '');
  assert.equal(waysOf('highway=tertiary oneway=alternating'), waysOf('highway=tertiary'));
  assert.equal(waysOf('highway=residential oneway=yes oneway:motor_vehicle=no'), '<>');
  assert.equal(waysOf('highway=residential motor_vehicle:backward=no'), '->');
  assert.equal(waysOf('highway=residential vehicle:forward=no'), '<-');
});

test('the limit is the written one, else that of the law; the mean speed lies under it', () => {
  assert.equal(speed('highway=motorway'), 117);
  assert.equal(speed('highway=primary'), 70);
  assert.equal(speed('highway=primary maxspeed=50'), 44);
  assert.equal(speed('highway=primary maxspeed=FR:urban'), 44);
  assert.equal(speed('highway=primary maxspeed=FR:rural'), 70);
  assert.equal(speed('highway=primary source:maxspeed=FR:urban'), 44);
  assert.equal(speed('highway=residential zone:maxspeed=FR:30'), 20);
  assert.equal(speed('highway=residential maxspeed=FR:zone30'), 20);
  assert.equal(speed('highway=primary sidewalk=both'), 44);
  assert.equal(speed('highway=primary sidewalk=no'), 70);
  assert.equal(speed('highway=secondary maxspeed=signals'), 68);
  assert.equal(speed('highway=secondary maxspeed=50.0'), 43);
  assert.equal(speed('highway=secondary maxspeed=30mph'), 41);
  assert.equal(speed('highway=living_street maxspeed=FR:walk'), 5);
  assert.equal(speed('highway=motorway maxspeed=none'), 117);
  assert.equal(speed('highway=residential'), 30);
  assert.equal(speed('highway=residential maxspeed=30'), 20);
  assert.equal(speed('highway=tertiary surface=gravel'), 30);
  assert.equal(speed('highway=primary maxspeed=0'), 70);
  const uneven = readRoad(tags('highway=primary maxspeed=80 maxspeed:forward=50 maxspeed:backward=70'));
  assert.deepEqual(
    [uneven?.forward, uneven?.backward].map((one) => Math.round(one ?? 0)),
    [44, 62],
  );
});

test('main roads and lengths said by the data are told', () => {
  assert.equal(readRoad(tags('highway=secondary_link'))?.isMain, true);
  assert.equal(readRoad(tags('highway=tertiary'))?.isMain, false);
  assert.equal(readRoad(tags('highway=tertiary length_m=49.4'))?.length, 49.4);
  for (const text of ['long', '-3', '0', '1e99', 'Infinity'])
    assert.equal(readRoad(tags(`highway=tertiary length_m=${text}`))?.length, 0, text);
});
