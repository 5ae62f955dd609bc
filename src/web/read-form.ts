import { HTTPException } from 'hono/http-exception';
import type { Ctx } from '#src/web/context.ts';
import { refusedPage } from '#src/web/layout/error-page.tsx';
import { type Typed, typed } from '#src/web/layout/fields.tsx';

// No keyboard types it, and PostgreSQL refuses a text that holds one.
const clean = (text: string): string => text.replaceAll('\u0000', '');

/** The body, or a page that asks to send it again: a network that drops, or no browser at all. */
const parsed = async (c: Ctx) => {
  try {
    return await c.req.parseBody({ all: true });
  } catch {
    const res = await refusedPage(
      c,
      'Ce qui a été envoyé n’est pas arrivé en entier',
      'Revenez en arrière, et envoyez de nouveau : rien n’a été gardé.',
      400,
    );
    throw new HTTPException(400, { res });
  }
};

/**
 * What was posted, as text: a value, or a list where a name comes several times. Files are left out. Reads the body once
 * for all who ask (Hono keeps the first reading, whatever the options of the second).
 */
export const readForm = async (c: Ctx): Promise<Typed> => {
  const body = await parsed(c);
  const form: Record<string, string | readonly string[]> = {};
  for (const [key, value] of Object.entries(body)) {
    // 'dates[]' is how HTML names a list without saying the same name twice; 'dates' means the same.
    const name = key.endsWith('[]') ? key.slice(0, -2) : key;
    const before = form[name];
    const texts = [before ?? [], value]
      .flat()
      .filter((item) => typeof item === 'string')
      .map(clean);
    form[name] = before === undefined && typeof value === 'string' ? clean(value) : texts;
  }
  return form;
};

/** An integer of every engine: no version is larger. */
const MOST_VERSION = 2 ** 31 - 1;

/** The version that the form was drawn from, hidden in it; 0, which nothing bears, for what is none. */
export const versionIn = (form: Typed): number => {
  const version = Number(typed(form, 'version'));
  return Number.isInteger(version) && version > 0 && version <= MOST_VERSION ? version : 0;
};
