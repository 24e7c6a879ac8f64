import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { elementCount } from '../../../models/graph/shape.ts';
import { type NetworkSize, defaultLatentSize, levelChannels } from '../../../models/networks/networkSize.ts';
import {
  comparedLayers,
  networkLayouts,
  networkParts,
  runningShapes,
} from '../../../models/networks/networkParts.ts';
import { goodCount, teaching } from '../../../models/networks/teaching.ts';
import { lossNames, stateNames, teachingStep } from '../../../models/networks/teachingStep.ts';
import { initialWeights } from '../../../models/networks/weights.ts';
import { Random } from '../../../models/random.ts';
import { Session, type TensorData, float32Of, float32Tensor } from '../../../models/session.ts';

export interface TeachStepBench {
  readonly oursMs: number;
  /** null: this machine's /usr/bin/python3 has no torch. */
  readonly torchMs: number | null;
  /** oursMs / torchMs: below 1 we are faster. */
  readonly ratio: number | null;
  readonly torch: string;
  /** Largest relative difference of losses and gradient norms of the first step, ours against PyTorch's. */
  readonly firstStepDifference: number | null;
  /** Where our time goes: milliseconds of a step by operation, the largest first. */
  readonly topNodes: readonly { readonly op: string; readonly ms: number; readonly count: number }[];
  /** Most memory this process has had, our step's session in it. */
  readonly peakMegabytes: number;
  readonly batch: number;
  readonly threads: number;
}

const python = '/usr/bin/python3';
const [batch, threads, warmSteps, timedSteps] = [16, 2, 5, 15];
const size: NetworkSize = { channels: 1, width: 128, height: 128, latentSize: defaultLatentSize };

/**
 * One complete training step of the default network (128x128, all losses, both sides of the game, optimizers and
 * averages), batch 16, two threads: median of warm steps here and in PyTorch with the same starting weights and
 * the same batch.
 */
export async function benchTeachStep(): Promise<TeachStepBench> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  try {
    const { layouts, feeds } = startingPoint();
    const model = teachingStep(size, layouts, batch).toModel();
    const before = await timeOurs(model, feeds);
    const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const torch = await timeTorch(folder, feeds);
    // Around PyTorch's steps, so that a machine that gets busier is busier for both.
    const after = await timeOurs(model, feeds);
    const topNodes = await profile(model, feeds, join(folder, 'profile'), folder);
    const oursMs = median([...before.ms, ...after.ms]);
    const shared = { oursMs, topNodes, peakMegabytes, batch, threads };
    if ('reason' in torch) {
      return { ...shared, torchMs: null, ratio: null, torch: torch.reason, firstStepDifference: null };
    }
    const torchMs = median(torch.ms);
    const firstStepDifference = Math.max(
      ...Object.entries(torch.first).map(([name, value]) =>
        Math.abs((before.first[name] ?? NaN) / value - 1),
      ),
    );
    return { ...shared, torchMs, ratio: oursMs / torchMs, torch: torch.version, firstStepDifference };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function startingPoint() {
  const layouts = networkLayouts(size);
  const random = new Random(1);
  const picture = [batch, size.channels, size.height, size.width];
  const pixels = elementCount(picture);
  const latents = (): TensorData =>
    float32Tensor([batch, size.latentSize], random.normals(batch * size.latentSize));
  const uniform = (shape: readonly number[], to: (value: number) => number): TensorData =>
    float32Tensor(
      shape,
      Float32Array.from({ length: elementCount(shape) }, () => to(random.uniform())),
    );
  const feeds: Record<string, TensorData> = {
    image: uniform(picture, (value) => value),
    target: uniform(picture, (value) => value),
    mask: uniform([batch, 1, size.height, size.width], (value) => Number(value < 0.03)),
    noise: float32Tensor(
      picture,
      random.normals(pixels).map((value) => value * teaching.instanceNoise),
    ),
    epsilon: latents(),
    prior: latents(),
    // Below the warm-up, where the total does not matter.
    total: float32Tensor([], Float32Array.of(1000)),
  };
  for (const part of networkParts) {
    const parameters = initialWeights(layouts[part], random);
    for (const name of stateNames) {
      const starts = name === 'parameters' || name === 'average';
      const data = starts ? parameters : new Float32Array(parameters.length);
      feeds[`${part}.${name}`] = float32Tensor([data.length], data);
    }
  }
  for (const [name, shape] of Object.entries(runningShapes(size))) {
    feeds[`running.${name}`] = float32Tensor(shape, new Float32Array(elementCount(shape)));
  }
  return { layouts, feeds };
}

async function runSteps(session: Session, start: Record<string, TensorData>, count: number) {
  const feeds = { ...start };
  const ms: number[] = [];
  const first: Record<string, number> = {};
  for (let step = 1; step <= count; step++) {
    feeds['step'] = float32Tensor([], Float32Array.of(step));
    const started = performance.now();
    const outputs = await session.run(feeds);
    ms.push(performance.now() - started);
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name.startsWith('next.')) feeds[name.slice('next.'.length)] = tensor;
    }
    if (step > 1) continue;
    for (const name of [...lossNames, ...networkParts.map((part) => `norm.${part}`)]) {
      first[name] = float32Of(outputs, name)[0] ?? NaN;
    }
  }
  return { ms, first };
}

async function timeOurs(model: Uint8Array, feeds: Record<string, TensorData>) {
  await using session = await Session.load(model, { threads });
  const { ms, first } = await runSteps(session, feeds, warmSteps + timedSteps);
  return { ms: ms.slice(warmSteps), first };
}

async function profile(
  model: Uint8Array,
  feeds: Record<string, TensorData>,
  profilePrefix: string,
  folder: string,
) {
  const session = await Session.load(model, { threads, profilePrefix });
  const steps = 4;
  await runSteps(session, feeds, steps);
  session.endProfiling();
  await session.release();
  const file = (await readdir(folder)).find((name) => name.startsWith('profile'));
  if (file === undefined) throw new Error('onnxruntime wrote no profile.');
  const events = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
    cat: string;
    name: string;
    dur: number;
    args?: { op_name?: string };
  }[];
  const byOp = new Map<string, { ms: number; count: number }>();
  for (const { cat, name, dur, args } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time') || !args?.op_name) continue;
    const entry = byOp.get(args.op_name) ?? { ms: 0, count: 0 };
    byOp.set(args.op_name, { ms: entry.ms + dur / 1000 / steps, count: entry.count + 1 / steps });
  }
  return [...byOp]
    .map(([op, { ms, count }]) => ({ op, ms: Math.round(ms * 10) / 10, count: Math.round(count) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 12);
}

type TorchResult = { version: string; first: Record<string, number>; ms: number[] } | { reason: string };

async function timeTorch(folder: string, feeds: Record<string, TensorData>): Promise<TorchResult> {
  if (!existsSync(python))
    return { reason: `${python} is not there, so there is no PyTorch to compare with` };
  const run = promisify(execFile);
  try {
    await run(python, ['-c', 'import torch']);
  } catch {
    return { reason: `${python} has no torch (Debian: apt-get install python3-torch)` };
  }
  const raw = (name: string, feed: TensorData | undefined): Promise<void> =>
    writeFile(join(folder, `${name}.f32`), new Uint8Array((feed?.data as Float32Array).slice().buffer));
  for (const name of ['image', 'target', 'mask', 'noise', 'epsilon', 'prior']) await raw(name, feeds[name]);
  for (const part of networkParts) await raw(part, feeds[`${part}.parameters`]);
  const layouts = networkLayouts(size);
  const plan = {
    ...{ size, batch, threads, warmSteps, timedSteps, teaching },
    levelChannels: levelChannels(size),
    comparedLayers: comparedLayers(size),
    runningShapes: runningShapes(size),
    goods: goodCount(batch),
    layouts: Object.fromEntries(networkParts.map((part) => [part, layouts[part].parameters])),
  };
  await writeFile(join(folder, 'plan.json'), JSON.stringify(plan));
  const { stdout } = await run(python, [fileURLToPath(new URL('torchStep.py', import.meta.url)), folder]);
  return JSON.parse(stdout) as TorchResult;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
