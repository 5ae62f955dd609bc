/** Waits for a work; Ctrl+C asks it to stop, cleanly, and a second Ctrl+C ends the process as always. */
export const untilInterrupted = async <T>(work: Promise<T>, stop: () => Promise<void>): Promise<T> => {
  const onInterrupt = (): void => {
    stop().catch(() => undefined);
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    return await work;
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    process.removeListener('SIGTERM', onInterrupt);
  }
};
