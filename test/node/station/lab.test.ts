import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Arguments } from '../../../electron/common/contract.ts';
import type { RecipeId, ResultId } from '../../../electron/common/inspection.ts';
import type { Lab, LabPart, LabScoring } from '../../../electron/common/lab.ts';
import { labParts } from '../../../electron/common/lab.ts';
import { countsAtEdge } from '../../../electron/common/labRates.ts';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import { encodeArchive } from '../../../electron/node/imaging/encodeArchive.ts';
import { regionPixels } from '../../../electron/node/imaging/regionPixels.ts';
import { openBundle } from '../../../electron/node/openBundle.ts';
import { picturePath } from '../../../electron/node/picturePath.ts';
import { databaseName } from '../../../electron/node/readLog.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { timeOrderedId } from '../../../electron/node/timeOrderedId.ts';
import { readBundle } from '../../../models/readBundle.ts';
import { eva, fakeStation, type FakeStation } from '../../helpers/fakeStation.ts';
import { labHere } from '../../helpers/labHere.ts';
import { addInspection } from '../../helpers/storeRows.ts';
import { tinyCameraFile, tinyPreprocessing } from '../../helpers/tinyBundle.ts';

interface LabBench {
  readonly bench: FakeStation;
  readonly recipeId: RecipeId;
  readonly good: string;
  readonly bad: string;
  lab(): Promise<Lab>;
  score(order?: Partial<Arguments<'startLabScoring'>>): Promise<Lab>;
  scoring(): LabScoring | undefined;
}

/** A watched folder with the tiny bundle, 30 good images of which 24 taught it, and 4 rotated ones. */
async function labBench(t: TestContext): Promise<LabBench> {
  const bench = await fakeStation(t, { launchTeach: labHere });
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  const { recipeId } = bench.lane().recipe;
  const [good, bad] = ['good', 'bad'].map((name) => join(bench.root, name)) as [string, string];
  for (const [folder, kind, seeds] of [
    [good, 'good', [1, 24, 100, 105]],
    [bad, 'rotated', [200, 203]],
  ] as const) {
    mkdirSync(folder);
    for (let at = 0; at < seeds.length; at += 2) {
      for (let seed = seeds[at]!; seed <= seeds[at + 1]!; seed++) {
        writeFileSync(join(folder, `${kind} ${seed}.png`), await tinyCameraFile(seed, kind));
      }
    }
  }
  const scoring = () =>
    bench.events.findLast(({ name }) => name === 'labProgressed')?.value as LabScoring | undefined;
  const lab = async () => await bench.call.getLab({ recipeId }, eva);
  return {
    ...{ bench, recipeId, good, bad, lab, scoring },
    async score(order = {}) {
      const sources = { good, bad, withSubfolders: false, reviewed: true, history: 50, synthetic: 0 };
      const before = bench.events.length;
      await bench.call.startLabScoring({ recipeId, ...sources, ...order }, eva);
      const ended = () =>
        bench.events
          .slice(before)
          .some(
            ({ name, value }) =>
              name === 'labProgressed' && !['reading', 'scoring'].includes((value as LabScoring).phase),
          );
      for (let tries = 0; !ended(); tries++) {
        if (tries > 20) throw new Error('The scoring does not end.');
        await bench.until(ended).catch(() => undefined);
      }
      return await lab();
    },
  };
}

const all: LabPart[] = [...labParts];
const shownOf = (lab: Lab, parts: LabPart[] = all) => ({
  recipeId: lab.recipeId,
  scoringId: lab.scores!.scoringId,
  parts,
});

test('images are scored once: taught ones told apart, every score that of the bundle, kept over a restart', async (t) => {
  const { bench, recipeId, good, lab: read, score, scoring } = await labBench(t);
  assert.equal((await read()).scores, null);
  copyFileSync(join(good, 'good 100.png'), join(good, 'same.png'));
  writeFileSync(join(good, 'broken.png'), 'no image');
  const lab = await score();
  assert.deepEqual([scoring()?.phase, scoring()?.scored, scoring()?.images], ['done', 36, 36]);
  assert.equal(lab.scores?.images, 34);
  const reasons = lab.scores.leftOut.map(({ file, reason }) => `${file}: ${reason}`).join();
  assert.match(reasons, /broken\.png: .*same\.png: It is the same image as good 100\.png/);

  const histogram = async (parts: LabPart[]) =>
    await bench.call.getLabHistogram({ ...shownOf(lab, parts), head: 'learnedSimilarity' }, eva);
  const { bins, edges } = await histogram(all);
  const sum = (counts: readonly number[]) => counts.reduce((total, images) => total + images, 0);
  const { manifest } = await readBundle(bench.bundle);
  const { imageSha256s } = manifest.teaching;
  const taught = new Set([...imageSha256s!.teach, ...imageSha256s!.select]).size;
  assert.ok(taught > 10 && taught < 24, 'some of the 24 calibrate');
  assert.deepEqual(
    [sum(bins.good), sum(bins.taughtGood), sum(bins.bad), sum(bins.unknown)],
    [30 - taught, taught, 4, 0],
  );
  assert.equal(sum((await histogram(['bad'])).bins.good), 0);

  const { head, limit } = manifest.calibration;
  const args = { ...shownOf(lab), head, near: limit, count: 30 };
  const images = await bench.call.getLabImages(args, eva);
  assert.equal(images.length, 34);
  await using opened = await openBundle(bench.bundle, { provider: 'cpu', threads: 1 });
  for (const reference of opened.bundle.manifest.references.slice(0, 2)) {
    const closest = images.find(
      (image) => Math.abs((image.scores[head] ?? NaN) - reference.scores[head]!) < 1e-6,
    );
    assert.ok(closest !== undefined, 'the reference images are among the good ones, with their scores');
    for (const [name, value] of Object.entries(reference.scores)) {
      const scored = closest.scores[name as typeof head] ?? NaN;
      assert.ok(
        Math.abs(scored - value) <= 1e-4 * Math.max(1e-6, Math.abs(value)),
        `${name} ${scored} ${value}`,
      );
    }
  }
  const at = edges.indexOf(limit);
  assert.ok(at > 0);
  assert.deepEqual(
    countsAtEdge(await histogram(all), at, null),
    await bench.call.getLabCounts({ ...shownOf(lab), head, limit, reviewLimit: null }, eva),
  );
  const picture = bench.station.labPictureFile(recipeId, lab.scores.scoringId, 1);
  assert.ok(picture !== null && existsSync(picture));

  await bench.restart();
  assert.deepEqual((await read()).scores, lab.scores);
  const again = await score({ bad: null });
  assert.notEqual(again.scores?.scoringId, lab.scores.scoringId);
  assert.deepEqual(readdirSync(join(bench.home, 'lab', recipeId)), [again.scores?.scoringId]);
  await assert.rejects(
    async () => await bench.call.getLabHistogram({ ...shownOf(lab), head }, eva),
    /replaced by newer ones/,
  );
});

test('synthetic anomalies are drawn into held-out good images and count apart', async (t) => {
  const { bench, score } = await labBench(t);
  const lab = await score({ synthetic: 48, bad: null });
  const head = 'mae';
  const { bins, roc } = await bench.call.getLabHistogram({ ...shownOf(lab), head }, eva);
  const synthetic = bins.synthetic.reduce((total, images) => total + images, 0);
  assert.ok(synthetic >= 40, `${synthetic}`);
  assert.deepEqual([roc.bad, typeof roc.synthetic?.auroc], [null, 'number']);
  const { shown } = await bench.call.selectLabImages(
    {
      ...shownOf(lab, ['synthetic']),
      x: 'mae',
      y: 'ssim',
      polygon: [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      most: 500,
    },
    eva,
  );
  assert.equal(shown.length, synthetic);
  assert.ok(new Set(shown.map(({ anomaly }) => anomaly)).size >= 8);
  assert.ok(shown.every(({ name }) => /^good (\d+)\.png$/.test(name)));
  await assert.rejects(
    async () =>
      await bench.call.labelLabImages(
        {
          recipeId: lab.recipeId,
          scoringId: lab.scores!.scoringId,
          numbers: [shown[0]!.number],
          truth: 'bad',
        },
        eva,
      ),
    /neither a good nor a bad part/,
  );
});

test('a limit set by hand, or another head, becomes the next version: an estimate, with the scores as they were', async (t) => {
  const { bench, recipeId, score, lab: read } = await labBench(t);
  const lab = await score();
  const [first] = lab.versions;
  const { head } = first!.calibration;
  const limit = first!.limit * 1.25;
  const shown = shownOf(lab, ['heldOut', 'bad']);
  const { recipe, calibration } = await bench.call.saveLabCalibration(
    { ...shown, head, limit, reviewLimit: null },
    eva,
  );
  assert.equal(recipe.version, 2);
  assert.match(calibration, /set by hand beside \d+ held-out good scores: an estimate/);
  const after = await read();
  const [second] = after.versions;
  assert.deepEqual(
    [second?.limit, second?.calibration.kind, second?.sameModel, after.scores?.scoringId],
    [limit, 'estimate', true, lab.scores?.scoringId],
  );
  assert.notEqual(second?.calibration.id, first?.calibration.id);
  assert.deepEqual(second?.calibration.escapes?.bads, 4);
  const counts = await bench.call.getLabCounts({ ...shown, head, limit, reviewLimit: null }, eva);
  assert.deepEqual(
    [second?.calibration.goods, second?.calibration.escapes?.passed],
    [counts.goods, counts.badsPassed],
  );

  const other = await bench.call.saveLabCalibration(
    { ...shown, head: 'ssim', limit: null, reviewLimit: null },
    eva,
  );
  assert.match(other.calibration, /of ssim is the largest of \d+ held-out good scores/);
  await assert.rejects(
    async () =>
      await bench.call.saveLabCalibration({ ...shown, parts: ['bad'], head, limit, reviewLimit: null }, eva),
    /None of the 0 good images is left/,
  );
  await bench.until(() => readdirSync(join(bench.home, 'lab')).length === 1);
  const recipes = await bench.call.listRecipes({}, eva);
  assert.deepEqual(
    recipes.filter((one) => one.recipeId === recipeId).map(({ version }) => version),
    [3, 2, 1],
  );
});

test('labels and reviews say what images show: in force at once, kept over another scoring, never a promise', async (t) => {
  const { bench, recipeId, score } = await labBench(t);
  const lab = await score();
  const shown = shownOf(lab);
  const head = 'learnedSimilarity';
  const count = async () => {
    const { goods, bads } = await bench.call.getLabCounts(
      { ...shown, head, limit: 0, reviewLimit: null },
      eva,
    );
    return [goods, bads];
  };
  const [goods, bads] = (await count()) as [number, number];
  const images = await bench.call.getLabImages({ ...shown, head, near: 0, count: 30 }, eva);
  const one = images.find(({ part }) => part === 'heldOut')!;
  const { scoringId } = shown;
  await bench.call.labelLabImages({ recipeId, scoringId, numbers: [one.number], truth: 'bad' }, eva);
  assert.deepEqual(await count(), [goods - 1, bads + 1]);
  const { calibration } = await bench.call.saveLabCalibration(
    { ...shown, head, limit: null, reviewLimit: null },
    eva,
  );
  assert.match(calibration, /some of images chosen by what was said of them/);
  const audit = await bench.call.listAudit({ actions: ['labImagesLabelled'], limit: 5 }, eva);
  assert.equal(audit.entries[0]?.by, 'eva');
  const again = await score();
  shown.scoringId = again.scores!.scoringId;
  assert.deepEqual(await count(), [goods - 1, bads + 1]);
  await bench.call.labelLabImages(
    { recipeId, scoringId: shown.scoringId, numbers: [one.number], truth: null },
    eva,
  );
  assert.deepEqual(await count(), [goods, bads]);
});

test('inspections whose pixels are kept are scored again; a review makes one good or bad', async (t) => {
  const { bench, recipeId, score } = await labBench(t);
  const { folderId } = bench.lane();
  const ids: ResultId[] = [];
  await bench.station.close();
  const db = openDatabase(join(bench.home, databaseName));
  for (let seed = 400; seed < 404; seed++) {
    const resultId = timeOrderedId<ResultId>(Date.parse('2026-03-01T10:00:00Z') + seed);
    ids.push(resultId);
    const image = await decodeImage(await tinyCameraFile(seed, 'rotated'));
    const file = picturePath(bench.home, resultId, 'archive')!;
    mkdirSync(join(file, '..'), { recursive: true });
    if (seed !== 403) writeFileSync(file, await encodeArchive(regionPixels(image, tinyPreprocessing)));
    const own = { resultId, recipeId, folderId, contentSha256: `${seed}`.padEnd(64, '0') };
    addInspection(db, `kept ${seed}`, { ...own, pictures: ['thumbnail', 'archive'], verdict: 'fail' });
  }
  db.close();
  await bench.restart();
  const review = { decision: 'fail', reason: 'seen' } as const;
  await bench.call.addReview({ resultId: ids[0]!, ...review }, eva);
  const lab = await score();
  assert.match(lab.scores!.leftOut.map(({ reason }) => reason).join(), /pixels are not kept any more/);
  const shown = shownOf(lab, ['reviewed', 'history']);
  const of = async () => await bench.call.getLabImages({ ...shown, head: 'mae', near: 0, count: 30 }, eva);
  const parts = async () => (await of()).map(({ part, truth }) => `${part} ${truth}`).sort();
  assert.deepEqual(await parts(), ['history unknown', 'history unknown', 'reviewed bad']);
  await bench.call.addReview({ resultId: ids[1]!, decision: 'pass', reason: 'is good' }, eva);
  assert.deepEqual(await parts(), ['history unknown', 'reviewed bad', 'reviewed good']);
  assert.ok((await of()).every(({ resultId }) => resultId !== null));
});

test('a scoring is cancelled, one at a time, and a folder that is not there ends it with a sentence', async (t) => {
  const { bench, recipeId, score, scoring, good } = await labBench(t);
  const order = {
    recipeId,
    good,
    bad: null,
    withSubfolders: false,
    reviewed: false,
    history: 0,
    synthetic: 0,
  };
  await bench.call.startLabScoring(order, eva);
  await assert.rejects(async () => await bench.call.startLabScoring(order, eva), /are being scored/);
  await bench.call.cancelLabScoring({ recipeId }, eva);
  for (let tries = 0; scoring()?.phase !== 'cancelled' && tries < 10; tries++) {
    await bench.until(() => scoring()?.phase === 'cancelled').catch(() => undefined);
  }
  assert.equal(scoring()?.phase, 'cancelled');
  assert.deepEqual(readdirSync(join(bench.home, 'lab', recipeId)), []);
  await assert.rejects(async () => await bench.call.cancelLabScoring({ recipeId }, eva), /has ended already/);
  const lab = await score({ good: join(bench.root, 'nowhere') });
  assert.equal(lab.scores, null);
  assert.match(lab.scoring?.reason ?? '', /There is no folder .*nowhere of good images/);
  await assert.rejects(
    async () => await bench.call.startLabScoring({ ...order, good: 'somewhere' }, eva),
    /no whole path/,
  );
});
