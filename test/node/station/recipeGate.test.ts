import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Caller } from '../../../electron/common/contract.ts';
import type { Recipe } from '../../../electron/common/recipe.ts';
import { eva, fakeStation, type FakeStation } from '../../helpers/fakeStation.ts';
import { tinyCameraFile } from '../../helpers/tinyBundle.ts';

const engineer: Caller = { user: 'tom', role: 'engineer' };

async function imported(bench: FakeStation): Promise<Recipe> {
  await bench.call.changeSettings({ provider: 'cpu' }, eva);
  return bench.call.importBundle({ path: bench.bundle }, eva);
}
const folderOf = (bench: FakeStation) => ({
  ...({ path: bench.camera, recursive: false, watching: 'events', existingFiles: 'inspect' } as const),
});

test('a version whose references replay goes in force; without a challenge set that is said', async (t) => {
  const bench = await fakeStation(t);
  const { recipeId, version } = await imported(bench);
  const check = await bench.call.checkRecipe({ recipeId, version }, engineer);
  assert.deepEqual(
    check.proofs.map(({ kind, outcome }) => [kind, outcome]),
    [
      ['references', 'passed'],
      ['challenge', 'none'],
    ],
  );
  assert.ok(check.passed);
  assert.match(check.proofs[0]!.sentence, /score on cpu as they did/);
  await bench.call.addWatchedFolder({ folder: folderOf(bench), recipeId }, engineer);
  assert.equal(bench.lane().recipe.recipeId, recipeId);
});

test('a damaged bundle is refused, whoever asks and however', async (t) => {
  const bench = await fakeStation(t);
  const { recipeId, settings } = await imported(bench);
  const file = join(bench.home, 'bundles', settings.bundle, 'model.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    references: { scores: Record<string, number> }[];
  };
  for (const reference of manifest.references) {
    for (const head of Object.keys(reference.scores)) reference.scores[head]! *= 3;
  }
  writeFileSync(file, JSON.stringify(manifest, null, 2));
  await assert.rejects(
    async () => bench.call.addWatchedFolder({ folder: folderOf(bench), recipeId, override: true }, eva),
    /was not put in force\. .*reference image .* scores/s,
  );
  assert.equal(bench.state().lanes.length, 0);
});

test('a failed challenge set refuses a version; a supervisor may put it in force all the same, and the trail says so', async (t) => {
  const bench = await fakeStation(t);
  const { recipeId, version } = await imported(bench);
  await bench.call.addWatchedFolder({ folder: folderOf(bench), recipeId }, engineer);
  const { folderId } = bench.lane();
  const known = join(bench.root, 'known');
  mkdirSync(known);
  // A good part that is said to be bad: no honest limit can catch it.
  writeFileSync(join(known, 'mislabelled.png'), await tinyCameraFile(2));
  await bench.call.addChallengeImages({ recipeId, truth: 'bad', folder: known }, eva);

  const put = (override: boolean, by: Caller) =>
    bench.call.putRecipeInForce({ folderId, recipeId, version, override }, by);
  await assert.rejects(
    async () => put(false, eva),
    /1 of 1 images of the challenge set .* mislabelled\.png \(bad, but pass\)/,
  );
  await assert.rejects(async () => put(true, engineer), /Only a supervisor/);
  await put(true, eva);
  const { entries } = await bench.call.listAudit({ actions: ['recipePutInForce'], limit: 5 }, eva);
  assert.match(entries[0]?.why ?? '', /supervisor put it in force all the same.*mislabelled/);
  const { proofs, passed } = await bench.call.checkRecipe({ recipeId, version }, engineer);
  assert.deepEqual([passed, proofs.at(-1)?.outcome, proofs.at(-1)?.mayOverride], [false, 'failed', true]);
});

test('versions tell what their bundles say; a bundle leaves and comes back as the next version only if it is another', async (t) => {
  const bench = await fakeStation(t);
  const recipe = await imported(bench);
  const { recipeId } = recipe;
  await bench.call.saveRecipe({ recipeId, settings: { ...recipe.settings, limit: 5 } }, eva);
  const versions = await bench.call.listVersions({ recipeId }, engineer);
  assert.deepEqual(
    versions.map(({ recipe: { version } }) => version),
    [2, 1],
  );
  const facts = versions[1]!.bundle!;
  assert.deepEqual(
    [facts.head, facts.calibration, facts.recalibratedFrom],
    ['learnedSimilarity', 'exact', null],
  );
  assert.match(facts.sentences, /Limit/);

  const { path } = await bench.call.exportBundle({ recipeId, version: 1, path: bench.root }, engineer);
  assert.ok(path.endsWith('tiny v1'));
  await assert.rejects(async () => bench.call.importBundle({ path }, eva), /has this bundle already/);
  await assert.rejects(
    async () => bench.call.importBundle({ path: bench.camera }, eva),
    /cannot be used as a bundle: model.json is missing/,
  );
  await assert.rejects(
    async () => bench.call.exportBundle({ recipeId, version: 9, path: bench.root }, engineer),
    /no version 9/,
  );
});
