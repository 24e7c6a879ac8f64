/** A map [height, width] at another size, linear between the centres of its pixels, as a screen draws it. */
export function stretchMap(
  map: Float32Array,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Float32Array {
  const columns = Array.from({ length: to.width }, (_, x) => place(x, to.width, from.width));
  const stretched = new Float32Array(to.width * to.height);
  for (let y = 0, at = 0; y < to.height; y++) {
    const { low, high, share } = place(y, to.height, from.height);
    const [upper, lower] = [low * from.width, high * from.width];
    for (const column of columns) {
      const top = mixed(map[upper + column.low]!, map[upper + column.high]!, column.share);
      const bottom = mixed(map[lower + column.low]!, map[lower + column.high]!, column.share);
      stretched[at++] = mixed(top, bottom, share);
    }
  }
  return stretched;
}

const mixed = (a: number, b: number, share: number): number => a + (b - a) * share;

/** The two pixels of a side of `from` between which the centre of pixel `at` of `to` lies, and how near the second. */
function place(at: number, to: number, from: number): { low: number; high: number; share: number } {
  const centre = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5));
  const low = Math.floor(centre);
  return { low, high: Math.min(from - 1, low + 1), share: centre - low };
}
