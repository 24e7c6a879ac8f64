import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenedBundle } from '../../openBundle.ts';
import type { Evaluation } from '../evaluation.ts';
import { scoresCsv } from '../scoresCsv.ts';
import type { TestSet } from '../testSet.ts';
import { chooseMistakes } from './chooseMistakes.ts';
import { drawMistakes } from './drawMistakes.ts';
import { reportPage } from './reportPage.ts';

export const reportFiles = { page: 'report.html', figures: 'report.json', scores: 'scores.csv' } as const;

/** Writes the page, the figures and the raw scores of an evaluation into a folder, made when missing; files of these names are replaced. */
export async function writeReport(
  folder: string,
  evaluation: Evaluation,
  opened: OpenedBundle,
  testSet: TestSet,
): Promise<void> {
  const mistakes = chooseMistakes(evaluation);
  const pictures = await drawMistakes(opened, testSet, [...mistakes.bads, ...mistakes.goods]);
  await mkdir(folder, { recursive: true });
  const write = (file: string, text: string): Promise<void> => writeFile(path.join(folder, file), text);
  await write(reportFiles.figures, `${JSON.stringify(evaluation, null, 2)}\n`);
  await write(reportFiles.scores, scoresCsv(evaluation));
  await write(reportFiles.page, reportPage({ evaluation, mistakes, pictures, evaluatedAt: new Date() }));
}
