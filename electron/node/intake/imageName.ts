const imageEnding = /\.(png|jpe?g|bmp|tiff?|webp)$/i;

/**
 * Whether a file of this name is taken as an image, wherever the station looks into a folder. Names that writers use until a file is complete
 * (`.tmp`, `.part`, `.crdownload`, `~`, a leading dot) are not: such a file counts once it is renamed.
 */
export function isImageName(name: string): boolean {
  return imageEnding.test(name) && !name.startsWith('.') && !name.startsWith('~');
}

/** Whether a path below the watched folder lies where the station itself moves files after their verdict. */
export function isOutputPath(path: string): boolean {
  return /^(pass|fail|review|unreadable)\/\d{4}-\d{2}-\d{2}(\/|$)/.test(path);
}
