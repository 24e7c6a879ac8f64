import path from 'node:path';
import type { Verdict } from '../../common/verdict.ts';

/** Where a judged file goes, below its watched folder: `<verdict>/<local day>/<name>`. */
export function moveTarget(verdict: Verdict, file: string, at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${verdict}/${day}/${path.posix.basename(file)}`;
}

/** The next name to try when that one is taken: `a.png`, `a_2.png`, `a_3.png`. A long name is cut to fit 255 bytes. */
export function nextTarget(target: string): string {
  const { dir, name, ext } = path.posix.parse(target);
  const [, stem = name, number = '1'] = /^(.*?)(?:_(\d{1,6}))?$/su.exec(name) ?? [];
  const suffix = `_${Number(number) + 1}${ext}`;
  let kept = stem;
  while (Buffer.byteLength(kept + suffix) > 255) kept = [...kept].slice(0, -1).join('');
  return `${dir}/${kept}${suffix}`;
}
