/**
 * Station process to Electron's main process. A station cannot start processes itself there: main starts them and
 * introduces them with a message port. Ids are the sender's own and count up.
 */
export type StationToMain =
  /** The home is open: screens may come. */
  | { readonly kind: 'opened' }
  /** The home cannot be opened, a full sentence; the process ends. */
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'launch';
      readonly id: number;
      readonly name: 'inference' | 'teach' | 'review' | 'workbench';
    }
  | { readonly kind: 'kill'; readonly id: number }
  /** Answer to findPicture: absolute path or null. */
  | { readonly kind: 'picture'; readonly id: number; readonly file: string | null }
  /** Whether any folder is being inspected, so that the display must not sleep; told about once a second. */
  | { readonly kind: 'inspecting'; readonly inspecting: boolean }
  /** Somebody whose role allows it leaves the kiosk mode. */
  | { readonly kind: 'kioskLeft' }
  /** Everything is finished and written; the process ends. */
  | { readonly kind: 'closed' };

/** Electron's main process to the station process; screen and launched carry one message port. */
export type MainToStation =
  | { readonly kind: 'screen' }
  | { readonly kind: 'launched'; readonly id: number; readonly pid: number | null }
  | { readonly kind: 'exited'; readonly id: number; readonly code: number | null }
  /** `path` as in pictureAddress.ts. */
  | { readonly kind: 'findPicture'; readonly id: number; readonly path: string }
  /** Finish the images in hand and end. */
  | { readonly kind: 'close' };
