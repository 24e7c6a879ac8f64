export interface SystemFont {
  readonly file: string;
  /** PostScript name of the one meant in a collection. */
  readonly face?: string;
}

const windows = (process.env['SystemRoot'] ?? 'C:\\Windows') + '\\Fonts\\';

/** Fonts with Chinese, Japanese and Korean characters where the platforms have them; the first that is there and has one is taken. */
const fonts: Readonly<Partial<Record<NodeJS.Platform, readonly SystemFont[]>>> = {
  win32: [
    { file: `${windows}msyh.ttc`, face: 'MicrosoftYaHei' },
    { file: `${windows}simsun.ttc`, face: 'SimSun' },
    { file: `${windows}YuGothR.ttc`, face: 'YuGothic-Regular' },
    { file: `${windows}malgun.ttf` },
    { file: `${windows}seguisym.ttf` },
  ],
  darwin: [
    { file: '/System/Library/Fonts/Supplemental/Arial Unicode.ttf' },
    { file: '/Library/Fonts/Arial Unicode.ttf' },
  ],
  linux: [
    { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
    { file: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
    { file: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc', face: 'WenQuanYiMicroHei' },
    { file: '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf' },
    { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' },
  ],
};

export function systemFonts(platform: NodeJS.Platform): readonly SystemFont[] {
  return fonts[platform] ?? [];
}
