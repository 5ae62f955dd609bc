import { postgresAddress } from '#test/contract/real-postgres.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { livesOn } from '#test/simulation/long/ten-thousand-steps.ts';

if (postgresAddress() === undefined) {
  noteSkipped(
    'six mois simulés sur un vrai PostgreSQL (LOTOCAR_TEST_POSTGRES ne désigne aucun serveur) : sur PGlite à la place',
  );
  livesOn('pglite');
} else livesOn('postgres');
