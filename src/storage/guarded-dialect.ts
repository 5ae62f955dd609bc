import { AbortedTransactionError, HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression } from 'kysely';
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  DialectAdapter,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import { checkBindable } from './bindable.ts';
import type { Database } from './schema/database.ts';
import type { TransactionScope } from './transaction-scope.ts';

/** What surrounds a dialect so that the three engines behave the same. */
export interface Guard {
  readonly scope: TransactionScope;
  /** One connection behind the driver: those who need it wait for each other. */
  readonly single: boolean;
}

/**
 * Kysely over a dialect made the same as the others: using the database from inside an `atomically` closure throws at once, what is bound is checked, a
 * transaction in which a statement failed can only be rolled back (PostgreSQL does so by itself, SQLite would go on), and
 * a connection used after its transaction ended throws instead of writing into somebody else's.
 */
export const createKysely = (dialect: Dialect, guard: Guard): Kysely<Database> =>
  new Kysely({
    dialect: {
      createAdapter: () => withoutMutex(dialect.createAdapter()),
      createDriver: () => new GuardedDriver(dialect.createDriver(), guard),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
    // `in ()` is a syntax error on PostgreSQL only.
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });

// Kysely's own mutex waits before our check can throw, so ours replaces it.
const withoutMutex = (adapter: DialectAdapter): DialectAdapter =>
  Object.create(adapter, { supportsMultipleConnections: { value: true } }) as DialectAdapter;

class GuardedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly release: () => void;
  inTransaction = false;
  released = false;
  failure: unknown = undefined;

  constructor(inner: DatabaseConnection, release: () => void) {
    this.inner = inner;
    this.release = release;
  }

  #check(query: CompiledQuery): void {
    if (this.released) throw new Error('This transaction has ended: its stores can no longer be used');
    if (this.failure !== undefined) {
      throw new Error('A statement of this transaction failed: it can only be undone', { cause: this.failure });
    }
    checkBindable(query.parameters);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#check(query);
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      if (this.inTransaction) this.failure = error;
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('Streams are not the same on every engine: read in pages, by key');
  }
}

const guarded = (connection: DatabaseConnection): GuardedConnection => {
  if (connection instanceof GuardedConnection) return connection;
  throw new TypeError('A connection of another driver');
};

class GuardedDriver implements Driver {
  readonly #inner: Driver;
  readonly #guard: Guard;
  #last: Promise<void> = Promise.resolve();

  constructor(inner: Driver, guard: Guard) {
    this.#inner = inner;
    this.#guard = guard;
  }

  init = (): Promise<void> => this.#inner.init();

  /** Waits for its turn and returns the gesture that ends it. */
  async #turn(): Promise<() => void> {
    if (!this.#guard.single) return () => undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    await before;
    return resolve;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#guard.scope.refuseInside('The database outside the transaction');
    const release = await this.#turn();
    try {
      return new GuardedConnection(await this.#inner.acquireConnection(), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { inner, release } = guarded(connection);
    guarded(connection).released = true;
    try {
      await this.#inner.releaseConnection(inner);
    } finally {
      release();
    }
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await this.#inner.beginTransaction(guarded(connection).inner, settings);
    guarded(connection).inTransaction = true;
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { inner, failure } = guarded(connection);
    if (failure !== undefined) {
      await this.rollbackTransaction(connection);
      // To Kysely this error means "already rolled back"; its cause says why.
      throw new AbortedTransactionError({ cause: failure });
    }
    await this.#inner.commitTransaction(inner);
    guarded(connection).inTransaction = false;
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#inner.rollbackTransaction(guarded(connection).inner);
    guarded(connection).inTransaction = false;
  }

  async destroy(): Promise<void> {
    await this.#turn();
    await this.#inner.destroy();
  }
}
