import { Resolver } from 'node:dns/promises';
import type { ResolveTxt } from '#src/doctor/check-mail.ts';

const PATIENCE_MILLISECONDS = 3000;

/** The TXT records of a name, by the resolver of this machine. */
export const resolveTxt: ResolveTxt = async (name) => {
  const resolver = new Resolver({ timeout: PATIENCE_MILLISECONDS, tries: 1 });
  try {
    return await resolver.resolveTxt(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
};

/** What another machine's clock says, asked for nothing else. */
export const hourOf = async (url: string): Promise<string | null> => {
  const { headers } = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  return headers.get('Date');
};
