import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

// electron-builder makes .ico and .icns from the largest picture itself; macOS wants 1024, Windows 256.
const drawing = fileURLToPath(new URL('icon.svg', import.meta.url));
for (const sizePixels of [512, 1024]) {
  const picture = fileURLToPath(new URL(`icon-${sizePixels}.png`, import.meta.url));
  await sharp(drawing, { density: (72 * sizePixels) / 1024 })
    .resize(sizePixels, sizePixels)
    .png({ compressionLevel: 9, palette: true })
    .toFile(picture);
  console.log(picture);
}
