/** The other ways to go that the team keeps. */
export const OTHER_WAYS_PATH = '/equipe/reglages/autres-moyens';
