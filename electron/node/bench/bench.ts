import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { runCamera } from '../camera.ts';
import { rounded } from './percentile.ts';
import { rawRate } from './rawRate.ts';
import { benchTeachStep } from './teachStep.ts';
import { burstRate, memoryOver, pacedLatency, startToFirstVerdict } from './stationRate.ts';

export const benchParts = ['rate', 'latency', 'start', 'memory', 'teach'] as const;
export type BenchPart = (typeof benchParts)[number];

export interface BenchOptions {
  readonly bundle: string;
  readonly parts: readonly BenchPart[];
  /** Images of the rate and latency parts, 1280x1024 PNG. */
  readonly images: number;
  /** Images of the memory part. */
  readonly memoryImages: number;
  readonly onProgress: (sentence: string) => void;
}

/** Each drawn image comes so often in the burst, under other names: its rate is that of work, not of getting going. */
const burstTimes = 4;

/**
 * Measures the station as its user starts it: processes of its own, files in a real folder, rows in a real
 * database. Figures of one run belong together; machines are noisy, so quote ratios.
 */
export async function bench(options: BenchOptions): Promise<Record<string, unknown>> {
  const root = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  try {
    const drawn: string[] = [];
    if (options.parts.some((part) => part !== 'teach')) {
      options.onProgress(`Drawing ${options.images} camera images of 1280x1024.`);
      drawn.push(...(await drawImages(join(root, 'drawn'), options.images)));
    }
    const run = async (name: string) => {
      await mkdir(join(root, name));
      return { home: join(root, name, 'home'), watch: join(root, name, 'watch'), bundle: options.bundle };
    };
    const copies = async (name: string, times = 1) => {
      await mkdir(join(root, name));
      const files: string[] = [];
      for (let time = 0; time < times; time += 1) {
        files.push(...(await Promise.all(drawn.map((file) => copied(file, join(root, name), time)))));
      }
      return files;
    };
    const measure: Record<BenchPart, () => Promise<unknown>> = {
      rate: async () => {
        const before = await rawRate(options.bundle, drawn);
        const station = await burstRate(await run('burst'), await copies('burst-files', burstTimes));
        const after = await rawRate(options.bundle, drawn);
        const raw = (before.imagesPerSecond + after.imagesPerSecond) / 2;
        return {
          stationImagesPerSecond: rounded(station.imagesPerSecond),
          rawImagesPerSecond: rounded(raw),
          rawProcesses: [before.processes, after.processes],
          rawBeforeAndAfter: [rounded(before.imagesPerSecond), rounded(after.imagesPerSecond)],
          ratio: rounded(station.imagesPerSecond / raw, 3),
        };
      },
      latency: async () => pacedLatency(await run('paced'), (await copies('paced-files')).slice(0, 120), 10),
      start: async () => {
        const times = [];
        for (let attempt = 0; attempt < 3; attempt += 1) {
          times.push(await startToFirstVerdict(await run(`start-${attempt}`), drawn[0] as string));
        }
        return { startToFirstVerdictMs: times };
      },
      memory: async () =>
        memoryOver(await run('memory'), drawn.slice(0, 40), options.memoryImages, (done, resident) => {
          if (done % 1000 !== 0) return;
          const [station, inference] = [resident.stationMegabytes, resident.inferenceMegabytes].map(
            Math.round,
          );
          options.onProgress(`${done} images, ${station} MB station and ${inference} MB inference resident.`);
        }),
      teach: benchTeachStep,
    };
    const results: Record<string, unknown> = {};
    for (const part of options.parts) {
      options.onProgress(`Measuring: ${part}.`);
      results[part] = await measure[part]();
      options.onProgress(JSON.stringify({ [part]: results[part] }));
    }
    return results;
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function drawImages(out: string, count: number): Promise<string[]> {
  const files: string[] = [];
  await runCamera({
    ...{
      out,
      count,
      ratePerSecond: Infinity,
      badShare: 0.05,
      seed: 7,
      write: ['direct'],
      format: 'png',
      bits: 8,
    },
    ...{ width: 1280, height: 1024 },
    onImage: ({ file }) => files.push(file),
  });
  return files;
}

async function copied(file: string, folder: string, time: number): Promise<string> {
  const target = join(folder, `${time}-${basename(file)}`);
  await copyFile(file, target);
  return target;
}
