import type { Inspection } from '../../../../common/inspection.ts';
import type { Region } from '../../../../../models/manifest.ts';
import { line, softInk } from './colours.ts';
import type { Sheet } from './sheet.ts';

export interface Picture {
  /** JPEG or PNG; null: it is not kept any more. */
  readonly bytes: Buffer | null;
  /** Laid over the region. */
  readonly map?: {
    /** PNG with transparency. */
    readonly bytes: Buffer;
    /** Null: the whole image. */
    readonly region: Region | null;
    /** Camera image, pixels. */
    readonly imageWidth: number;
    readonly imageHeight: number;
    readonly located: Inspection['located'];
  } | null;
  /** The first is printed bold. */
  readonly lines: readonly string[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pictures of one size in rows, each with a few lines below. */
export function drawPictures(sheet: Sheet, pictures: readonly Picture[], perRow = 3): void {
  const gap = 10;
  const width = (sheet.width - gap * (perRow - 1)) / perRow;
  const height = width * 0.75;
  for (let first = 0; first < pictures.length; first += perRow) {
    const row = pictures.slice(first, first + perRow);
    const textHeight = Math.max(...row.map(({ lines }) => lines.length)) * 10.5 + 10;
    sheet.need(height + textHeight);
    row.forEach((picture, index) => {
      const box = { x: sheet.left + index * (width + gap), y: sheet.y, width, height };
      drawPicture(sheet, picture, box);
      picture.lines.forEach((text, number) =>
        sheet.draw(text, box.x, box.y + height + 3 + number * 10.5, {
          ...{ size: 7.5, width, isBold: number === 0 },
          ...(number > 0 && { colour: softInk }),
        }),
      );
    });
    sheet.advance(height + textHeight);
  }
}

function drawPicture({ document, draw }: Sheet, { bytes, map }: Picture, box: Box): void {
  document.rect(box.x, box.y, box.width, box.height).lineWidth(0.5).fillAndStroke('#12161a', line);
  if (bytes === null) {
    draw('picture not kept', box.x + box.width / 2, box.y + box.height / 2 - 6, {
      ...{ size: 8, colour: '#e6eaee', align: 'centre' },
    });
    return;
  }
  document.image(bytes, box.x, box.y, {
    ...{ fit: [box.width, box.height], align: 'center', valign: 'center' },
  });
  if (map === undefined || map === null) return;
  const { imageWidth, imageHeight, region, located } = map;
  const scale = Math.min(box.width / imageWidth, box.height / imageHeight);
  const [left, top] = [
    box.x + (box.width - imageWidth * scale) / 2,
    box.y + (box.height - imageHeight * scale) / 2,
  ];
  const share = region ?? { x: 0, y: 0, width: 1, height: 1, imageWidth: 1, imageHeight: 1 };
  const [across, down] = [(imageWidth * scale) / share.imageWidth, (imageHeight * scale) / share.imageHeight];
  const [x, y] = [left + share.x * across, top + share.y * down];
  const [width, height] = [share.width * across, share.height * down];
  document.save();
  document.rect(box.x, box.y, box.width, box.height).clip();
  if (located !== null) {
    document.translate(located.dx * scale, located.dy * scale);
    document.rotate(located.angleDegrees, { origin: [x + width / 2, y + height / 2] });
  }
  document.image(map.bytes, x, y, { width, height });
  document.rect(x, y, width, height).dash(3, { space: 2 }).lineWidth(0.7).stroke('#ffffff').undash();
  document.restore();
}
