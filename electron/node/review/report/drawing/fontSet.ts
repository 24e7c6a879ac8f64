import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReportDocument } from './reportDocument.ts';
import { systemFonts, type SystemFont } from './systemFonts.ts';

/** A stretch of text that one font has. */
export interface Run {
  readonly text: string;
  readonly font: string;
}

export interface FontSet {
  /** The text as the fonts at hand can print it, on one line. */
  runs(text: string, isBold: boolean): readonly Run[];
  /** Characters that no font at hand has; printed as a box. */
  readonly missing: ReadonlySet<string>;
}

interface Face {
  readonly name: string;
  readonly has: (codePoint: number) => boolean;
}

const box = '\u25a1';

/**
 * The bundled font (Latin, Greek, Cyrillic), and for what it lacks, Chinese for instance, the first font of the operating system
 * that has it. Only what is printed is embedded.
 */
export function createFontSet(
  document: ReportDocument,
  folder: URL,
  system: readonly SystemFont[] = systemFonts(process.platform),
): FontSet {
  const bundled = (file: string) => fileURLToPath(new URL(file, folder));
  const regular = openFace(document, 'regular', bundled('NotoSans-Regular.ttf'));
  const bold = openFace(document, 'bold', bundled('NotoSans-Bold.ttf'));
  const missing = new Set<string>();
  /** Opened with the first character that asks for them. */
  let others: Face[] | null = null;

  function faceOf(character: string, isBold: boolean): Face | null {
    const codePoint = character.codePointAt(0) ?? 0;
    const own = isBold ? bold : regular;
    if (own.has(codePoint)) return own;
    others ??= system
      .filter(({ file }) => existsSync(file))
      .map(({ file, face }, index) => openFace(document, `system${index}`, file, face));
    return others.find((face) => face.has(codePoint)) ?? null;
  }

  return {
    missing,
    runs(text, isBold) {
      const runs: { text: string; font: string }[] = [];
      const plain = isBold ? bold : regular;
      for (const character of printable(text)) {
        let face = faceOf(character, isBold);
        if (face === null) missing.add(character);
        const printed = face === null ? (plain.has(0x25a1) ? box : '?') : character;
        face ??= plain;
        const last = runs.at(-1);
        if (last?.font === face.name) last.text += printed;
        else runs.push({ text: printed, font: face.name });
      }
      return runs;
    },
  };
}

/** Line ends and what cannot be seen become spaces. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\ufeff]/g, ' ');
}

/** `face` names one of a collection of fonts. */
function openFace(document: ReportDocument, name: string, file: string, face?: string): Face {
  document.registerFont(name, file, face);
  document.font(name);
  // PDFKit keeps the font of fontkit, which tells what is in it, out of its types.
  const { font } = (
    document as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
  )._font;
  return { name, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}
