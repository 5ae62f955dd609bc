import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The address of a real PostgreSQL, or undefined: `.ci/run` starts one, `tools/start-postgres.sh start` another. */
export const postgresAddress = (): string | undefined => process.env['LOTOCAR_TEST_POSTGRES'] || undefined;

/** An empty database on a server, and the gesture that removes it. */
export const createDatabase = async (server: string): Promise<{ readonly url: string; drop: () => Promise<void> }> => {
  const name = `lotocar_test_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(server, `drop database ${name} with (force)`) };
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
