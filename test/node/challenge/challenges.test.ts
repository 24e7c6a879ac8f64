import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ChallengePolicy, ChallengeRun, ChallengeSet } from '../../../electron/common/challenge.ts';
import type { Caller, WatchedFolder } from '../../../electron/common/contract.ts';
import type { Recipe } from '../../../electron/common/recipe.ts';
import { stationBench, type StationBench } from '../../helpers/stationBench.ts';
import { tinyCameraFile } from '../../helpers/tinyBundle.ts';

const eva: Caller = { user: 'eva', role: 'engineer' };
const [goods, bads] = [3, 2];
let bench: StationBench;
let folder: WatchedFolder;

before(async () => {
  bench = await stationBench();
  folder = await bench.watch('camera');
  for (const [name, count, kind] of [
    ['good', goods, 'good'],
    ['bad', bads, 'rotated'],
  ] as const) {
    mkdirSync(join(bench.root, name));
    for (let seed = 101; seed < 101 + count; seed += 1) {
      writeFileSync(join(bench.root, name, `${name} ${seed}.png`), await tinyCameraFile(seed, kind));
    }
  }
  writeFileSync(join(bench.root, 'bad', 'notes.png'), 'no image');
});
after(() => bench?.close());

const call = () => bench.station.handlers;
async function set(): Promise<ChallengeSet> {
  const [first] = await call().listChallengeSets({}, eva);
  return first!;
}
function runsUntil(count: number): Promise<readonly ChallengeRun[]> {
  return bench.until(`${count} challenges`, async () => {
    const { runs } = await set();
    return runs.length >= count ? runs : undefined;
  });
}
async function policy(change: Partial<ChallengePolicy>): Promise<void> {
  const { recipeId, policy: before } = await set();
  await call().changeChallengePolicy({ recipeId, policy: { ...before, ...change } }, eva);
}
async function putInForce(recipe: Recipe): Promise<void> {
  const { recipeId, version } = recipe;
  // The set fails with such a limit: only a supervisor can put it in force.
  const inForce = { folderId: folder.folderId, recipeId, version, override: true };
  await call().putRecipeInForce(inForce, { ...eva, role: 'supervisor' });
}
async function withLimit(limit: number | null): Promise<Recipe> {
  const [newest] = await call().listRecipes({}, eva);
  const { recipeId, settings } = newest!;
  return call().saveRecipe({ recipeId, settings: { ...settings, limit } }, eva);
}
async function standing() {
  const { challenges } = await call().getState({}, eva);
  return challenges[0]!;
}

test('an empty set asks for nothing and cannot be run', async () => {
  assert.equal((await standing()).state, 'empty');
  await assert.rejects(
    async () => call().runChallenge({ folderId: folder.folderId }, eva),
    /has no challenge set yet/,
  );
});

test('images are added with their hashes, once; what is no image is named; the station then runs the challenge by itself', async () => {
  const { recipeId } = await set();
  const add = (truth: 'good' | 'bad', from: string = truth) =>
    Promise.resolve(call().addChallengeImages({ recipeId, truth, folder: join(bench.root, from) }, eva));
  assert.deepEqual(await add('good'), { added: goods, already: 0, leftOut: [] });
  const bad = await add('bad');
  assert.deepEqual([bad.added, bad.leftOut[0]?.file], [bads, 'notes.png']);
  assert.deepEqual((await add('good')).already, goods);
  const other = await add('bad', 'good');
  assert.equal(other.added, 0);
  assert.match(other.leftOut[0]?.reason ?? '', /in the set already as good/);
  await assert.rejects(add('good', 'nowhere'), /There is no folder .*nowhere/);
  const { images } = await set();
  assert.deepEqual([images.length, images[0]?.addedBy, images[0]?.extent], [goods + bads, 'eva', 'camera']);
  for (const image of images) {
    const picture = bench.station.challengePictureFile(image.challengeImageId);
    assert.ok(readFileSync(picture!).byteLength > 100);
  }
  // The originals are not needed any more.
  rmSync(join(bench.root, 'good'), { recursive: true });
  const [run] = await runsUntil(1);
  assert.deepEqual([run?.occasion, run?.startedBy, run?.provider], ['change', 'station', 'cpu']);
});

test('a challenge on demand is passed, is stored with every score, and is no inspection', async () => {
  const before = (await set()).runs.length;
  await call().runChallenge({ folderId: folder.folderId }, eva);
  const [run] = await runsUntil(before + 1);
  assert.ok(run);
  assert.deepEqual(
    [run.outcome, run.goodsPassed, run.goods, run.badsCaught, run.bads, run.occasion, run.startedBy],
    ['passed', goods, goods, bads, bads, 'demand', 'eva'],
  );
  const { verdicts } = await call().getChallengeRun({ challengeRunId: run.challengeRunId }, eva);
  for (const { image, verdict, score, heads } of verdicts) {
    assert.equal(verdict, image.truth === 'good' ? 'pass' : 'fail');
    assert.equal(score, heads[run.head]);
    assert.equal(score > run.limit, image.truth === 'bad');
  }
  const lane = await bench.lane(folder);
  assert.deepEqual(lane.counts, { pass: 0, fail: 0, review: 0, unreadable: 0 });
  assert.deepEqual(await bench.rows(), []);
  assert.equal((await standing()).state, 'proven');
});

test('the result is signed once, and its report names what it proves', async () => {
  const [run] = (await set()).runs;
  const { challengeRunId } = run!;
  const sign = () => call().signChallengeRun({ challengeRunId, meaning: 'Reviewed.' }, eva);
  const { signature } = await sign();
  assert.deepEqual([signature?.user, signature?.meaning], ['eva', 'Reviewed.']);
  await assert.rejects(async () => sign(), /signed by eva already/);
  const { path } = await call().writeChallengeReport({ challengeRunId, path: join(bench.root, 'out') }, eva);
  const page = readFileSync(path, 'utf8');
  assert.match(page, /2 bad images all caught still allow that up to 77\.7 % of bad parts pass/);
  assert.match(page, /Signed by eva at .*Reviewed\./);
  assert.match(page, /audit trail \d+ sha256 [0-9a-f]{64}/);
  assert.equal(page.match(/data:image\/jpeg/g)?.length, goods + bads);
});

test('failed, the policy alarms: inspecting goes on, and a passed one ends the alarm', async () => {
  const before = (await set()).runs.length;
  const blind = await withLimit(1e9);
  await putInForce(blind);
  const [run] = await runsUntil(before + 1);
  assert.deepEqual([run?.outcome, run?.occasion, run?.badsCaught], ['failed', 'change', 0]);
  const alarm = await bench.until('the alarm', () => bench.alarm('challengeFailed'));
  assert.match(alarm.message, /0 of 2 known bad images were caught, 3 of 3 known good ones passed/);
  writeFileSync(join(bench.root, 'camera', 'a.png'), await tinyCameraFile(7));
  await bench.rowsUntil(1, folder);
  await putInForce({ ...blind, version: 1 });
  const [second] = await runsUntil(before + 2);
  assert.equal(second?.outcome, 'passed');
  const returned = await bench.until('the end of its cause', async () => {
    const found = await bench.alarm('challengeFailed');
    return found?.causePresent === false ? found : undefined;
  });
  assert.equal(returned.state, 'returnedUnacknowledged');
});

test('failed, the policy blocks: images wait, also over a restart, until a challenge is passed; none is lost', async () => {
  await policy({ consequence: 'block' });
  const before = (await set()).runs.length;
  const blind = await withLimit(1e9);
  await putInForce(blind);
  await runsUntil(before + 1);
  const alarm = await bench.until('the alarm', () => bench.alarm('challengeBlocks'));
  assert.match(alarm.message, /wait until it is passed/);
  await assert.rejects(
    async () => call().shelveAlarm({ alarmId: alarm.alarmId, time: 'hour' }, eva),
    /cannot be shelved/,
  );
  writeFileSync(join(bench.root, 'camera', 'b.png'), await tinyCameraFile(8));
  await bench.until('the image in the queue', async () => (await bench.lane(folder)).queue.depth === 1);
  await bench.restart();
  await bench.until('the block', async () => (await standing()).blocks);
  await bench.until('the image in the queue', async () => (await bench.lane(folder)).queue.depth === 1);
  assert.equal((await bench.rows(folder)).length, 1);
  await bench.until('the lane to say so', async () => (await bench.lane(folder)).blocked);
  await putInForce({ ...blind, version: 1 });
  const rows = await bench.rowsUntil(2, folder);
  const { runs } = await set();
  assert.equal(runs[0]?.outcome, 'passed');
  assert.ok(rows[1]!.createdAt > runs[0].finishedAt, 'proven first, then inspected');
});

test('an image that was reviewed joins the set as what the review said; removed, it stays in old results', async () => {
  const [row] = await bench.rows(folder);
  const { resultId } = row!;
  const add = async () => call().addChallengeInspection({ resultId }, eva);
  await assert.rejects(add(), /review it first/);
  await call().addReview({ resultId, decision: 'pass', reason: 'Looks good.' }, eva);
  assert.deepEqual(await add(), { truth: 'good' });
  const added = (await set()).images.at(-1)!;
  assert.deepEqual([added.resultId, added.name, added.truth], [resultId, 'a.png', 'good']);
  const before = (await set()).runs.length;
  await call().runChallenge({ folderId: folder.folderId }, eva);
  const [run] = await runsUntil(before + 1);
  assert.equal(run?.goods, goods + 1);
  const { challengeImageId } = added;
  await call().removeChallengeImage({ challengeImageId }, eva);
  await assert.rejects(
    async () => call().removeChallengeImage({ challengeImageId }, eva),
    /not in a challenge set any more/,
  );
  assert.equal((await set()).images.length, goods + bads);
  const { verdicts } = await call().getChallengeRun({ challengeRunId: run.challengeRunId }, eva);
  assert.ok(verdicts.some(({ image }) => image.challengeImageId === challengeImageId));
});

test('from the archive, once the camera’s file is gone: judged as it was on the line', async () => {
  writeFileSync(join(bench.root, 'camera', 'c.png'), await tinyCameraFile(301, 'rotated'));
  const rows = await bench.rowsUntil(3, folder);
  const { resultId, score } = rows.at(-1)!;
  rmSync(join(bench.root, 'camera', 'c.png'));
  await call().addReview({ resultId, decision: 'fail', reason: 'It is bad.' }, eva);
  assert.deepEqual(await call().addChallengeInspection({ resultId }, eva), { truth: 'bad' });
  const before = (await set()).runs.length;
  await call().runChallenge({ folderId: folder.folderId }, eva);
  const [run] = await runsUntil(before + 1);
  const { verdicts } = await call().getChallengeRun({ challengeRunId: run!.challengeRunId }, eva);
  const mine = verdicts.find(({ image }) => image.resultId === resultId);
  assert.deepEqual([mine?.image.extent, mine?.score, mine?.verdict], ['region', score, 'fail']);
});

test('a file of the set that was changed proves nothing: the challenge fails and says so', async () => {
  const kept = join(bench.home, 'challenges');
  const file = readdirSync(kept).find((name) => name.endsWith('.png'))!;
  const bytes = readFileSync(join(kept, file));
  writeFileSync(join(kept, file), Buffer.concat([bytes, Buffer.from('x')]));
  const before = (await set()).runs.length;
  await call().runChallenge({ folderId: folder.folderId }, eva);
  const [run] = await runsUntil(before + 1);
  assert.equal(run?.outcome, 'failed');
  const { verdicts } = await call().getChallengeRun({ challengeRunId: run.challengeRunId }, eva);
  const wrong = verdicts.filter(({ asExpected }) => !asExpected);
  assert.deepEqual(
    wrong.map(({ verdict }) => verdict),
    ['unreadable'],
  );
  assert.match(wrong[0]?.reason ?? '', /not the one that was added/);
});
