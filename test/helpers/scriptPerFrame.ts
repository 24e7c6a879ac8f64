interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread, microseconds: what other programs take does not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const work = new Set([
  ...['FunctionCall', 'EvaluateScript', 'EventDispatch', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks'],
  ...['UpdateLayoutTree', 'Layout', 'MajorGC', 'MinorGC'],
]);

/**
 * Milliseconds of script, style and layout on the page's main thread for each frame of a trace of Chromium's
 * (devtools.timeline), in processor time. What lies within another counts once.
 */
export function scriptPerFrame(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const busiest = mains
    .map(({ pid, tid }) => traceEvents.filter((one) => one.pid === pid && one.tid === tid))
    .sort((a, b) => b.length - a.length)[0];
  const events = (busiest ?? []).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames: number[] = [];
  let current: number | null = null;
  let until = 0;
  for (const { name, ph, ts, dur = 0, tdur = dur } of events) {
    if (name === 'Commit') {
      if (current !== null) frames.push(current);
      current = 0;
    } else if (current !== null && ph === 'X' && work.has(name) && ts >= until) {
      current += tdur / 1000;
      until = ts + dur;
    }
  }
  return frames;
}
