import type { Ctx } from '#src/web/context.ts';
import type { Typed } from '#src/web/layout/fields.tsx';

/**
 * What was posted, as text: a value, or a list where a name comes several times. Files are left out. Reads the body once
 * for all who ask (Hono keeps the first reading, whatever the options of the second).
 */
export const readForm = async (c: Ctx): Promise<Typed> => {
  const body = await c.req.parseBody({ all: true });
  const form: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') form[name] = value;
    else if (Array.isArray(value)) form[name] = value.filter((item) => typeof item === 'string');
  }
  return form;
};
