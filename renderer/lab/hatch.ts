/** A pattern of diagonal lines of one colour, as echarts takes it for a fill. */
export function hatch(colour: string): { image: HTMLCanvasElement; repeat: 'repeat' } {
  const side = 7;
  const image = document.createElement('canvas');
  image.width = side;
  image.height = side;
  const context = image.getContext('2d');
  if (context !== null) {
    context.strokeStyle = colour;
    context.lineWidth = 2.2;
    context.beginPath();
    for (const from of [-side, 0, side]) {
      context.moveTo(from - 1, side + 1);
      context.lineTo(from + side + 1, -1);
    }
    context.stroke();
  }
  return { image, repeat: 'repeat' };
}
