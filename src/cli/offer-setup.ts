import { randomBytes } from 'node:crypto';
import type { Config } from '#src/config.ts';
import type { Service } from '#src/service.ts';
import { spokenPassword } from '#src/team/password.ts';
import { createOfferSetup } from '#src/setup/setup-code.ts';
import { hashText } from '#src/web/guards/password-hasher.ts';

/** The code that opens the set-up page; undefined once there is a territory. */
export const offerSetup = ({ storage, config, clock, newId }: Service): Promise<string | undefined> =>
  createOfferSetup({
    atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
    hashText,
    now: clock,
    newId,
  })(config.setupCode, spokenPassword(randomBytes(32)));

/** What is said at each start until a territory is open. A code from the environment is not written in a journal. */
export const describeSetup = (code: string, { publicUrl, setupCode }: Config, port: number): string => {
  const url = new URL(publicUrl);
  // The port that was asked for may be "any".
  if (url.port === '0') url.port = String(port);
  return `
  Aucun territoire pour l’instant. Pour en ouvrir un, une dizaine de minutes :

    ouvrez  ${url.href}
    code    ${setupCode === null ? code : 'celui de LOTOCAR_SETUP_CODE'}

  Ce code ne sert qu’à l’ouverture : ensuite il n’ouvre plus rien.
`;
};
