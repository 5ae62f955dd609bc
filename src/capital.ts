/** "Car E1 vers Cahors": as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "car E1 vers Cahors": as it is said within a sentence. */
export const withoutCapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
