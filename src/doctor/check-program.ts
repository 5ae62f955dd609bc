import { good, look, type Said } from '#src/doctor/finding.ts';

export interface ProgramFacts {
  readonly version: string;
  readonly node: string;
  readonly isExecutable: boolean;
  /** A later version, when one is known. */
  readonly newer: string | null;
}

const LEAST_NODE = 26;

export const judgeProgram = ({ version, node, isExecutable, newer }: ProgramFacts): Said => {
  const state = `Lotocar ${version}${isExecutable ? ' en un seul fichier' : ''}, Node ${node}`;
  if (Number.parseInt(node, 10) < LEAST_NODE)
    return look(`${state}. Il faut Node ${LEAST_NODE} : passez par « npm start ».`);
  return newer === null ? good(`${state}.`) : look(`${state}. La version ${newer} existe : page « Les nouveautés ».`);
};
