/** Why a message is sent. The one list: a new message adds its word here, and its text in `src/messages`. */
export const PURPOSES = [
  'driver-asked',
  'driver-not-needed',
  'driver-need-over',
  'driver-ask-changed',
  'ride-agreed',
  'ride-changed',
  'ride-cancelled',
  'personal-link',
  'still-agreed',
  'answer-noted',
  'last-warning',
  'test',
] as const;

export type Purpose = (typeof PURPOSES)[number];
