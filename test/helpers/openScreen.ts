import type { CallerState } from '../../electron/common/users.ts';
import { connect, type Connection } from '../../electron/common/rpc.ts';
import { memoryPair } from '../../electron/node/ports.ts';
import { serveScreen } from '../../electron/node/serveScreen.ts';
import type { Station } from '../../electron/node/station/stationInterface.ts';

export interface OpenScreen extends Connection {
  /** What the station told of who calls, the newest last. */
  readonly callers: readonly CallerState[];
}

/** A screen connected to a station as every screen is, in memory. */
export function openScreen(station: Station, from = 'test'): OpenScreen {
  const [screenEnd, stationEnd] = memoryPair();
  serveScreen(station, stationEnd, from);
  const callers: CallerState[] = [];
  const connection = connect(screenEnd);
  connection.onEvent('callerChanged', (state) => callers.push(state));
  return { ...connection, callers };
}
