/** Lets some holders in at once, in the order they came. */
export interface Slots {
  /** Resolves to the function that gives the slot back. */
  take(): Promise<() => void>;
}

/** `most` is asked every time whether one more may come in. */
export function slots(most: () => number): Slots {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const letIn = (): void => {
    while (waiting.length > 0 && taken < most()) {
      taken += 1;
      waiting.shift()?.();
    }
  };
  const giveBack = (): void => {
    taken -= 1;
    letIn();
  };
  return {
    async take() {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        letIn();
      });
      return giveBack;
    },
  };
}
