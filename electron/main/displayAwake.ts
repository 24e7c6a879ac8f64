import { powerSaveBlocker } from 'electron';

/** Keeps the display from sleeping while it is told to. Whether it is told so once or often is the same. */
export function displayAwake(): (keep: boolean) => void {
  let blocker: number | null = null;
  return (keep) => {
    if (keep === (blocker !== null)) return;
    if (blocker === null) {
      blocker = powerSaveBlocker.start('prevent-display-sleep');
    } else {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
}
