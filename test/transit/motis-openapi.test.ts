import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { z } from 'zod';
import { createAskMotis } from '#src/sources/motis/ask-motis.ts';
import { createCircuitBreaker } from '#src/sources/motis/circuit-breaker.ts';
import { planAddress } from '#src/sources/motis/plan-address.ts';
import { readPlan } from '#src/sources/motis/plan-answer.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import type { JourneysFound } from '#src/transit/search/find-journeys.ts';
import { liveWords, stepsWords, titleWords } from '#src/web/journey-words.ts';
import { itinerary, planOf } from '#test/fixtures/motis-answer.ts';
import { runs } from '#test/helpers/runs.ts';
import { noteSkipped } from '#test/note-skipped.ts';

/** The interface of MOTIS as its project publishes it (MIT), kept beside this project. */
const FILE = new URL('../../../shared/standards/motis/openapi.yaml', import.meta.url);

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Parameter {
  readonly name: string;
  readonly schema: Schema;
  readonly explode?: boolean;
}

const fileSchema = z.object({
  paths: z.object({
    '/api/v6/plan': z.object({
      get: z.object({
        parameters: z.array(z.custom<Parameter>()),
        responses: z.object({
          '200': z.object({ content: z.object({ 'application/json': z.object({ schema: z.custom<Schema>() }) }) }),
        }),
      }),
    }),
  }),
  components: z.object({ schemas: z.record(z.string(), z.custom<Schema>()) }),
});

const CAHORS = { name: 'Cahors', point: { latitude: 44.447, longitude: 1.441 } };
const GRAMAT = { name: 'Gramat', point: { latitude: 44.779, longitude: 1.724 } };
const TELLING = {
  from: GRAMAT,
  to: CAHORS,
  date: '2026-11-26',
  zone: 'Europe/Paris',
  window: { kind: 'any' },
  tolerance: 30,
  now: Temporal.Instant.from('2026-11-26T05:00:00Z'),
} as const;

suite('the interface of MOTIS as its project writes it', () => {
  if (!existsSync(FILE)) {
    noteSkipped('interface de MOTIS : son fichier OpenAPI n’est pas à côté du projet');
    return;
  }
  const file = fileSchema.parse(parse(readFileSync(FILE, 'utf8'), { merge: true, maxAliasCount: 1000 }));
  const { parameters, responses } = file.paths['/api/v6/plan'].get;
  const answer = responses['200'].content['application/json'].schema;
  const resolved = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : resolved(file.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? assert.fail(schema.$ref));

  test('knows all that we ask', () => {
    const url = planAddress('http://localhost', {
      from: GRAMAT.point,
      to: CAHORS.point,
      date: '2026-11-26',
      zone: 'UTC',
    });
    for (const [name, value] of url.searchParams) {
      const parameter = parameters.find((one) => one.name === name);
      assert.ok(parameter, name);
      const schema = resolved(parameter.schema);
      if (schema.type === 'integer') assert.match(value, /^\d+$/u, name);
      if (schema.type === 'number') assert.ok(Number(value) > 0, name);
      if (schema.type === 'boolean') assert.match(value, /^(?:true|false)$/u, name);
      if (schema.type !== 'array') continue;
      assert.equal(parameter.explode, false, name);
      const words = resolved(schema.items ?? {}).enum;
      for (const word of words ? value.split(',') : []) assert.ok(words?.includes(word), word);
    }
  });

  /** What is wrong with a value, by the words of a schema that the file uses. */
  const faultsIn = (value: unknown, given: Schema, at: string): readonly string[] => {
    const schema = resolved(given);
    if (schema.enum && !schema.enum.includes(value as string)) return [`${at}: ${String(value)}`];
    if (schema.type === 'array')
      return Array.isArray(value)
        ? value.flatMap((one, index) => faultsIn(one, schema.items ?? {}, `${at}/${index}`))
        : [at];
    if (schema.type === 'object') {
      if (typeof value !== 'object' || value === null) return [at];
      const missing = (schema.required ?? [])
        .filter((name) => !(name in value))
        .map((name) => `${at}/${name} is missing`);
      const known = Object.entries(value).flatMap(([name, one]) => {
        const inner = schema.properties?.[name];
        return inner ? faultsIn(one, inner, `${at}/${name}`) : [];
      });
      return [...missing, ...known];
    }
    const type = schema.type === 'integer' ? 'number' : schema.type;
    return type === undefined || typeof value === type ? [] : [at];
  };

  test('would give the answers that our other tests are made with', () => {
    const plan = planOf(itinerary({ leaves: '05:00:00', arrives: '05:55:00' }));
    assert.deepEqual(faultsIn(plan, answer, ''), []);
    assert.deepEqual(faultsIn({ ...plan, itineraries: [{ legs: 1 }] }, answer, '').length > 0, true);
  });

  /** Any value of a schema, to a depth. */
  const anyOf = (given: Schema, depth: number): fc.Arbitrary<unknown> => {
    const schema = resolved(given);
    // A version to come may have other words.
    if (schema.enum)
      return fc.oneof(
        { arbitrary: fc.constantFrom(...schema.enum), weight: 20 },
        { arbitrary: fc.string({ maxLength: 8 }), weight: 1 },
      );
    switch (schema.type) {
      case 'string':
        return schema.format === 'date-time'
          ? fc
              .date({
                min: new Date('2026-11-25T00:00:00Z'),
                max: new Date('2026-11-29T00:00:00Z'),
                noInvalidDate: true,
              })
              .map((date) => `${date.toISOString().slice(0, 19)}Z`)
          : fc.oneof(
              fc.constantFrom('', '20261126_07:10_lot_873', 'https://exemple.fr', '1D5C63'),
              fc.string({ maxLength: 20 }),
            );
      case 'integer':
        return fc.integer({ min: 0, max: 20_000 });
      case 'number':
        return fc.double({ min: -90, max: 90, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(anyOf(schema.items ?? {}, depth - 1), { maxLength: depth > 0 ? 3 : 0 });
      case 'object': {
        const required = new Set(schema.required);
        const shown = Object.entries(schema.properties ?? {}).filter(([name]) => depth > 0 || required.has(name));
        return fc.record(Object.fromEntries(shown.map(([name, one]) => [name, anyOf(one, depth - 1)])), {
          requiredKeys: shown.map(([name]) => name).filter((name) => required.has(name)),
        });
      }
      default:
        return fc.constant(null);
    }
  };

  const at = (minutes: number): string =>
    Temporal.Instant.from('2026-11-26T05:00:00Z').add({ minutes }).toString({ smallestUnit: 'second' });

  /** Any answer; its legs one after another more often than not, as those of any engine are. */
  const plausible = fc
    .record({
      answer: anyOf(answer, 5) as fc.Arbitrary<PlanShape>,
      modes: fc.array(fc.constantFrom('WALK', 'COACH', 'BUS', 'REGIONAL_RAIL', 'RENTAL', 'FLEX', 'MAGIC'), {
        minLength: 3,
        maxLength: 3,
      }),
      start: fc.integer({ min: 0, max: 900 }),
      minutes: fc.integer({ min: 0, max: 60 }),
      isLeft: fc.constantFrom(true, false, false),
      alerts: fc.array(anyOf(file.components.schemas['Alert'] ?? assert.fail(), 1), { maxLength: 5 }),
    })
    .map(({ answer: given, modes, start, minutes, isLeft, alerts }) =>
      isLeft
        ? given
        : {
            ...given,
            itineraries: given.itineraries.map(({ legs, ...one }) => ({
              ...one,
              legs: legs.map((leg, place) => {
                const [from, until] = [at(start + place * minutes), at(start + place * minutes + minutes)];
                const hours = { startTime: from, endTime: until, scheduledStartTime: from, scheduledEndTime: until };
                return { ...leg, ...hours, alerts, mode: modes[place % modes.length] as string };
              }),
            })),
          },
    );

  test('never gives an answer that we cannot tell, or leave aside', async () => {
    const own: JourneysFound = { kind: 'no-timetable' };
    const seen = { told: 0, ours: 0, stays: 0, cancelled: 0, alerts: 0, left: 0 };
    const street = new Set(['BIKE', 'RENTAL', 'CAR', 'CAR_PARKING', 'FLEX', 'ODM', 'RIDE_SHARING', 'AIRPLANE']);
    await fc.assert(
      fc.asyncProperty(plausible, fc.constantFrom(true, true, true, false), async (given, isWhole) => {
        const text = JSON.stringify(given);
        // Cut somewhere on its way.
        const sent = isWhole ? text : text.slice(0, text.length - 1);
        const ask = createAskMotis({
          base: 'http://motis.exemple.fr',
          own: async () => own,
          askPlan: async () => readPlan(JSON.parse(sent)),
          breaker: createCircuitBreaker(() => TELLING.now),
          clock: () => TELLING.now,
          log: { warn: () => undefined } as unknown as Parameters<typeof createAskMotis>[0]['log'],
        });
        const found = await ask(
          { id: 'lot', tolerance: 30, switches: ALL_ON, zone: 'Europe/Paris' },
          { from: GRAMAT, to: CAHORS, date: TELLING.date, window: TELLING.window, back: null, wholeDay: true },
        );
        if (found.kind !== 'found') {
          assert.equal(found, own);
          seen.ours += 1;
          return;
        }
        assert.ok(isWhole);
        const modes = given.itineraries.flatMap(({ legs }) => legs.map(({ mode }) => mode));
        if (modes.some((mode) => street.has(mode))) seen.left += 1;
        for (const journey of found.outward.all) {
          const { departure, arrival, duration, changes, legs } = journey;
          assert.ok([departure, arrival, duration, changes].every(Number.isSafeInteger));
          assert.ok(departure <= arrival && changes >= 0);
          const rides = legs.filter((leg) => leg.kind === 'ride');
          assert.ok(rides.length > 0);
          for (const { board, alight, isStay, live } of rides) {
            assert.ok(board.departure <= alight.arrival);
            assert.ok((live?.alerts.length ?? 0) <= 3 && live?.alerts.every(({ title }) => title !== '') !== false);
            seen.stays += isStay === true ? 1 : 0;
            seen.cancelled += live != null && live.missing !== null ? 1 : 0;
            seen.alerts += live?.alerts.length ?? 0;
          }
          assert.ok([...stepsWords(journey), ...liveWords(journey, TELLING.now), titleWords(journey)].join('') !== '');
          seen.told += 1;
        }
      }),
      { numRuns: runs(300) },
    );
    for (const [what, count] of Object.entries(seen)) assert.ok(count > 0, `${what}: ${JSON.stringify(seen)}`);
  });
});

interface PlanShape {
  readonly itineraries: readonly { readonly legs: readonly { readonly mode: string }[] }[];
}
