import { postgresAddress } from '#test/contract/real-postgres.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { livesOn } from '#test/simulation/long/ten-thousand-steps.ts';

if (postgresAddress() === undefined) {
  noteSkipped(
    'six mois simulés sur un vrai PostgreSQL (LOTOCAR_TEST_POSTGRES ne désigne aucun serveur) : 3 000 pas sur PGlite à la place',
  );
  // Eight times as slow: the dialect is tried, a server is tried where there is one.
  livesOn('pglite', 3000);
} else livesOn('postgres');
