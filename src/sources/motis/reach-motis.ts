const PATIENCE_MILLISECONDS = 3000;

/** Whether a MOTIS answers, whatever its timetables are at. */
export const reachMotis = async (base: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${base.replace(/\/+$/u, '')}/api/v1/health`, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
};
