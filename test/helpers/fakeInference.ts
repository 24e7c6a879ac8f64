import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type {
  InferenceReply,
  JudgeImage,
  OpenBundle,
  OpenedBundle,
} from '../../electron/common/inferenceProtocol.ts';
import type { ResultId } from '../../electron/common/inspection.ts';
import type { InferenceState } from '../../electron/common/stationState.ts';
import type { CreateInference, InferenceLink } from '../../electron/node/lane/inferenceLink.ts';

type Reply = Exclude<InferenceReply, { kind: 'beat' | 'failing' }>;

export const fakeBundle: OpenedBundle = {
  bundleId: 'bundle-1',
  product: 'bottle',
  purpose: 'production',
  head: 'learnedSimilarity',
  heads: ['learnedSimilarity', 'mae'],
  limit: 1,
  reviewLimit: null,
  headLimits: { learnedSimilarity: 1, mae: 0.1 },
  calibrationId: 'calibration-1',
  region: null,
};

export interface FakeInference {
  readonly create: CreateInference;
  /** Links made so far, with what was asked of them. */
  readonly links: { request: OpenBundle | null; asked: JudgeImage[]; closed: boolean }[];
  /** Milliseconds each image takes. */
  judgeMs: number;
  /** Sentence why every bundle is refused; null opens them. */
  refusal: string | null;
  /** What an opened bundle says. */
  bundle: OpenedBundle;
  fallbackReason: string | null;
  /** Most images asked for at once while one of them had failed before. */
  maxOutstanding: number;
}

/** Content of a fake image: complete, with this score. */
export function fakeImage(score: number, note = ''): string {
  return `score ${score} ${note} end`;
}

/**
 * Judges in this process by what a file says: `score 0.5 … end` is judged; without `end` it is incomplete; `crash` ends
 * the process, `hang` too but later; anything else is no image.
 */
export function fakeInference(): FakeInference {
  const fake: FakeInference = {
    create: () => createLink(fake),
    links: [],
    judgeMs: 0,
    refusal: null,
    bundle: fakeBundle,
    fallbackReason: null,
    maxOutstanding: 0,
  };
  return fake;
}

function createLink(fake: FakeInference): InferenceLink {
  let onReply: (reply: Reply) => void = () => {};
  let onState: (state: InferenceState) => void = () => {};
  let onLost: (outstanding: ResultId[], reason: string) => void = () => {};
  const record: FakeInference['links'][number] = { request: null, asked: [], closed: false };
  fake.links.push(record);
  let outstanding: ResultId[] = [];
  let life = 0;
  let restarts = 0;
  let working: Promise<void> = Promise.resolve();

  const enter = (phase: InferenceState['phase'], reason: string | null = null): void => {
    const chosen = record.request?.provider ?? 'auto';
    const measured = phase === 'ready' ? ('cpu' as const) : null;
    onState({
      phase,
      reason,
      restarts,
      provider: { chosen, measured, msPerImage: 1, fallbackReason: fake.fallbackReason },
    });
  };
  const start = (): void => {
    const present = ++life;
    setTimeout(() => {
      if (record.closed || present !== life) return;
      if (fake.refusal !== null) {
        onReply({ kind: 'refused', reason: fake.refusal });
        return enter('refused', fake.refusal);
      }
      onReply({
        kind: 'opened',
        bundle: fake.bundle,
        provider: { chosen: 'cpu', measured: 'cpu', msPerImage: 1, fallbackReason: null },
      });
      enter('ready');
    }, 5);
  };
  const end = (reason: string): void => {
    const lost = outstanding;
    outstanding = [];
    life += 1;
    restarts += 1;
    onLost(lost, reason);
    enter('restarting', reason);
    start();
  };
  async function judge(request: JudgeImage, present: number): Promise<void> {
    if (fake.judgeMs > 0) await new Promise((resolve) => setTimeout(resolve, fake.judgeMs));
    const reply = await replyTo(request);
    if (record.closed || present !== life) return;
    if (reply === 'crash') return end('The inference process ended with exit code 1.');
    if (reply === 'hang') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (present === life) end('The inference process did not answer and was ended.');
      return;
    }
    outstanding = outstanding.filter((id) => id !== request.resultId);
    onReply(reply);
  }
  return {
    open(request) {
      record.request = request;
      start();
    },
    judge(request) {
      record.asked.push(request);
      outstanding.push(request.resultId);
      fake.maxOutstanding = Math.max(fake.maxOutstanding, outstanding.length);
      const present = life;
      working = working.then(() => judge(request, present));
    },
    challenge({ challengeImageId, file }) {
      const present = life;
      working = working.then(async () => {
        const text = await readFile(file, 'utf8').catch(() => '');
        if (record.closed || present !== life) return;
        const score = /^score (\S+)/u.exec(text)?.[1];
        const scores = { learnedSimilarity: Number(score), mae: 0.01 };
        const judged = score === undefined ? null : { scores, located: null };
        const reason = judged === null ? 'The file is not an image.' : null;
        onReply({ kind: 'challenged', challengeImageId, judged, reason });
      });
    },
    draw({ ofResult, kinds, pictures }) {
      const present = life;
      working = working.then(async () => {
        await Promise.all(kinds.map((kind) => writeFile(pictures[kind], kind)));
        if (record.closed || present !== life) return;
        onReply({ kind: 'drawn', ofResult, drawn: kinds, reason: null });
      });
    },
    onReply: (listener) => void (onReply = listener),
    onState: (listener) => void (onState = listener),
    onLost: (listener) => void (onLost = listener),
    async close() {
      record.closed = true;
      life += 1;
      await working;
    },
  };
}

async function replyTo(request: JudgeImage): Promise<Reply | 'crash' | 'hang'> {
  const { resultId, file } = request;
  const version = async () => {
    const found = await stat(file);
    return found.size === request.sizeBytes && found.mtimeMs === request.modifiedMs;
  };
  let text: string;
  try {
    if (!(await version())) return { kind: 'changed', resultId };
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'gone', resultId };
    throw error;
  }
  if (text.startsWith('crash')) return 'crash';
  if (text.startsWith('hang')) return 'hang';
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (sha256 === request.inspectedSha256) return { kind: 'unchanged', resultId, sha256 };
  const size = { imageWidth: 640, imageHeight: 480, decodeMs: 1 };
  const score = /^score (\S+) .*end$/su.exec(text)?.[1];
  if (score === undefined) {
    const incomplete = text === '' || text.startsWith('score');
    return {
      ...{ kind: 'unreadable', resultId, sha256, ...size },
      code: incomplete ? 'incomplete' : 'notAnImage',
      reason: incomplete ? 'The image ends before its last line.' : 'The file is not an image.',
    };
  }
  const scores = { learnedSimilarity: Number(score), mae: 0.01 };
  const drawn = { pictures: [], pictureProblem: null };
  const places = [{ x: 0.5, y: 0.25, evidence: 1.5 }];
  return { kind: 'judged', resultId, scores, places, located: null, sha256, ...size, runMs: 1, ...drawn };
}
