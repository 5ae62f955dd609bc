/** Made when it is first asked for, once, however often it is wanted. */
export const once = <T extends object | number>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};
