import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { z } from 'zod';
import { journeysOfPlan } from '#src/sources/motis/journeys-of-plan.ts';
import { planAddress } from '#src/sources/motis/plan-address.ts';
import { planAnswer } from '#src/sources/motis/plan-answer.ts';
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
    if (schema.enum) return fc.constantFrom(...schema.enum);
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

  test('never gives an answer that we cannot tell, or leave aside', () => {
    const itineraries = answer.properties?.['itineraries'] ?? assert.fail();
    let told = 0;
    fc.assert(
      fc.property(anyOf(itineraries, 4), (given) => {
        // A journey without a leg is none.
        const some = (given as readonly { readonly legs: readonly unknown[] }[]).filter(({ legs }) => legs.length > 0);
        for (const { departure, arrival, duration, legs } of journeysOfPlan(
          planAnswer.parse({ itineraries: some }),
          TELLING,
        )) {
          assert.ok([departure, arrival, duration].every(Number.isSafeInteger));
          assert.ok(legs.some(({ kind }) => kind === 'ride'));
          told += 1;
        }
      }),
      { numRuns: runs(200) },
    );
    assert.ok(told > 0);
  });
});
