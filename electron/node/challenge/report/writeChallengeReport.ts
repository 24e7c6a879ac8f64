import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../../common/callFailure.ts';
import { challengeThumbnail } from '../challengeFiles.ts';
import { challengePage, type ChallengeReport } from './challengePage.ts';

/** Writes the page of a challenge into a folder, made when missing; returns its path. A file of that name is replaced. */
export async function writeChallengeReport(
  home: string,
  folder: string,
  report: ChallengeReport,
): Promise<string> {
  const pictures = new Map<string, string>();
  for (const { image } of report.verdicts) {
    const bytes = await readFile(challengeThumbnail(home, image)).catch(() => null);
    if (bytes !== null) pictures.set(image.sha256, `data:image/jpeg;base64,${bytes.toString('base64')}`);
  }
  const { product, finishedAt } = report.run;
  const name = `challenge ${product} ${finishedAt.slice(0, 19)}`.replace(/[^\p{L}\p{N} ._-]/gu, '-');
  const file = path.join(folder, `${name}.html`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, challengePage(report, pictures));
  } catch (error) {
    throw new CallFailure('refused', `The report cannot be written to ${file}: ${(error as Error).message}`);
  }
  return file;
}
