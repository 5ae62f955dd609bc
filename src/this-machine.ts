/** Whether an address leads nowhere but to the machine it is opened on: a try, which nobody else reaches. */
export const leadsToThisMachine = (address: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(new URL(address).hostname);
