import { postgresAddress } from '#test/contract/real-postgres.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { livesOn } from '#test/simulation/long/lives-on.ts';

if (postgresAddress() === undefined) {
  noteSkipped(
    'vie simulée sur un vrai PostgreSQL (LOTOCAR_TEST_POSTGRES ne désigne aucun serveur) : 300 pas sur PGlite à la place',
  );
  // Eight times as slow: the dialect is tried, a server is tried where there is one.
  livesOn('pglite', 300);
} else livesOn('postgres', 10_000);
