/**
 * What a territory may add to its service, each off until it chooses (design decision 20): off means no menu, no field,
 * no word and no job.
 */
export const SWITCHES = ['email', 'sms', 'onCall', 'referents', 'timetables'] as const;
export type Switch = (typeof SWITCHES)[number];

/** Which of them this territory has on. */
export type Switches = Readonly<Record<Switch, boolean>>;

/** A territory that opens small. */
export const ALL_OFF: Switches = { email: false, sms: false, onCall: false, referents: false, timetables: false };

/** Everything on, as in the demo. */
export const ALL_ON: Switches = { email: true, sms: true, onCall: true, referents: true, timetables: true };
