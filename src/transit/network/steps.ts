/** Work that can be left at each step and taken up again, so that what takes long keeps nobody waiting. */
export type Steps<T> = Generator<undefined, T, undefined>;

export const allAtOnce = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** `breathe` lets whatever waits go first, after each step. */
export const oneByOne = async <T>(steps: Steps<T>, breathe: () => Promise<unknown>): Promise<T> => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breathe();
  }
};
