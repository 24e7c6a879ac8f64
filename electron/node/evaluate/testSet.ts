import { stat } from 'node:fs/promises';
import path from 'node:path';
import { listGoods } from '../lookAtGoods.ts';
import { UsageError } from '../usageError.ts';

/** Kind of the images without a defect; a defect's kind is the name of its folder. */
export const goodKind = 'good';

export interface TestImage {
  /** Path to open. */
  readonly path: string;
  /** Name in the results, with forward slashes. */
  readonly file: string;
  readonly kind: string;
  /** Path of the picture that is white where the defect is; null without one. */
  readonly mask: string | null;
}

export interface TestSet {
  readonly images: readonly TestImage[];
  /** Masks that belong to no image, with forward slashes; null when no masks were given. */
  readonly strayMasks: readonly string[] | null;
}

export interface TestFolders {
  readonly good: string;
  /** Images directly inside are of kind `bad`, those in sub-folders of the kind their first folder is named. */
  readonly bad: string;
  /** A mask lies as its image lies in `bad`, named STEM_mask or STEM. */
  readonly masks: string | null;
}

/**
 * Test images in folders with everything below them. @throws UsageError for a folder that is none, that holds no images,
 * or that lies in another one, where good and bad would mix.
 */
export async function testFolders({ good, bad, masks }: TestFolders): Promise<TestSet> {
  refuseNested(good, bad);
  const goods = await imagesIn('good images', good);
  const bads = await imagesIn('bad images', bad);
  return assembled({
    goods: goods.map((file) => ({ path: path.join(good, file), file: forward(path.join(good, file)) })),
    bads: bads.map((file) => ({
      path: path.join(bad, file),
      file: forward(path.join(bad, file)),
      inside: file,
    })),
    masks,
  });
}

/** ROOT/test/good, ROOT/test/DEFECT and ROOT/ground_truth/DEFECT/STEM_mask.png, as MVTec AD lies. @throws UsageError as `testFolders`. */
export async function mvtecTestSet(root: string): Promise<TestSet> {
  const test = path.join(root, 'test');
  const all = await imagesIn('test images', test);
  const named = all.map((file) => ({
    path: path.join(test, file),
    file: forward(path.join('test', file)),
    inside: file,
  }));
  const isGood = ({ inside }: { inside: string }): boolean => kindOf(inside) === goodKind;
  const masks = path.join(root, 'ground_truth');
  return assembled({
    goods: named.filter(isGood),
    bads: named.filter((image) => !isGood(image)),
    masks: (await isFolder(masks)) ? masks : null,
  });
}

interface Named {
  readonly path: string;
  readonly file: string;
}

async function assembled({
  goods,
  bads,
  masks,
}: {
  goods: readonly Named[];
  bads: readonly (Named & { readonly inside: string })[];
  masks: string | null;
}): Promise<TestSet> {
  if (goods.length === 0 || bads.length === 0) {
    throw new UsageError(
      `evaluate: needs good and bad images to tell apart, got ${goods.length} good and ${bads.length} bad.`,
    );
  }
  const maskOf = new Map<string, string>();
  if (masks !== null)
    for (const file of await imagesIn('masks', masks)) maskOf.set(withoutEnding(file), file);
  const used = new Set<string>();
  const images: TestImage[] = goods.map((image) => ({
    path: image.path,
    file: image.file,
    kind: goodKind,
    mask: null,
  }));
  for (const { inside, ...image } of bads) {
    const stem = withoutEnding(inside);
    const mask = maskOf.get(`${stem}_mask`) ?? maskOf.get(stem);
    if (mask !== undefined) used.add(mask);
    images.push({
      path: image.path,
      file: image.file,
      kind: kindOf(inside),
      mask: mask === undefined ? null : path.join(masks ?? '', mask),
    });
  }
  const stray = [...maskOf.values()].filter((mask) => !used.has(mask)).map(forward);
  return { images, strayMasks: masks === null ? null : stray };
}

const forward = (file: string): string => file.split(path.sep).join('/');
const withoutEnding = (file: string): string => file.slice(0, file.length - path.extname(file).length);
const kindOf = (inside: string): string => {
  const [first = '', ...rest] = inside.split(path.sep);
  return rest.length === 0 ? 'bad' : first;
};

async function imagesIn(what: string, folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) throw new UsageError(`evaluate: there is no folder ${folder} of ${what}.`);
  return await listGoods(folder, true);
}

async function isFolder(folder: string): Promise<boolean> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isDirectory() ?? false;
}

function refuseNested(good: string, bad: string): void {
  const [a, b] = [path.resolve(good), path.resolve(bad)];
  if (a === b || a.startsWith(b + path.sep) || b.startsWith(a + path.sep)) {
    throw new UsageError(
      `evaluate: ${good} and ${bad} lie one in the other, so that good and bad images would mix; name two folders apart.`,
    );
  }
}
