/** What a database refusal means, whichever engine said it. */
export type DbErrorKind = 'missing-reference' | 'duplicate' | 'check' | 'busy' | 'other';

/** SQLite extended result codes (https://www.sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, DbErrorKind>> = {
  787: 'missing-reference', // SQLITE_CONSTRAINT_FOREIGNKEY
  1811: 'missing-reference', // SQLITE_CONSTRAINT_TRIGGER: on delete restrict
  1555: 'duplicate', // SQLITE_CONSTRAINT_PRIMARYKEY
  2067: 'duplicate', // SQLITE_CONSTRAINT_UNIQUE
  2579: 'duplicate', // SQLITE_CONSTRAINT_ROWID
  275: 'check', // SQLITE_CONSTRAINT_CHECK
  5: 'busy', // SQLITE_BUSY
  261: 'busy', // SQLITE_BUSY_RECOVERY
  517: 'busy', // SQLITE_BUSY_SNAPSHOT
  773: 'busy', // SQLITE_BUSY_TIMEOUT
};

/** PostgreSQL SQLSTATE codes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const POSTGRES: Readonly<Record<string, DbErrorKind>> = {
  '23503': 'missing-reference', // foreign_key_violation
  '23001': 'missing-reference', // restrict_violation
  '23505': 'duplicate', // unique_violation
  '23514': 'check', // check_violation
  '40001': 'busy', // serialization_failure
  '40P01': 'busy', // deadlock_detected
  '55P03': 'busy', // lock_not_available
};

const kindOf = (error: object): DbErrorKind | undefined => {
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE[error.errcode];
  if ('code' in error && typeof error.code === 'string') return POSTGRES[error.code];
  return undefined;
};

/** Says what a failed query means; looks through `cause`, so that an error may be wrapped on its way up. */
export const dbError = (error: unknown): DbErrorKind => {
  let current = error;
  // An error that causes itself must not hang us.
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
    const kind = kindOf(current);
    if (kind !== undefined) return kind;
    current = 'cause' in current ? current.cause : undefined;
  }
  return 'other';
};
