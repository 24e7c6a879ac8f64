import type {
  InferenceReply,
  InferenceRequest,
  OpenBundle,
  OpenedBundle,
} from '../../common/inferenceProtocol.ts';
import type { Port } from '../../common/port.ts';
import type { ProviderState } from '../../common/stationState.ts';
import { BundleError } from '../../../models/bundle.ts';
import { headNames, type HeadName } from '../../../models/manifest.ts';
import { beatEveryMs } from '../restartRule.ts';
import { judgeInOrder } from './judgeInOrder.ts';
import type { JudgingModel } from './judgingModel.ts';

export interface Inference {
  readonly port: Port;
  /** Reads and replays a bundle and finds its provider. @throws BundleError when the bundle is to be refused. */
  readonly openModel: (order: OpenBundle) => Promise<{ model: JudgingModel; provider: ProviderState }>;
  /** Ends this process, after what was sent has left. */
  readonly exit: (code: number) => void;
}

/** Serves one station for as long as its port is open: one bundle, then image after image. */
export function serveInference({ port, openModel, exit }: Inference): void {
  const send = (reply: InferenceReply) => port.send(reply);
  const beat = setInterval(() => send({ kind: 'beat' }), beatEveryMs);
  let judge: ReturnType<typeof judgeInOrder> | null = null;

  port.onClose(() => {
    clearInterval(beat);
    exit(0);
  });
  port.onValue((value) => {
    const request = value as InferenceRequest;
    if (request.kind === 'open') void open(request);
    else judge?.(request);
  });

  async function open(order: OpenBundle): Promise<void> {
    try {
      const { model, provider } = await openModel(order);
      judge = judgeInOrder(model, order, send, fail);
      send({ kind: 'opened', bundle: openedBundle(model.manifest), provider });
    } catch (error) {
      if (error instanceof BundleError) send({ kind: 'refused', reason: error.message });
      else fail(error);
    }
  }

  /** The station starts another process and asks again for the images without an answer. */
  function fail(error: unknown): void {
    send({ kind: 'failing', reason: error instanceof Error ? error.message : String(error) });
    exit(1);
  }
}

function openedBundle(manifest: JudgingModel['manifest']): OpenedBundle {
  const heads = headNames.filter((name) => manifest.heads[name] !== undefined);
  const headLimits: Partial<Record<HeadName, number>> = {};
  for (const name of heads) headLimits[name] = manifest.heads[name]?.limit ?? Number.NaN;
  const { head, limit, reviewLimit = null, id } = manifest.calibration;
  return {
    bundleId: manifest.id,
    product: manifest.product,
    purpose: manifest.purpose,
    head,
    heads,
    limit,
    reviewLimit,
    headLimits,
    calibrationId: id,
    region: manifest.preprocessing.region,
  };
}
