import { copyFile, mkdir, rename, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Inspection } from '../../common/inspection.ts';
import { databaseName, readLog } from '../readLog.ts';
import { openDatabaseReadOnly } from '../store/db.ts';
import { percentile, rounded } from './percentile.ts';
import { residentBytes } from './residentBytes.ts';
import { spawnStation } from './spawnStation.ts';

export interface StationRun {
  readonly home: string;
  readonly watch: string;
  readonly bundle: string;
}
export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const serveArguments = ({ home, watch, bundle }: StationRun): string[] => [
  ...['--home', home, '--watch', watch, '--bundle', bundle, '--port', '0', '--other-sizes', 'scaleRegion'],
];

/** Hands all files over at once by renaming them into the watched folder; rate from then until the last row is committed. */
export async function burstRate(
  run: StationRun,
  files: readonly string[],
): Promise<{ imagesPerSecond: number }> {
  await mkdir(run.watch, { recursive: true });
  const station = await spawnStation(serveArguments(run));
  try {
    const warmUp = files.slice(0, 5);
    await handOver(warmUp, run.watch);
    await committed(run.home, warmUp.length);
    const beganMs = Date.now();
    await handOver(files.slice(5), run.watch);
    const rows = await committed(run.home, files.length);
    const lastMs = Math.max(...rows.map((row) => Date.parse(row.createdAt)));
    return { imagesPerSecond: (files.length - 5) / ((lastMs - beganMs) / 1000) };
  } finally {
    await station.stop();
  }
}

/** Hands one file over at a time at a steady rate; latency from the rename until the row's commit. */
export async function pacedLatency(
  run: StationRun,
  files: readonly string[],
  imagesPerSecond: number,
): Promise<Latency & { imagesPerSecond: number }> {
  await mkdir(run.watch, { recursive: true });
  const station = await spawnStation(serveArguments(run));
  try {
    const handedOver = new Map<string, number>();
    const beganMs = Date.now();
    for (const [index, file] of files.entries()) {
      await sleep(Math.max(0, beganMs + (index * 1000) / imagesPerSecond - Date.now()));
      handedOver.set(basename(file), Date.now());
      await handOver([file], run.watch);
    }
    const rows = await committed(run.home, files.length);
    const waits = rows.map((row) => Date.parse(row.createdAt) - (handedOver.get(row.file) ?? Number.NaN));
    return {
      imagesPerSecond,
      p50Ms: percentile(waits, 0.5),
      p95Ms: percentile(waits, 0.95),
      p99Ms: percentile(waits, 0.99),
    };
  } finally {
    await station.stop();
  }
}

/** Milliseconds from starting the process to the first committed row, one image lying in the folder. */
export async function startToFirstVerdict(run: StationRun, file: string): Promise<number> {
  await mkdir(run.watch, { recursive: true });
  await copyFile(file, join(run.watch, basename(file)));
  const station = await spawnStation(serveArguments(run));
  try {
    const [row] = await committed(run.home, 1);
    return Date.parse((row as Inspection).createdAt) - station.spawnedAt;
  } finally {
    await station.stop();
  }
}

/** Median resident memory over a part of a run, megabytes. */
export interface Resident {
  readonly stationMegabytes: number;
  readonly inferenceMegabytes: number;
  readonly togetherMegabytes: number;
}

/** Resident memory of station and inference while so many images go through; the pool's files are copied in small bursts. */
export async function memoryOver(
  run: StationRun,
  pool: readonly string[],
  images: number,
  onProgress: (done: number, resident: Resident) => void,
): Promise<{ images: number; tenths: Resident[]; largestMegabytes: number }> {
  await mkdir(run.watch, { recursive: true });
  const station = await spawnStation(serveArguments(run));
  const burst = 50;
  const samples: Resident[] = [];
  try {
    for (let done = 0; done < images; done += burst) {
      for (let index = done; index < Math.min(images, done + burst); index += 1) {
        const source = pool[index % pool.length] as string;
        const name = `${String(index).padStart(6, '0')}-${basename(source)}`;
        await copyFile(source, join(run.watch, `${name}.part`));
        await rename(join(run.watch, `${name}.part`), join(run.watch, name));
      }
      await committedCount(run.home, Math.min(images, done + burst));
      const { own, descendants } = residentBytes(station.process.pid as number);
      const resident = {
        stationMegabytes: own / 2 ** 20,
        inferenceMegabytes: descendants / 2 ** 20,
        togetherMegabytes: (own + descendants) / 2 ** 20,
      };
      samples.push(resident);
      onProgress(done + burst, resident);
    }
    const tenth = Math.max(1, Math.ceil(samples.length / 10));
    const median = (part: readonly Resident[], name: keyof Resident): number =>
      rounded(
        percentile(
          part.map((sample) => sample[name]),
          0.5,
        ),
      );
    return {
      images,
      // The first tenth warms caches and the allocator up; growth is judged from there on.
      tenths: Array.from({ length: Math.ceil(samples.length / tenth) }, (_, index) => {
        const part = samples.slice(index * tenth, (index + 1) * tenth);
        return {
          stationMegabytes: median(part, 'stationMegabytes'),
          inferenceMegabytes: median(part, 'inferenceMegabytes'),
          togetherMegabytes: median(part, 'togetherMegabytes'),
        };
      }),
      largestMegabytes: rounded(Math.max(...samples.map(({ togetherMegabytes }) => togetherMegabytes))),
    };
  } finally {
    await station.stop();
  }
}

async function handOver(files: readonly string[], watch: string): Promise<void> {
  const now = new Date();
  for (const file of files) {
    await utimes(file, now, now);
    await rename(file, join(watch, basename(file)));
  }
}

/** All rows of the log, once there are so many. Throws after two minutes without a new one. */
async function committed(home: string, count: number): Promise<Inspection[]> {
  await committedCount(home, count);
  return [...readLog(home)];
}

async function committedCount(home: string, count: number): Promise<void> {
  let seen = -1;
  let changedAt = Date.now();
  for (;;) {
    const rows = countRows(home);
    if (rows >= count) return;
    if (rows !== seen) {
      seen = rows;
      changedAt = Date.now();
    } else if (Date.now() - changedAt > 120_000) {
      throw new Error(`Only ${rows} of ${count} images were inspected, and none in the last two minutes.`);
    }
    await sleep(250);
  }
}

function countRows(home: string): number {
  const db = openDatabaseReadOnly(join(home, databaseName));
  try {
    return db.prepare('SELECT count(*) FROM inspections').pluck().get() as number;
  } finally {
    db.close();
  }
}
