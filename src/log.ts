import { type Logger, pino } from 'pino';

/** JSON lines on standard output. Ids only: whatever looks like a person is masked, should someone log it by mistake. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'phone',
        'number',
        'firstName',
        'lastName',
        'email',
        'address',
        'token',
        '*.phone',
        '*.number',
        '*.firstName',
        '*.lastName',
        '*.email',
        '*.address',
        '*.token',
      ],
      censor: '[masqué]',
    },
  });

/**
 * A path fit for a log: tokens of personal links are masked, queries (places, names, numbers) are left out.
 */
export const pathForLog = (path: string): string => path.replace(/\/(lien|connexion\/lien)\/[^/]+/, '/$1/[masqué]');
