import type { CommandIo } from '#src/cli/command-io.ts';
import { untilInterrupted } from '#src/cli/until-interrupted.ts';
import type { ImportEnd } from '#src/imports/importing.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

/**
 * Waits for an import that has begun; Ctrl+C cancels it.
 * @returns what it made; null once it is cancelled, which is then said
 * @throws SaidToPeople when it failed
 */
export const endOfImport = async <Done>(
  running: Promise<ImportEnd<Done>>,
  cancel: () => Promise<void>,
  io: CommandIo,
): Promise<Done | null> => {
  const end = await untilInterrupted(running, cancel);
  io.sayOver?.('');
  if (end.kind === 'failed') throw new SaidToPeople(end.problem);
  if (end.kind === 'done') return end.made;
  io.say('L’import est arrêté. Ce qui est déjà téléchargé est gardé : la même commande le reprend.');
  process.exitCode = 130;
  return null;
};
