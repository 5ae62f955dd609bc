import { offerSetup } from '#src/cli/offer-setup.ts';
import type { Config } from '#src/config.ts';
import { openTestService, type TestService } from './test-service.ts';

/** The real service as `lotocar start` finds it the first evening: no territory, and its code. */
export const openEmptyInstance = async (
  changes: Partial<Config> = {},
): Promise<TestService & { readonly code: string }> => {
  const service = await openTestService(changes);
  await service.engine.atomically((trx) => trx.deleteFrom('territory').execute());
  return { ...service, code: (await offerSetup(service.service)) ?? '' };
};

/** The value of the cookie that an answer sets, as it is sent back. */
export const cookieOf = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
