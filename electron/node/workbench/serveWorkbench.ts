import type { Port } from '../../common/port.ts';
import type { WorkbenchReply, WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import { collectImages } from './collectImages.ts';
import { proveRecipe } from './proveRecipe.ts';
import { surveyImages } from './surveyImages.ts';
import { tryImages } from './tryImages.ts';

export interface Workbench {
  readonly port: Port;
  /** Ends this process, after what was sent has left. */
  readonly exit: (code: number) => void;
}

type Order = Exclude<WorkbenchRequest, { kind: 'cancel' }>;
/** What a piece of work is given beside its order. */
export interface AtWork {
  readonly tell: (reply: Exclude<WorkbenchReply, { kind: 'ended' }>) => void;
  readonly signal: AbortSignal;
}

/** Does one piece of work around setting up a product for the station, and ends. */
export function serveWorkbench({ port, exit }: Workbench): void {
  const stop = new AbortController();
  const tell = (reply: WorkbenchReply): void => port.send(reply);
  port.onClose(() => exit(0));
  port.onValue((value) => {
    const request = value as WorkbenchRequest;
    if (request.kind === 'cancel') stop.abort();
    else void run(request);
  });

  async function run(order: Order): Promise<void> {
    try {
      await work(order, { tell, signal: stop.signal });
      tell({ kind: 'ended', outcome: stop.signal.aborted ? 'cancelled' : 'done', reason: null });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (stop.signal.aborted) tell({ kind: 'ended', outcome: 'cancelled', reason: null });
      else tell({ kind: 'ended', outcome: 'failed', reason });
    }
    exit(0);
  }
}

function work(order: Order, atWork: AtWork): Promise<void> {
  switch (order.kind) {
    case 'collect':
      return collectImages(order, atWork);
    case 'survey':
      return surveyImages(order, atWork);
    case 'trial':
      return tryImages(order, atWork);
    case 'prove':
      return proveRecipe(order, atWork);
  }
}
