import { inject, type InjectionKey } from 'vue';
import type { Host } from './host.ts';
import type { StationLink } from './stationLink.ts';

export interface Station extends StationLink {
  readonly host: Host;
}

export const stationKey: InjectionKey<Station> = Symbol('station');

/** The station this screen belongs to. Throws outside the application. */
export function useStation(): Station {
  const station = inject(stationKey);
  if (station === undefined) throw new Error('useStation needs the station that main.ts provides.');
  return station;
}
