import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoAnomalies } from '../../../models/demo/demoKinds.ts';
import { cameraHelp, parseCameraOptions } from '../../../electron/node/camera/parseCameraOptions.ts';
import { UsageError } from '../../../electron/node/usageError.ts';

describe('parseCameraOptions', () => {
  it('has defaults for everything but the folder', () => {
    assert.deepEqual(parseCameraOptions(['--out', 'images']), {
      out: 'images',
      count: Infinity,
      ratePerSecond: 1,
      badShare: 0.1,
      seed: 1,
      write: ['direct'],
      format: 'png',
      bits: 8,
      width: 640,
      height: 512,
      channels: 1,
      kinds: demoAnomalies,
    });
  });

  it('reads every option', () => {
    const typed =
      '--out x --count 500 --rate 2.5 --bad 0.25 --seed 9 --write direct,slow --format tif --bits 16 ' +
      '--size 1280x1024 --channels 3 --product demo --kinds rotated,missing';
    assert.deepEqual(parseCameraOptions(typed.split(' ')), {
      out: 'x',
      count: 500,
      ratePerSecond: 2.5,
      badShare: 0.25,
      seed: 9,
      write: ['direct', 'slow'],
      format: 'tif',
      bits: 16,
      width: 1280,
      height: 1024,
      channels: 3,
      kinds: ['rotated', 'missing'],
    });
  });

  it('takes mixed for all ways of writing and rate 0 for no waiting', () => {
    const options = parseCameraOptions(['--out=x', '--write=mixed', '--rate=0']);
    assert.deepEqual(options.write, ['direct', 'slow', 'rename']);
    assert.equal(options.ratePerSecond, Infinity);
  });

  const wrong: [typed: string, sentence: RegExp][] = [
    ['', /--out DIR is missing/],
    ['--out x --count 0', /--count must be a whole number from 1, got "0"\.$/],
    ['--out x --count 1.5', /--count must be a whole number from 1, got "1\.5"/],
    ['--out x --count', /--count/],
    ['--out x --rate fast', /--rate must be images per second, 0 to 10000, got "fast"/],
    ['--out x --rate=-1', /--rate must be images per second, 0 to 10000, got "-1"/],
    ['--out x --bad 1.1', /--bad must be a share from 0 to 1, got "1\.1"/],
    ['--out x --seed=-2', /--seed must be a whole number from 0 to 1000000000, got "-2"/],
    ['--out x --write fast', /--write must be mixed or a list of direct, slow, rename, got "fast"/],
    ['--out x --write direct,', /--write must be mixed or a list/],
    ['--out x --format gif', /--format must be png, jpg, bmp, tif, got "gif"/],
    ['--out x --bits 12', /--bits must be 8 or 16, got "12"/],
    ['--out x --bits 16 --format jpg', /--bits 16 needs --format png or tif, got jpg/],
    ['--out x --size 640', /--size must be WIDTHxHEIGHT in pixels, 32 to 16384 each, got "640"/],
    ['--out x --size 8x8', /--size must be WIDTHxHEIGHT/],
    ['--out x --product bottle', /--product must be demo/],
    ['--out x --kinds good', /--kinds must be a list of rotated.*--bad 0.*got "good"/],
    ['--out x --colour', /--colour/],
    ['--out x extra', /extra/],
  ];
  for (const [typed, sentence] of wrong) {
    it(`refuses "${typed}" in one sentence`, () => {
      assert.throws(
        () => parseCameraOptions(typed.split(' ').filter(Boolean)),
        (error) => {
          assert.ok(error instanceof UsageError, String(error));
          assert.match(error.message, sentence);
          assert.match(error.message, /^camera: [^\n]+\.$/);
          return true;
        },
      );
    });
  }

  it('explains every option it reads', () => {
    for (const name of [
      'out',
      'count',
      'rate',
      'bad',
      'seed',
      'write',
      'format',
      'bits',
      'size',
      'channels',
      'kinds',
    ]) {
      assert.match(cameraHelp, new RegExp(`\\n  --${name} `));
    }
  });
});
