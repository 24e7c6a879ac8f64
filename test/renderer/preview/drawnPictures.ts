/** Pictures of a fastener on a carrier, drawn once and reused: camera image and anomaly map as data addresses. */
export interface DrawnPictures {
  readonly thumbnail: string;
  readonly map: string;
  readonly region: string;
  readonly reconstruction: string;
  readonly difference: string;
}

type Kind = 'good' | 'rotated' | 'scratched';

export function drawnPictures(kind: Kind, seed: number): DrawnPictures {
  const camera = cameraImage(kind, seed);
  const good = cameraImage('good', seed);
  return {
    thumbnail: camera.toDataURL('image/jpeg', 0.85),
    map: anomalyMap(kind),
    region: regionOf(camera, 640).toDataURL(),
    reconstruction: regionOf(good, 128).toDataURL(),
    difference: differenceOf(regionOf(camera, 128), regionOf(good, 128)).toDataURL(),
  };
}

/** As the scripted region of fakeStation.ts lies in it. */
function regionOf(camera: HTMLCanvasElement, side: number): HTMLCanvasElement {
  const [canvas, context] = sheet(side, side);
  context.drawImage(camera, 160, 96, 320, 320, 0, 0, side, side);
  return canvas;
}

function differenceOf(one: HTMLCanvasElement, other: HTMLCanvasElement): HTMLCanvasElement {
  const [canvas, context] = sheet(one.width, one.height);
  context.drawImage(one, 0, 0);
  context.globalCompositeOperation = 'difference';
  context.drawImage(other, 0, 0);
  context.globalCompositeOperation = 'lighter';
  context.drawImage(canvas, 0, 0);
  return canvas;
}

function cameraImage(kind: Kind, seed: number): HTMLCanvasElement {
  const [canvas, context] = sheet(640, 512);
  const light = 120 + ((seed * 37) % 60);
  context.fillStyle = `rgb(${light * 0.8} ${light * 0.82} ${light * 0.84})`;
  context.fillRect(0, 0, 640, 512);
  for (let at = 0; at < 900; at += 1) {
    const x = (at * 7919 + seed * 31) % 640;
    const y = (at * 104_729 + seed * 17) % 512;
    context.fillStyle = `rgb(0 0 0 / ${0.03 + (at % 5) * 0.012})`;
    context.fillRect(x, y, 1 + (at % 4) * 6, 1);
  }
  context.translate(320, 256);
  context.rotate(((kind === 'rotated' ? 19 : (seed % 5) - 2) * Math.PI) / 180);
  const metal = context.createLinearGradient(-40, 0, 40, 0);
  metal.addColorStop(0, `rgb(${light * 0.45} ${light * 0.47} ${light * 0.5})`);
  metal.addColorStop(0.4, `rgb(${light * 1.45} ${light * 1.45} ${light * 1.5})`);
  metal.addColorStop(1, `rgb(${light * 0.4} ${light * 0.42} ${light * 0.45})`);
  context.fillStyle = metal;
  context.fillRect(-62, -130, 124, 46);
  context.fillRect(-28, -84, 56, 210);
  context.strokeStyle = 'rgb(0 0 0 / 35%)';
  context.lineWidth = 3;
  for (let y = -60; y < 120; y += 12) {
    context.beginPath();
    context.moveTo(-28, y);
    context.lineTo(28, y + 7);
    context.stroke();
  }
  if (kind === 'scratched') {
    context.strokeStyle = '#f4f4f4';
    context.beginPath();
    context.moveTo(-20, 20);
    context.lineTo(22, 66);
    context.stroke();
  }
  return canvas;
}

function anomalyMap(kind: string): string {
  const [canvas, context] = sheet(128, 128);
  context.fillStyle = 'rgb(18 18 18)';
  context.fillRect(0, 0, 128, 128);
  const spots: readonly (readonly [number, number, number, number])[] =
    kind === 'good'
      ? [[70, 40, 14, 50]]
      : kind === 'rotated'
        ? [
            [48, 26, 22, 230],
            [86, 34, 18, 190],
            [52, 100, 16, 205],
            [74, 66, 12, 120],
          ]
        : [[66, 74, 15, 215]];
  for (const [x, y, radius, value] of spots) {
    const spot = context.createRadialGradient(x, y, 0, x, y, radius);
    spot.addColorStop(0, `rgb(${value} ${value} ${value} / 1)`);
    spot.addColorStop(1, `rgb(${value} ${value} ${value} / 0)`);
    context.fillStyle = spot;
    context.fillRect(0, 0, 128, 128);
  }
  return canvas.toDataURL('image/png');
}

function sheet(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  return [canvas, canvas.getContext('2d')!];
}
