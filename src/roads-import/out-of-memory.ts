export const OUT_OF_MEMORY =
  'Cette machine n’a pas assez de mémoire pour ces routes. Prenez le fichier d’une région plus petite, ou un fichier de routes déjà préparé.';

/** Whether a thread, or one of its columns, could not be given the memory it asked for. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') ||
    (error instanceof RangeError && error.message.includes('allocation failed')));
