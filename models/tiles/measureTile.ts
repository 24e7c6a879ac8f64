import { Graph } from '../graph/graph.ts';
import { checkpointWeights } from '../networks/checkpoint.ts';
import { networkLayouts } from '../networks/networkParts.ts';
import type { NetworkSize } from '../networks/networkSize.ts';
import { TrainingState } from '../networks/trainingState.ts';
import { Random } from '../random.ts';
import { Session, type SessionOptions, float32Tensor } from '../session.ts';
import { taughtNetwork } from '../taughtNetwork.ts';

/** What all heads together may add to the network's time. */
const headsShare = 0.3;
const tiles = 4;
const runs = { warmUp: 1, timed: 5 };

/** Milliseconds that one tile of an image will take here, heads included; measured with a network that was never taught. */
export async function measureTileMs(size: NetworkSize, options: SessionOptions): Promise<number> {
  const layouts = networkLayouts(size);
  const weights = checkpointWeights(
    new TrainingState(size, layouts, new Random(1), {}).checkpoint(0),
    layouts,
  );
  const graph = new Graph('tileTime');
  const shape = [tiles, size.channels, size.height, size.width];
  for (const [name, output] of Object.entries(
    taughtNetwork(weights, size).build(graph.input('image', shape)),
  )) {
    if ('graph' in output) graph.output(name, output);
    else output.forEach((value, layer) => graph.output(`${name}${layer}`, value));
  }
  await using session = await Session.load(graph.toModel(), options);
  const image = float32Tensor(
    shape,
    new Float32Array(tiles * size.channels * size.height * size.width).fill(0.5),
  );
  const times: number[] = [];
  for (let run = 0; run < runs.warmUp + runs.timed; run++) {
    const startedMs = performance.now();
    await session.run({ image });
    if (run >= runs.warmUp) times.push(performance.now() - startedMs);
  }
  // The least: whatever else the machine does just now is no part of the plan.
  return (Math.min(...times) / tiles) * (1 + headsShare);
}
