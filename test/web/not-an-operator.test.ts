import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';

/** What a tool would be called that does one of the four things this one never does (docs/decisions/001). */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'messagerie interne': /messag|chat|conversation|inbox|discussion|thread/i,
  'paiement en ligne':
    /pay|paiement|price|prix|tarif|invoice|factur|wallet|stripe|iban|card_number|amount|montant|refund/i,
  'preuve de trajet': /proof|preuve|geoloc|gps|track|certificate|attestation|checkin|check_in/i,
  'application mobile': /push|apns|fcm|device_token|manifest\.json|service-?worker/i,
};

/**
 * What the service itself sends to one person, and its journal (decision 010): the only messages there are. Whatever else
 * is called so has to be looked at here.
 */
const OF_THE_SERVICE =
  /^\/:territoire\/equipe\/(?:reglages\/)?messages(?:\/|$)|^outbox_message\.|^message_setting\.|^(?:telling|outbox_message)\.message_(?:id|key)$/;
const rest = (name: string): string => (OF_THE_SERVICE.test(name) ? name.replaceAll(/messages?/g, '') : name);

const SENTENCE = "un outil d'expérimentation à moindre coût du covoiturage, pas un opérateur de covoiturage";
const straight = (text: string): string => text.replaceAll('’', "'").replaceAll('&#39;', "'").replaceAll(/\s+/g, ' ');

suite('what it will not do', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  test('no route does it', () => {
    const paths = [...new Set(service.app.routes.map((route) => route.path))];
    assert.ok(paths.length > 20, 'the routes are listed');
    for (const path of paths) {
      for (const [thing, words] of Object.entries(FORBIDDEN))
        assert.doesNotMatch(rest(path), words, `${path} : ${thing} ?`);
    }
  });

  test('no table or column keeps it', async () => {
    const { rows } = await sql<{ table: string; column: string }>`
      select m.name as "table", c.name as "column" from sqlite_master m join pragma_table_info(m.name) c
      where m.type = 'table' and m.name not like 'sqlite%'`.execute(service.engine.db);
    assert.ok(rows.length > 100, 'the columns are listed');
    for (const { table, column } of rows) {
      for (const [thing, words] of Object.entries(FORBIDDEN)) {
        assert.doesNotMatch(rest(`${table}.${column}`), words, `${table}.${column} : ${thing} ?`);
      }
    }
  });

  test('README, the help page and every footer say so in the same words', async () => {
    assert.ok(straight(readFileSync('README.md', 'utf8')).replaceAll('**', '').includes(SENTENCE));
    for (const path of ['/aide', '/lot', '/lot/lignes', '/lot/demande', '/lot/conducteurs']) {
      const html = await (await service.app.request(path)).text();
      assert.ok(straight(html).includes(SENTENCE), `${path} does not say what this is`);
    }
  });
});
