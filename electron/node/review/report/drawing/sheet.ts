import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { ink, line, softInk } from './colours.ts';
import { createFontSet, type FontSet } from './fontSet.ts';
import type { ReportDocument } from './reportDocument.ts';
import { createTextDrawing, type TextDrawing } from './textDrawing.ts';

/** A4 in points. */
const pageWidth = 595.28;
const pageHeight = 841.89;
const margin = 42;
const footHeight = 34;

/** The pages of a report, filled from top to bottom. Everything is in points, y grows downwards. */
export interface Sheet extends TextDrawing {
  readonly document: ReportDocument;
  readonly fonts: FontSet;
  readonly left: number;
  readonly width: number;
  /** Where the next thing begins. */
  readonly y: number;
  /** Goes on on another page unless so much is left of this one. */
  need(height: number): void;
  /** Moves on; what was drawn is so high. */
  advance(height: number): void;
  /** `keepWith`: height of what has to stand on the same page. */
  heading(title: string, keepWith?: number): void;
  paragraph(text: string, options?: { readonly colour?: string; readonly size?: number }): void;
  /** Writes the foot of every page and ends the file; answers its bytes. */
  finish(foot: string): Promise<number>;
  /** Gives the file up. */
  abandon(): Promise<void>;
}

export interface SheetOptions {
  /** Not there yet. */
  readonly file: string;
  readonly fontFolder: URL;
  readonly title: string;
  readonly by: string;
  /** Said in the properties of the file, where a search through its bytes finds it. ASCII. */
  readonly subject: string;
  readonly createdAt: Date;
}

export function createSheet({ file, fontFolder, title, by, subject, createdAt }: SheetOptions): Sheet {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // No font of the PDF standard: those are not embedded and have Western European letters only.
    font: '',
    info: { Title: title, Author: by, Subject: subject, Creator: 'Plumbline', CreationDate: createdAt },
  });
  const output = createWriteStream(file, { flags: 'wx', flush: true });
  document.pipe(output);
  const ended = finished(output);
  // It is waited for at the end; until then a failure is no unhandled one.
  ended.catch(() => undefined);
  const fonts = createFontSet(document, fontFolder);
  const text = createTextDrawing(document, fonts);
  const width = pageWidth - 2 * margin;
  const end = pageHeight - margin - footHeight;
  let y = margin;
  document.addPage();

  function need(height: number): void {
    if (y + height <= end || y === margin) return;
    document.addPage();
    y = margin;
  }

  return {
    ...{ document, fonts, left: margin, width, need },
    ...text,
    get y() {
      return y;
    },
    advance(height) {
      y += height;
    },
    heading(title, keepWith = 60) {
      if (y > margin) y += 10;
      need(26 + keepWith);
      text.draw(title, margin, y, { size: 13, isBold: true });
      y += 24;
    },
    paragraph(said, { colour = ink, size = 9 } = {}) {
      for (const words of text.wrap(said, { size, width })) {
        need(size * 1.5);
        text.draw(words, margin, y, { size, colour });
        y += size * 1.5;
      }
    },
    async finish(foot) {
      const { start, count } = document.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        document.switchToPage(page);
        const top = pageHeight - margin - footHeight + 12;
        document
          .moveTo(margin, top)
          .lineTo(margin + width, top)
          .lineWidth(0.5)
          .stroke(line);
        text.draw(foot, margin, top + 6, { size: 6.5, colour: softInk, width: width - 60 });
        const number = `Page ${page - start + 1} of ${count}`;
        text.draw(number, margin + width, top + 6, { size: 7, colour: softInk, align: 'right' });
      }
      document.end();
      await ended;
      return output.bytesWritten;
    },
    async abandon() {
      document.unpipe(output);
      output.destroy();
      await ended.catch(() => undefined);
    },
  };
}
