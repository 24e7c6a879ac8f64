/**
 * What a polished cylinder under two strip lights reflects, by the sideways component of its normal (-1..1):
 * a wide soft box from the left, a narrow one from the right, dark edges.
 */
const steps = 1024;
const reflected = new Float32Array(steps + 1);
for (let i = 0; i <= steps; i++) {
  const across = (i / steps) * 2 - 1;
  const facing = Math.sqrt(1 - across * across);
  reflected[i] = 0.16 + 0.3 * facing + 0.36 * bell(across, -0.42, 0.2) + 0.16 * bell(across, 0.55, 0.1);
}

function bell(at: number, centre: number, spread: number): number {
  return Math.exp(-(((at - centre) / spread) ** 2));
}

/** Grey 0..1 of metal whose normal points `across` (-1 left .. 1 right). */
export function metalShade(across: number): number {
  const clamped = across < -1 ? -1 : across > 1 ? 1 : across;
  return reflected[((clamped + 1) * 0.5 * steps) | 0]!;
}
