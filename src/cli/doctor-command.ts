import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { VERDICT_WORDS } from '#src/doctor/finding.ts';
import type { Service } from '#src/service.ts';

/**
 * `lotocar doctor [--json]`: one line for each part of the service, how it is and what to do.
 * @returns whether something is to be mended
 */
export const doctorCommand = async (
  args: readonly string[],
  { examine }: Pick<Service, 'examine'>,
  io: CommandIo,
): Promise<boolean> => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  const findings = await examine({ network: true, quick: false, territoryId: null });
  if (values.json) io.say(JSON.stringify(findings, null, 2));
  else
    for (const { about, verdict, sentence } of findings)
      io.say(verdict === 'unchecked' ? `${about} : ${sentence}` : `${about} : ${VERDICT_WORDS[verdict]} – ${sentence}`);
  return findings.some(({ verdict }) => verdict === 'mend');
};
