import { CannotOpen } from '#src/said-to-people.ts';
import { resolve } from 'node:path';
import { z } from 'zod';
import { foldCode } from '#src/team/password.ts';
import { LEAST_CODE_LENGTH } from '#src/setup/setup-code.ts';

/** What the process learns from its environment; everything else is a settings page. */
export interface Config {
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Folder of the database and uploads. */
  readonly dataFolder: string;
  /** Where people reach the service, without a final slash: may carry a path prefix. */
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
  /** Where the gammu daemons of this machine keep their spools: chosen by who runs the machine, never by a territory. */
  readonly gammuFolder: string;
  /** The code that opens the set-up, chosen by who runs the machine; null: one is made at the first start. */
  readonly setupCode: string | null;
  /** Where MOTIS answers for coaches and trains instead of our own search; null: nobody is asked. */
  readonly motisUrl: string | null;
}

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  LOTOCAR_DATA: z.string().min(1).default('donnees'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.string().optional(),
  TRUSTED_PROXIES: z.string().default('127.0.0.1,::1'),
  LOTOCAR_GAMMU: z.string().min(1).default('/var/spool/gammu'),
  LOTOCAR_SETUP_CODE: z
    .string()
    .refine((code) => foldCode(code).length >= LEAST_CODE_LENGTH)
    .optional(),
  LOTOCAR_MOTIS_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

/**
 * Reads the environment, with a default for each key. An empty value counts as absent.
 * @throws CannotOpen in French, naming the key that cannot be understood.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const keys = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new CannotOpen(
      `Réglage illisible dans l'environnement : ${keys}. Le fichier .env.example montre ce qui est attendu.`,
    );
  }
  const { PORT, HOST, LOTOCAR_DATA, PUBLIC_URL, DATABASE_URL, TRUSTED_PROXIES, LOTOCAR_GAMMU, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataFolder: resolve(LOTOCAR_DATA),
    publicUrl: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, ''),
    databaseUrl: DATABASE_URL ?? null,
    trustedProxies: TRUSTED_PROXIES.split(',').map((address) => address.trim()),
    logLevel: LOG_LEVEL,
    gammuFolder: resolve(LOTOCAR_GAMMU),
    setupCode: parsed.data.LOTOCAR_SETUP_CODE ?? null,
    motisUrl: parsed.data.LOTOCAR_MOTIS_URL ?? null,
  };
};
