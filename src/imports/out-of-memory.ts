/** Whether a thread, or one of its columns, could not be given the memory it asked for. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') ||
    (error instanceof RangeError && error.message.includes('allocation failed')));
