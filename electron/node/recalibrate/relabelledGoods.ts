import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../../models/bundle.ts';
import type { GoodImage } from '../../../models/goodImage.ts';
import type { Manifest } from '../../../models/manifest.ts';
import { decodeImage } from '../imaging/decode.ts';
import { prepareRegion } from '../imaging/prepare.ts';
import { picturePath } from '../picturePath.ts';
import type { Goods, SkippedFile } from '../readGoods.ts';
import { databaseName } from '../readLog.ts';
import { openDatabaseReadOnly, requireNewestSchema } from '../store/db.ts';
import { overturnedInspections } from '../store/inspections.ts';

/**
 * Images of parts that a bundle, or the one it was recalibrated from, did not pass and a person later found good: the lossless
 * regions in the archive of a station's home. Those whose picture is gone are listed.
 */
export async function relabelledGoods(home: string, manifest: Manifest): Promise<Goods> {
  const { id, recalibratedFrom, preprocessing } = manifest;
  const images: GoodImage[] = [];
  const skipped: SkippedFile[] = [];
  for (const { resultId, file, contentSha256 } of overturnedOf(home, [id, recalibratedFrom?.bundle ?? id])) {
    const picture = picturePath(home, resultId, 'archive');
    const bytes = picture === null ? null : await readFile(picture).catch(() => null);
    if (bytes === null) {
      skipped.push({ file, reason: 'Its pixels are not kept any more.' });
      continue;
    }
    const region = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
    const pixels = await prepareRegion(region, preprocessing);
    images.push({ file, sha256: contentSha256 ?? sha256Hex(bytes), pixels });
  }
  return { images, skipped };
}

function overturnedOf(home: string, bundleIds: readonly string[]) {
  const db = openDatabaseReadOnly(join(home, databaseName));
  try {
    requireNewestSchema(db);
    return overturnedInspections(db, 'pass', bundleIds);
  } finally {
    db.close();
  }
}
