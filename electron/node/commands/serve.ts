import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { BundleError } from '../../../models/bundle.ts';
import { CallFailure } from '../../common/callFailure.ts';
import { providers } from '../../common/stationState.ts';
import { defaultHome } from '../defaultHome.ts';
import { createInferenceClient } from '../inferenceClient.ts';
import { installationAt } from '../installation.ts';
import { localUser } from '../localUser.ts';
import { createStation } from '../station/createStation.ts';
import type { WatchWishes } from '../station/stationInterface.ts';
import { readOrMakeToken } from '../token.ts';
import { UsageError } from '../usageError.ts';
import { openWebHost } from '../web/webHost.ts';
import type { Command } from './command.ts';
import { oneOf, readOptions, someText, wholeNumber, type ReadOptions } from './readOptions.ts';

const restartAfterMs = 300;

const shape = {
  values: {
    home: someText('must name a folder'),
    watch: someText('must name a folder'),
    bundle: someText('must name a folder'),
    host: someText('must be an address of this machine'),
    port: wholeNumber(0, 65_535),
    provider: oneOf(providers),
    existing: oneOf(['inspect', 'ignore']),
    'after-verdict': oneOf(['keep', 'move']),
    'other-sizes': oneOf(['refuse', 'scaleRegion']),
    'name-pattern': v.pipe(v.string(), v.check(isPattern, 'must be a regular expression with named groups')),
    bits: wholeNumber(8, 16),
    'archive-one-in': wholeNumber(0, 1_000_000),
  },
  flags: ['recursive', 'polling', 'demo-on-first-start'],
} as const;
type Options = ReadOptions<typeof shape.values, (typeof shape.flags)[number]>;

export const serve: Command = {
  help: `serve [--home DIR] [--watch DIR --bundle BUNDLE] [--port N] [--host H] [...]

Runs a station without a window and serves its screen to browsers. Prints {url, watch, pid} as one JSON line when
ready; the address holds the token that opens it. Ctrl-C or SIGTERM finishes the image in hand and ends.
  --home DIR              where log, recipes and bundles are kept (default: the platform's user-data folder)
  --watch DIR             inspect the images that appear in this folder ...
  --bundle BUNDLE         ... with this bundle, which is copied into the home
  --port N                port to serve on (default: any free one)
  --host H                address to serve on (default 127.0.0.1: this machine only)
  --provider P            ${providers.join(', ')}
  --recursive             sub-folders of the watched folder too
  --polling               look by scans only, for network shares
  --existing HOW          files that lie there at the first start: inspect (default) or ignore
  --after-verdict HOW     keep the file where it is (default) or move it into dated pass, fail, unreadable folders
  --other-sizes HOW       images of another size than the region was drawn on: refuse (default) or scaleRegion
  --name-pattern REGEX    named groups part, job, view, number of the file name fill the log
  --bits N                bits a sample, 8 to 16: refused unless the bundle was taught with as many (default: as taught)
  --archive-one-in N      keep the lossless region of one in N passes (default 100; 0: of none)
  --demo-on-first-start   a home made by this start runs the demo
`,
  async run(args, { root, launch, result, progress, stop }) {
    const options = readOptions('serve', args, shape);
    const { watch, bundle, provider, host = '127.0.0.1', port = 0 } = options.values;
    if ((watch === undefined) !== (bundle === undefined)) {
      throw new UsageError(
        'serve: --watch and --bundle go together: which folder is inspected with which bundle.',
      );
    }
    const home = resolve(options.values.home ?? defaultHome());
    const { version, demoBundle, screen } = installationAt(root);
    let servedPort = port;
    for (let isFirst = true; ; isFirst = false) {
      const station = await createStation({
        home,
        version,
        demoBundle,
        demoOnFirstStart: options.flags['demo-on-first-start'],
        createInference: () => createInferenceClient(launch),
        launchTeach: () => launch('teach'),
        launchReview: () => launch('review'),
        launchWorkbench: () => launch('workbench'),
      });
      try {
        if (isFirst && provider !== undefined) await station.handlers.changeSettings({ provider }, localUser);
        const token = await readOrMakeToken(home);
        const webHost = await openWebHost({ station, token, screen, host, port: servedPort });
        try {
          if (isFirst) {
            servedPort = Number(new URL(webHost.url).port);
            const watched =
              watch === undefined || bundle === undefined
                ? null
                : await station
                    .watchWithBundle(resolve(watch), resolve(bundle), wishesOf(options))
                    .catch((error: unknown) => {
                      throw refusal(error);
                    });
            if (!isLoopback(host)) {
              progress(
                `The station can be reached from the network at ${host}, unencrypted, by whoever has its address with the token.`,
              );
            }
            result({ url: webHost.url, watch: watched?.path ?? null, pid: process.pid });
          }
          if (!stop.aborted) await Promise.race([once(stop, 'abort'), station.restartAsked]);
          // The answer to the call that asked for it leaves first.
          if (!stop.aborted) await pause(restartAfterMs);
        } finally {
          await webHost.close();
        }
      } finally {
        await station.close();
      }
      if (stop.aborted) break;
      progress('The station is opened again with the restored log.');
    }
    return 0;
  },
};

/** A folder or bundle the station says no to was named wrongly. */
function refusal(error: unknown): unknown {
  const isRefusal =
    error instanceof BundleError || (error instanceof CallFailure && error.code === 'refused');
  return isRefusal ? new UsageError(error.message, { cause: error }) : error;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Only what was typed: the rest stays as it is in the home. */
function wishesOf({ values, flags }: Options): WatchWishes {
  const recipe = definedOnly({
    afterVerdict: values['after-verdict'],
    otherSizes: values['other-sizes'],
    namePattern: values['name-pattern'],
    bitDepth: values.bits,
    archiveOneInPasses: values['archive-one-in'],
  });
  return {
    ...(flags.recursive && { recursive: true }),
    ...(flags.polling && { watching: 'polling' as const }),
    ...(values.existing !== undefined && { existingFiles: values.existing }),
    ...(Object.keys(recipe).length > 0 && { recipe }),
  };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function definedOnly<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
