/** What a browser or window can do with the display it is on. */
export interface Display {
  /** Fills the display. In a browser only from within a touch or a key press; rejects with a sentence when it may not. */
  enterKiosk(): Promise<void>;
  /** Once the station has allowed it. */
  leaveKiosk(): Promise<void>;
  /** Calls `listener` with whether this screen fills the display, and at every change. */
  onKiosk(listener: (on: boolean) => void): void;
  /** Whether the display can be kept from sleeping, and what keeps it so. */
  readonly awake: DisplayAwake;
}

/** station: the window's own program does it. page: this page does. nobody: the browser does not let it. */
export type DisplayAwake =
  { readonly by: 'station' } | { readonly by: 'page'; keep(on: boolean): void } | { readonly by: 'nobody' };
