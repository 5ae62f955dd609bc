/** A bucket that fills again with time: `burst` uses at once, then one each `refillSeconds`. */
export interface Limit {
  readonly burst: number;
  readonly refillSeconds: number;
}

interface Bucket {
  level: number;
  at: number;
}

/** Counts uses by key in memory: forms, reveals. Sign-in failures are counted in the database as well. */
export interface RateLimiter {
  /** Takes one use. `retryAfter` is in seconds when it is refused. */
  take(
    name: string,
    key: string,
    limit: Limit,
    now: Temporal.Instant,
  ): { allowed: true } | { allowed: false; retryAfter: number };
}

/** Beyond it the fullest buckets are forgotten: an attacker with many addresses cannot fill the memory. */
const MOST_KEYS = 20_000;

export const createRateLimiter = (): RateLimiter => {
  const buckets = new Map<string, Bucket>();
  return {
    take(name, key, limit, now) {
      const seconds = now.epochMilliseconds / 1000;
      const id = `${name} ${key}`;
      const bucket = buckets.get(id) ?? { level: limit.burst, at: seconds };
      bucket.level = Math.min(limit.burst, bucket.level + Math.max(0, seconds - bucket.at) / limit.refillSeconds);
      bucket.at = seconds;
      // Setting again moves the key to the end: the first of the map is the one unused for longest.
      buckets.delete(id);
      buckets.set(id, bucket);
      if (buckets.size > MOST_KEYS)
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest);
          break;
        }
      if (bucket.level < 1) return { allowed: false, retryAfter: Math.ceil((1 - bucket.level) * limit.refillSeconds) };
      bucket.level -= 1;
      return { allowed: true };
    },
  };
};
