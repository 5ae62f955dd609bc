import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The address of a real PostgreSQL, or undefined: `.ci/run` starts one, `tools/start-postgres.sh start` another. */
export const postgresAddress = (): string | undefined => process.env['LOTOCAR_TEST_POSTGRES'] || undefined;

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/**
 * A database on a server, and the gesture that removes it.
 * @param template of which it is a copy, and to which nobody is connected; empty without one
 */
export const createDatabase = async (server: string, template?: TestDatabase): Promise<TestDatabase> => {
  const name = `lotocar_test_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name}${template === undefined ? '' : ` template ${template.name}`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => query(server, `drop database ${name} with (force)`) };
};

const query = async (server: string, text: string): Promise<void> => {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
};
