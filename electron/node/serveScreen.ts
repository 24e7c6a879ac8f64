import type { Port } from '../common/port.ts';
import { serve } from '../common/rpc.ts';
import type { Station } from './station/stationInterface.ts';

/** Answers one screen over its port. `from` says where it is, for the audit trail. */
export function serveScreen(
  { handlers, openSession }: Pick<Station, 'handlers' | 'openSession'>,
  port: Port,
  from: string,
): void {
  const session = openSession(from);
  port.onClose(() => session.close());
  serve({ port, handlers, caller: session.caller, subscribe: session.subscribe });
}
