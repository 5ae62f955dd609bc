/**
 * What may be bound to a statement on every engine: text, finite numbers, bigint, bytes and null.
 *
 * Each refusal is a difference that was met: node:sqlite takes an object in first place for named parameters and writes
 * a wrong row in silence, booleans are 0 or 1 in our tables, SQLite keeps NaN as null, PostgreSQL refuses NUL in text.
 * @throws TypeError naming the position (from 1) and the kind of value, never the value itself.
 */
export const checkBindable = (parameters: readonly unknown[]): void => {
  parameters.forEach((value, index) => {
    const refused = whyRefused(value);
    if (refused !== null) throw new TypeError(`Bound parameter ${index + 1} is ${refused}`);
  });
};

const whyRefused = (value: unknown): string | null => {
  switch (typeof value) {
    case 'string':
      return value.includes('\0') ? 'a text holding a NUL character: PostgreSQL refuses it' : null;
    case 'number':
      return Number.isFinite(value) ? null : 'not a finite number';
    case 'bigint':
      return null;
    case 'object':
      if (value === null || value instanceof Uint8Array) return null;
      return `an object (${value.constructor?.name ?? 'no prototype'}): bind text, a number, bytes or null`;
    case 'boolean':
      return 'a boolean: bind 0 or 1';
    default:
      return `of type ${typeof value}: bind text, a number, bytes or null`;
  }
};
