/** Outlines on a 24 x 24 grid, stroked. */
export const iconPaths = {
  live: 'M3 12h4l3-7 4 14 3-7h4',
  history: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  products: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  setUp: 'M12 4v16M4 12h16',
  events: 'M6 3h9l4 4v14H6zM14 3v5h5M9.5 12.5h6M9.5 16.5h6',
  settings: 'M4 7h8m6 0h2M4 17h2m6 0h8M12 7a3 3 0 106 0 3 3 0 10-6 0M6 17a3 3 0 106 0 3 3 0 10-6 0',
  light:
    'M12 8a4 4 0 100 8 4 4 0 100-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  dark: 'M20 14.2A8 8 0 119.8 4a6.4 6.4 0 0010.2 10.2z',
  automatic: 'M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 100-17M12 3.5v17M12 7l5.5-.5M12 11h8M12 15h7.5M12 19h4',
  folder: 'M3 6.5h6l2 2.5h10v10.5H3z',
  play: 'M7 4.5l12 7.5-12 7.5z',
  stop: 'M6 6h12v12H6z',
  back: 'M10 5l-7 7 7 7M3 12h18',
  up: 'M12 20V5M5 11l7-7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M4.5 12.5l5 5 10-11',
  warning: 'M12 4l9.5 16.5h-19zM12 10v4.5M12 17.5v.01',
  map: 'M12 3.5l9 5-9 5-9-5zM4 12.8l8 4.4 8-4.4M4 17l8 4.4 8-4.4',
  demo: 'M9 3h6M10 3v6l-5.5 9.5A1.7 1.7 0 006 21h12a1.7 1.7 0 001.5-2.5L14 9V3M7.5 14.5h9',
  wait: 'M7 3.5h10M7 20.5h10M8 3.5v3.8l4 4.7-4 4.7v3.8M16 3.5v3.8L12 12l4 4.7v3.8',
  unplugged:
    'M4 20l4-4M7 13l4 4-1.5 1.5a2.8 2.8 0 01-4-4zM13 7l4 4 1.5-1.5a2.8 2.8 0 00-4-4zM16.5 7.5L20 4M10.5 12.5l2-2M13.5 15.5l.5-.5',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
  remove: 'M5 7h14M9.5 7V4h5v3M7 7l1 13h8l1-13',
  drive: 'M3.5 13.5h17v6h-17zM3.5 13.5l3-8.5h11l3 8.5M16.5 16.5h.01',
} as const;
export type IconName = keyof typeof iconPaths;
