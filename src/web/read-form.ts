import type { Ctx } from '#src/web/context.ts';
import type { Typed } from '#src/web/layout/fields.tsx';

// No keyboard types it, and PostgreSQL refuses a text that holds one.
const clean = (text: string): string => text.replaceAll('\u0000', '');

/**
 * What was posted, as text: a value, or a list where a name comes several times. Files are left out. Reads the body once
 * for all who ask (Hono keeps the first reading, whatever the options of the second).
 */
export const readForm = async (c: Ctx): Promise<Typed> => {
  const body = await c.req.parseBody({ all: true });
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
