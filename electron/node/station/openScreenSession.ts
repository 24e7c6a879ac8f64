import { mayAct } from '../../common/role.ts';
import type { EventListener, Subscribe } from '../../common/rpc.ts';
import type { Sessions } from '../users/sessions.ts';
import type { ScreenSession } from './stationInterface.ts';

/** A connection that hears of the station only while its caller may see it. */
export function openScreenSession(sessions: Sessions, subscribe: Subscribe, from: string): ScreenSession {
  const listeners = new Set<EventListener>();
  const connection = sessions.open(from, (state) => {
    for (const listener of listeners) listener('callerChanged', state);
  });
  return {
    caller: () => sessions.caller(connection),
    subscribe(listener) {
      listeners.add(listener);
      const unsubscribe = subscribe((name, value) => {
        if (mayAct(sessions.caller(connection).role, 'observer')) listener(name, value);
      });
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    close: () => sessions.close(connection),
  };
}
