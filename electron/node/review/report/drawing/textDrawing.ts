import { ink } from './colours.ts';
import type { FontSet } from './fontSet.ts';
import type { ReportDocument } from './reportDocument.ts';

export interface TextStyle {
  /** Points. */
  readonly size?: number;
  readonly isBold?: boolean;
  readonly colour?: string;
  /** Where x is in the text. */
  readonly align?: 'left' | 'centre' | 'right';
  /** What is longer is cut, with an ellipsis in its middle: names differ at both ends. */
  readonly width?: number;
}

export interface TextDrawing {
  /** One line, its top at y. */
  readonly draw: (text: string, x: number, y: number, style?: TextStyle) => void;
  widthOf(text: string, style?: Pick<TextStyle, 'size' | 'isBold'>): number;
  /** Lines of at most `width`; the last of at most `lines` is cut. */
  wrap(
    text: string,
    style: Pick<TextStyle, 'size' | 'isBold'> & { readonly width: number; readonly lines?: number },
  ): string[];
}

const bodySize = 9;

/** Text in whatever fonts have its characters. */
export function createTextDrawing(document: ReportDocument, fonts: FontSet): TextDrawing {
  function widthOf(text: string, { size = bodySize, isBold = false }: TextStyle = {}): number {
    return fonts
      .runs(text, isBold)
      .reduce((sum, run) => sum + document.font(run.font).fontSize(size).widthOfString(run.text), 0);
  }

  function cut(text: string, width: number, style: TextStyle): string {
    if (widthOf(text, style) <= width) return text;
    const characters = [...text];
    let [least, most] = [0, characters.length];
    const shown = (count: number) => {
      const front = Math.ceil(count / 2);
      return `${characters.slice(0, front).join('')}…${characters.slice(characters.length - (count - front)).join('')}`;
    };
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (widthOf(shown(middle), style) <= width) least = middle;
      else most = middle - 1;
    }
    return shown(least);
  }

  return {
    widthOf,
    draw(text, x, y, style = {}) {
      const { size = bodySize, isBold = false, colour = ink, align = 'left', width } = style;
      const shown = width === undefined ? text : cut(text, width, style);
      const shift = { left: 0, centre: 0.5, right: 1 }[align];
      let at = shift === 0 ? x : x - shift * widthOf(shown, style);
      for (const run of fonts.runs(shown, isBold)) {
        document.font(run.font).fontSize(size).fillColor(colour);
        // Fonts differ in where their line begins: runs stand on one base line.
        document.text(run.text, at, y + size * 1.07, { lineBreak: false, baseline: 'alphabetic' });
        at += document.widthOfString(run.text);
      }
    },
    wrap(text, { width, lines = Infinity, ...style }) {
      const wrapped: string[] = [];
      let open = '';
      // Between words, and between any two characters of scripts without spaces.
      const pieces =
        text.match(
          /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+|\s+/g,
        ) ?? [];
      for (const piece of pieces) {
        if (widthOf(open + piece, style) <= width) {
          open += piece;
          continue;
        }
        if (open.trim() !== '') wrapped.push(open.trimEnd());
        open = piece.trimStart();
        while (widthOf(open, style) > width) {
          const characters = [...open];
          let count = characters.length;
          while (count > 1 && widthOf(characters.slice(0, count).join(''), style) > width) count -= 1;
          wrapped.push(characters.slice(0, count).join(''));
          open = characters.slice(count).join('');
        }
      }
      if (open.trim() !== '') wrapped.push(open.trimEnd());
      if (wrapped.length <= lines) return wrapped;
      const rest = wrapped.slice(lines - 1).join(' ');
      return [...wrapped.slice(0, lines - 1), cut(rest, width, style)];
    },
  };
}
