import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** A signed-in browser. */
export interface Session {
  /** SHA-256 of the cookie's value, in hexadecimal: the value itself is kept by the browser only. */
  readonly id: string;
  readonly memberId: string;
  readonly createdAt: IsoInstant;
  readonly seenAt: IsoInstant;
  readonly expiresAt: IsoInstant;
  /** Name of the tablet it was opened for; null for a browser of one's own. */
  readonly device: string | null;
}

/** Without a page asked for that long, a session ends: one working day at the desk. */
export const IDLE_HOURS = 12;
/** However much it is used, it ends then. */
export const LONGEST_DAYS = 30;
/** A named tablet stays signed in that long, used or not; the coordination closes it in one gesture. */
export const TABLET_DAYS = 60;
/** A session seen again within it is not written again: reading pages must not write at each one. */
const REFRESH_MINUTES = 5;

const expiry = (createdAt: Temporal.Instant, seenAt: Temporal.Instant, device: string | null): IsoInstant => {
  if (device !== null) return formatInstant(createdAt.add({ hours: TABLET_DAYS * 24 }));
  const idle = seenAt.add({ hours: IDLE_HOURS });
  const longest = createdAt.add({ hours: LONGEST_DAYS * 24 });
  return formatInstant(Temporal.Instant.compare(idle, longest) < 0 ? idle : longest);
};

/** A session that starts now. */
export const startSession = (
  id: string,
  memberId: string,
  now: Temporal.Instant,
  device: string | null = null,
): Session => ({
  id,
  memberId,
  createdAt: formatInstant(now),
  seenAt: formatInstant(now),
  expiresAt: expiry(now, now, device),
  device,
});

export const isAlive = (session: Session, now: Temporal.Instant): boolean => formatInstant(now) < session.expiresAt;

/** The session as it stands after a page was asked for; the very same object when it need not be written. */
export const seeSession = (session: Session, now: Temporal.Instant): Session => {
  const seen = Temporal.Instant.from(session.seenAt);
  if (now.since(seen).total('minutes') < REFRESH_MINUTES) return session;
  return {
    ...session,
    seenAt: formatInstant(now),
    expiresAt: expiry(Temporal.Instant.from(session.createdAt), now, session.device),
  };
};
