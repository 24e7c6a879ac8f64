import { BundleError } from '../../../models/bundle.ts';
import { ForeignModelError } from '../../../models/foreign/foreignModel.ts';
import type { NetworkFiles } from '../../../models/foreign/recogniseNetwork.ts';
import { type ImportProgress, importFromFolder } from '../importModel/importFromFolder.ts';
import { toWishes, wishHelp, wishOptions } from '../importModel/wishOptions.ts';
import { installationAt } from '../installation.ts';
import { UsageError } from '../usageError.ts';
import type { Command, CommandContext } from './command.ts';
import { imageFolders, imageHelp, imageOptions, neededImageOptions } from './imageOptions.ts';
import { oneOf, readOptions, someText } from './readOptions.ts';

const file = someText('must name an ONNX file');

const shape = {
  values: {
    ...imageOptions,
    onnx: file,
    encoder: file,
    decoder: file,
    discriminator: file,
    kernel: oneOf(['linear', 'cubic', 'lanczos3']),
    ...wishOptions,
  },
  flags: ['recursive', 'estimate'],
  needed: neededImageOptions,
} as const;

export const importModel: Command = {
  help: `import --onnx FILE | --encoder FILE --decoder FILE [--discriminator FILE] --good DIR --out BUNDLE [--bad DIR]
      [--head NAME] [--overkill P [--estimate]] [--region x,y,w,h] [--ignore x,y,w,h[;...]] [--histogram-region x,y,w,h]
      [--locate MARGIN [--locate-rotation DEG]] [--kernel NAME] [--product NAME] [--seed N] [--recursive]
      [--bits N] [...]

Makes a bundle of a VAE or VAE-GAN taught elsewhere and exported as ONNX (opset 9 or later, float32). Nothing is taught:
heads and limit come from the good images, which should be others than the network was taught on. The last line is JSON:
{bundle, heads, head, limit, fitted, heldOut, seconds}.
  --onnx FILE       all of the network in one file
  --encoder FILE    image in, latent out
  --decoder FILE    latent in, image out
  --discriminator FILE
                    image in; its layers judge how alike image and reconstruction are
${imageHelp}  --kernel NAME     how images are resized, as when the network was taught: linear (default), cubic, lanczos3
${wishHelp}`,
  async run(args, context) {
    const { values, flags } = readOptions('import', args, shape);
    const { summary, calibration } = await importFromFolder({
      ...imageFolders('import', values, flags),
      files: networkFiles(values),
      wishes: toWishes(values),
      kernel: values.kernel ?? 'linear',
      versions: installationAt(context.root).versions,
      onProgress: progressTeller(context),
      signal: context.stop,
    }).catch((error: unknown) => {
      throw refusal(error, context);
    });
    context.progress(calibration);
    context.result(summary);
    return 0;
  },
};

type FileOptions = Readonly<
  Partial<Record<'onnx' | 'encoder' | 'decoder' | 'discriminator', string | undefined>>
>;

function networkFiles({ onnx, encoder, decoder, discriminator }: FileOptions): NetworkFiles {
  const apart = discriminator === undefined ? {} : { discriminator };
  if (onnx !== undefined) {
    if (encoder === undefined && decoder === undefined) return { onnx, ...apart };
    throw new UsageError('import: --onnx is all of the network; leave out --encoder and --decoder.');
  }
  if (encoder !== undefined && decoder !== undefined) return { encoder, decoder, ...apart };
  throw new UsageError('import: name the network: --onnx FILE, or --encoder FILE and --decoder FILE.');
}

function refusal(error: unknown, { stop }: CommandContext): unknown {
  if (stop.aborted) return new Error('Importing was stopped; no bundle was written.');
  const isRefusal =
    error instanceof ForeignModelError || error instanceof RangeError || error instanceof BundleError;
  return isRefusal ? new UsageError(error.message, { cause: error }) : error;
}

/** Says what was recognised and left out, and where importing is: every phase, and reading every few seconds. */
function progressTeller({ progress }: CommandContext): (news: ImportProgress) => void {
  let toldMs = -Infinity;
  return (news) => {
    if (news.phase === 'recognised') return news.sentences.forEach(progress);
    if (news.phase === 'combining') return progress('Fitting the heads and combining them.');
    if (news.phase === 'calibrating') return progress('Calibrating on good images that no head has seen.');
    if (news.phase === 'writing') return progress('Writing the bundle.');
    if (news.phase === 'leftOut') {
      return news.files.forEach(({ file: name, reason }) => progress(`Left out: ${name}: ${reason}`));
    }
    if (performance.now() - toldMs < 3000) return;
    toldMs = performance.now();
    progress(`Reading: ${news.read} of ${news.images} images.`);
  };
}
