import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import type { InferenceReply, JudgeImage, OpenBundle } from '../../electron/common/inferenceProtocol.ts';
import type { ResultId } from '../../electron/common/inspection.ts';
import type { InferenceState } from '../../electron/common/stationState.ts';
import type { ChildProcess } from '../../electron/node/childProcess.ts';
import { createInferenceClient } from '../../electron/node/inferenceClient.ts';
import type { InferenceLink } from '../../electron/node/lane/inferenceLink.ts';
import { forkProcess } from '../../electron/node/launchProcess.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { tinyBundle, tinyCameraFile, tinyPreprocessing } from '../helpers/tinyBundle.ts';

const entry = new URL('../../electron/processes/inference.ts', import.meta.url);
const root = mkdtempSync(join(tmpdir(), 'plumbline-inference-'));
const bundle = join(root, 'bundle');
const order: OpenBundle = { kind: 'open', bundle, provider: 'cpu', otherSizes: 'refuse', bitDepth: null };
let limit: number;
const links: InferenceLink[] = [];

before(async () => {
  const content = await tinyBundle();
  limit = content.manifest.calibration.limit;
  await writeBundle(bundle, content);
});
after(async () => {
  for (const link of links) await link.close();
  rmSync(root, { recursive: true, force: true });
});

type Reply = Exclude<InferenceReply, { kind: 'beat' | 'failing' }>;
type ImageReply = Extract<Reply, { resultId: unknown }>;

/** A real inference process behind the client, its answers in order, and a wait for a phase. */
function inference() {
  const launched: ChildProcess[] = [];
  const link = createInferenceClient(() => {
    const child = forkProcess(entry);
    launched.push(child);
    return child;
  });
  links.push(link);
  const replies: ImageReply[] = [];
  const states: InferenceState[] = [];
  const lost: ResultId[] = [];
  let notice = () => {};
  link.onReply((reply) => {
    if ('resultId' in reply) replies.push(reply);
    notice();
  });
  link.onState((state) => {
    states.push(state);
    notice();
  });
  link.onLost((outstanding) => lost.push(...outstanding));
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (notice = resolve));
  };
  const phase = (wanted: InferenceState['phase']) => until(() => states.at(-1)?.phase === wanted);
  const answers = async (count: number) => {
    await until(() => replies.length >= count);
    return replies;
  };
  return { link, launched, replies, states, lost, phase, answers };
}

let serial = 0;
/** Writes a file and makes the request for it. */
function request(bytes: Uint8Array | string, own: Partial<JudgeImage> = {}): JudgeImage {
  serial += 1;
  const resultId = `r${serial}` as ResultId;
  const file = own.file ?? join(root, `image ${serial}.png`);
  writeFileSync(file, bytes);
  const { size, mtimeMs } = statSync(file);
  const picture = (kind: string) => join(root, 'pictures', '2026-01-01', `${resultId}.${kind}`);
  return {
    kind: 'judge',
    resultId,
    file,
    sizeBytes: size,
    modifiedMs: mtimeMs,
    inspectedSha256: null,
    limit,
    reviewLimit: null,
    archivePass: false,
    pictures: {
      thumbnail: picture('thumbnail.jpg'),
      map: picture('map.png'),
      archive: picture('archive.png'),
    },
    ...own,
  };
}

test('judges good and bad, draws their pictures, and answers in the order asked', async () => {
  const { link, phase, answers, states } = inference();
  link.open(order);
  await phase('ready');
  assert.equal(states.at(-1)?.provider.measured, 'cpu');
  assert.ok((states.at(-1)?.provider.msPerImage ?? 0) > 0);
  const good = await tinyCameraFile(1);
  const bad = await tinyCameraFile(900, 'rotated');
  const noise = await sharp(Buffer.alloc(3000 * 2000, 7), { raw: { width: 3000, height: 2000, channels: 1 } })
    .png()
    .toBuffer();
  const requests = [
    request(noise),
    request(good),
    request(bad),
    request(good, { archivePass: true }),
    request(good, { reviewLimit: 0 }),
  ];
  for (const one of requests) link.judge(one);
  const replies = await answers(5);
  assert.deepEqual(
    replies.map(({ resultId }) => resultId),
    requests.map(({ resultId }) => resultId),
  );
  const [, pass, fail, archived, review] = replies;
  assert.ok(pass?.kind === 'judged' && fail?.kind === 'judged' && archived?.kind === 'judged');
  assert.ok(
    review?.kind === 'judged' && review.pictures.includes('archive'),
    'what a person reviews is kept',
  );
  assert.ok((pass.scores.learnedSimilarity ?? NaN) <= limit);
  assert.ok((fail.scores.learnedSimilarity ?? NaN) > limit);
  assert.equal(pass.sha256, createHash('sha256').update(good).digest('hex'));
  assert.deepEqual(
    [pass.pictures, fail.pictures, archived.pictures],
    [
      ['thumbnail', 'map'],
      ['thumbnail', 'map', 'archive'],
      ['thumbnail', 'map', 'archive'],
    ],
  );
  const archive = readFileSync(requests[3]?.pictures.archive ?? '');
  const { x, y, width, height } = tinyPreprocessing.region as {
    x: number;
    y: number;
    width: number;
    height: number;
  };
  const region = await sharp(good)
    .extract({ left: x, top: y, width, height })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const kept = await sharp(archive).toColourspace('b-w').raw().toBuffer();
  assert.ok(kept.equals(region), 'the archive is the region, lossless');
  const written = readdirSync(join(root, 'pictures', '2026-01-01'));
  assert.ok(
    written.every((name) => !name.endsWith('.tmp')),
    String(written),
  );
  await link.close();
});

test('tells what is no judgement: unreadable, changed, gone, unchanged', async () => {
  const { link, phase, answers } = inference();
  link.open(order);
  await phase('ready');
  const good = await tinyCameraFile(2);
  const sha256 = createHash('sha256').update(good).digest('hex');
  const truncated = request(good.subarray(0, good.length / 2));
  const text = request('just text');
  const empty = request('');
  const changed = request(good);
  const gone = request(good);
  const folder = join(root, 'a folder.png');
  mkdirSync(folder);
  const unchanged = request(good, { inspectedSha256: sha256 });
  const fine = request(good);
  writeFileSync(changed.file, 'now it is another file');
  rmSync(gone.file);
  const requests = [truncated, text, empty, changed, gone, unchanged, fine];
  for (const one of requests) link.judge(one);
  const replies = await answers(requests.length);
  assert.deepEqual(
    replies.map((reply) => (reply.kind === 'unreadable' ? reply.code : reply.kind)),
    [
      'incomplete',
      'notAnImage',
      replies[2]?.kind === 'unreadable' ? replies[2].code : '',
      'changed',
      'gone',
      'unchanged',
      'judged',
    ],
  );
  for (const reply of replies) {
    if (reply.kind === 'unreadable') assert.match(reply.reason, /^[A-Z].*\.$/s);
  }
  await link.close();
});

test(
  'a file that may not be read says so',
  { skip: process.getuid?.() === 0 || process.platform === 'win32' },
  async () => {
    const { link, phase, answers } = inference();
    link.open(order);
    await phase('ready');
    const secret = request(await tinyCameraFile(3));
    chmodSync(secret.file, 0);
    link.judge(secret);
    const [reply] = await answers(1);
    assert.ok(reply?.kind === 'unreadable' && reply.code === 'noPermission');
    await link.close();
  },
);

test('a picture that cannot be written is told, the verdict stands', async () => {
  const { link, phase, answers } = inference();
  link.open(order);
  await phase('ready');
  const blocked = join(root, 'blocked');
  writeFileSync(blocked, 'a file where a folder is needed');
  const one = request(await tinyCameraFile(4));
  link.judge({ ...one, pictures: { ...one.pictures, map: join(blocked, 'map.png') } });
  const [reply] = await answers(1);
  assert.ok(reply?.kind === 'judged');
  assert.deepEqual(reply.pictures, ['thumbnail']);
  assert.match(reply.pictureProblem ?? '', /^A picture could not be written: /);
  await link.close();
});

test('killed with images in hand, it starts again and the images can be asked for again', async () => {
  const { link, launched, phase, lost, replies, answers, states } = inference();
  link.open(order);
  await phase('ready');
  const requests = await Promise.all([5, 6, 7].map(async (seed) => request(await tinyCameraFile(seed))));
  for (const one of requests) link.judge(one);
  process.kill(launched[0]?.pid ?? 0, 'SIGKILL');
  await phase('restarting');
  const answered = new Set(replies.map(({ resultId }) => resultId));
  assert.deepEqual(
    lost,
    requests.map(({ resultId }) => resultId).filter((id) => !answered.has(id)),
  );
  assert.ok(lost.length > 0);
  await phase('ready');
  assert.equal(states.at(-1)?.restarts, 1);
  for (const one of requests) if (lost.includes(one.resultId)) link.judge(one);
  await answers(3);
  assert.deepEqual(new Set(replies.map(({ resultId }) => resultId)).size, 3);
  await link.close();
});

test('a bundle that is none is refused with a sentence', async () => {
  const { link, phase, states } = inference();
  link.open({ ...order, bundle: join(root, 'nothing here') });
  await phase('refused');
  assert.match(
    states.at(-1)?.reason ?? '',
    /nothing here cannot be used as a bundle: there is no such folder/,
  );
  await link.close();
});

test('a provider this machine does not have falls back to the cpu and says so', async () => {
  const { link, phase, states } = inference();
  link.open({ ...order, provider: process.platform === 'win32' ? 'coreml' : 'dml' });
  await phase('ready');
  const { provider } = states.at(-1) as InferenceState;
  assert.equal(provider.measured, 'cpu');
  assert.match(provider.fallbackReason ?? '', /was asked for but cannot be used/);
  await link.close();
});

test('it ends itself when its parent is killed', async () => {
  const { spawn } = await import('node:child_process');
  const parent = spawn(
    process.execPath,
    [new URL('../helpers/inferenceParent.ts', import.meta.url).pathname, entry.href],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  parent.kill('SIGKILL');
  await once(parent, 'close');
  const runs = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let wait = 0; runs() && wait < 100; wait += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(runs(), false, `the inference process ${pid} outlived its parent`);
});
