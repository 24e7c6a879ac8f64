import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Configuration, build } from 'electron-builder';
import { electronBuilderConfiguration, packedPackages } from '../../build/electronBuilder.ts';
import { desktopTargets, externalPackages } from '../../build/bundleTargets.ts';
import { importsOf } from '../../build/importsOf.ts';
import { projectRoot } from '../../build/projectRoot.ts';
import { type AsarFile, listAsar, readAsarFile } from '../helpers/readAsar.ts';

const native = /\.(node|dll|dylib)$|\.so(\.|$)/;

interface Packed {
  archive: string;
  files: AsarFile[];
  /** Folder beside the archive with what is not in it. */
  unpacked: string;
}

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-pack-'));
});
after(() => rm(folder, { recursive: true, force: true }));

function pack(platform: string, arch: string): Packed {
  const packer = join(projectRoot, 'test', 'helpers', 'packApp.ts');
  const output = join(folder, `${platform}-${arch}`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [packer, projectRoot, output, platform, arch],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stdout + stderr);
  const resources = join(stdout.trim().split('\n').at(-1) ?? '', 'resources');
  const archive = join(resources, 'app.asar');
  return { archive, files: listAsar(archive), unpacked: join(resources, 'app.asar.unpacked') };
}

/** The name of the package a packed path belongs to; null outside node_modules. */
function packageOf(path: string): string | null {
  const match = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  return match?.[1] ?? null;
}

function assertNothingUnneeded({ files }: Packed, platform: string, arch: string): void {
  const paths = files.map((file) => file.path);
  const sources = paths.filter((path) => /\.([cm]?ts|vue|map|cc|cpp|c|h|gypi?|md|py|o|a|pdb)$/.test(path));
  assert.deepEqual(sources, [], 'no sources, type declarations, maps or notes');
  const tests = paths.filter((path) => /(^|\/)(tests?|__tests__|examples?|docs|\.[^/]+)\//.test(path));
  assert.deepEqual(tests, [], 'no tests, examples or hidden folders');

  const own = paths.filter((path) => packageOf(path) === null);
  const stray = own.filter(
    (path) =>
      !/^(dist\/(main|preload|processes|renderer)\/|models\/demo\/bundle\/|electron\/node\/review\/report\/fonts\/|LICENSE$|package\.json$)/.test(
        path,
      ),
  );
  assert.deepEqual(stray, []);

  const allowed = new Set<string>([
    ...packedPackages,
    `@img/sharp-${platform}-${arch}`,
    `@img/sharp-libvips-${platform}-${arch}`,
  ]);
  const packages = new Set(paths.map(packageOf).filter((name) => name !== null));
  assert.deepEqual(
    [...packages].filter((name) => !allowed.has(name)),
    [],
    'no other packages',
  );

  const natives = paths.filter((path) => native.test(path));
  const foreign = natives.filter((path) => {
    const named = /(darwin|linuxmusl|linux|win32)[-/](x64|arm64)/.exec(path);
    return named?.[1] !== platform || named[2] !== arch;
  });
  assert.deepEqual(foreign, [], "no other platform's binaries");
}

function assertNativesBesideTheArchive({ files, unpacked }: Packed): void {
  for (const { path, offset } of files) {
    const belongs = native.test(path) || path.startsWith('models/demo/bundle/');
    assert.equal(offset === null, belongs, `${path} ${belongs ? 'must' : 'must not'} be unpacked`);
    if (belongs) assert.ok(existsSync(join(unpacked, path)), path);
  }
}

const here = `${process.platform}-${process.arch}`;
// electron-builder packs a Mac program only around a real Electron.
const canPackHere = process.platform !== 'darwin';

describe(
  `packed for this machine (${here})`,
  { skip: canPackHere ? false : 'needs a real Electron.app' },
  () => {
    let packed: Packed;
    before(() => {
      packed = pack(process.platform, process.arch);
    });

    test('nothing unneeded is in', () => {
      assertNothingUnneeded(packed, process.platform, process.arch);
    });

    test('natives and the demo bundle lie beside the archive, all else in it', () => {
      assertNativesBesideTheArchive(packed);
    });

    test('what the bundles build and the demo bundle are in', () => {
      const paths = new Set(packed.files.map((file) => file.path));
      for (const { output } of desktopTargets) assert.ok(paths.has(output), output);
      for (const name of ['model.onnx', 'model.json'])
        assert.ok(paths.has(`models/demo/bundle/${name}`), name);
      for (const name of ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf', 'OFL.txt']) {
        assert.ok(paths.has(`electron/node/review/report/fonts/${name}`), name);
      }
      for (const { path } of packed.files.filter((file) => /^dist\/.*\.html$/.test(file.path))) {
        const page = readAsarFile(
          packed.archive,
          packed.files.find((file) => file.path === path)!,
        ).toString();
        for (const [, asset] of page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)) {
          assert.ok(paths.has(`dist/renderer/${asset}`), `${path} asks for ${asset}`);
        }
      }
    });

    test('its package.json still names the program, its version and the pinned natives', () => {
      const file = packed.files.find(({ path }) => path === 'package.json');
      const { main, version, dependencies } = JSON.parse(readAsarFile(packed.archive, file!).toString());
      assert.equal(main, 'dist/main/main.js');
      assert.match(version, /^\d+\.\d+\.\d+$/);
      assert.ok(dependencies['onnxruntime-node'] && dependencies.sharp, 'a taught model records them');
    });

    test('the programs load nothing from outside but packed packages, Node and Electron', () => {
      const programs = packed.files.filter((file) =>
        /^dist\/(main|preload|processes)\/.*\.c?js$/.test(file.path),
      );
      assert.ok(programs.length >= desktopTargets.length - 1);
      for (const program of programs) {
        const text = readAsarFile(packed.archive, program).toString();
        const specifiers = [
          ...importsOf(program.path, text).map((one) => one.specifier),
          // What the bundler makes of a CommonJS package's own requires.
          ...[...text.matchAll(/\b__require\(["']([^"']+)["']\)/g)].map((match) => match[1] ?? null),
        ];
        const outside = specifiers.filter(
          (specifier) =>
            specifier === null || !(isBuiltin(specifier) || externalPackages.includes(specifier)),
        );
        assert.deepEqual(outside, [], program.path);
      }
    });

    test('everything the packages load at run time is in: they work from the packed files alone', async () => {
      const root = join(folder, 'unpacked');
      for (const file of packed.files.filter((one) => packageOf(one.path) !== null)) {
        const target = join(root, file.path);
        await mkdir(dirname(target), { recursive: true });
        if (file.offset === null) await copyFile(join(packed.unpacked, file.path), target);
        else await writeFile(target, readAsarFile(packed.archive, file));
      }
      await writeFile(
        join(root, 'works.mjs'),
        `import Database from 'better-sqlite3';
       import * as ort from 'onnxruntime-node';
       import sharp from 'sharp';
       const database = new Database(':memory:');
       database.transaction(() => database.exec('create table t (x)'))();
       await database.backup('copy.db');
       const pixels = { width: 8, height: 8, channels: 3, background: 'red' };
       const png = await sharp({ create: pixels }).resize(4, 4, { kernel: 'cubic' }).png().toBuffer();
       const { width } = await sharp(png).metadata();
       await ort.InferenceSession.create(Buffer.from('no model')).catch((error) => {
         if (!/protobuf|model|parse/i.test(error.message)) throw error;
       });
       console.log(database.pragma('user_version', { simple: true }), width, new ort.Tensor('float32', [1], [1]).size);`,
      );
      const { stdout, stderr, status } = spawnSync(process.execPath, ['works.mjs'], {
        cwd: root,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      assert.equal(stdout.trim(), '0 4 1');
    });
  },
);

const other = process.platform === 'win32' ? 'linux' : 'win32';
describe(`packed for ${other}-x64 from here`, () => {
  test("its own natives are in and this machine's are not", () => {
    const packed = pack(other, 'x64');
    assertNothingUnneeded(packed, other, 'x64');
    assertNativesBesideTheArchive(packed);
    const paths = packed.files.map((file) => file.path);
    assert.ok(paths.includes(`node_modules/better-sqlite3/prebuilds/${other}-x64.node`));
    assert.ok(
      paths.includes(`node_modules/onnxruntime-node/bin/napi-v6/${other}/x64/onnxruntime_binding.node`),
    );
  });
});

test('fuses close what a packed station must not offer', () => {
  assert.deepEqual(electronBuilderConfiguration.electronFuses, {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('electron-builder checks the configuration against its schema', async () => {
  const config = { ...electronBuilderConfiguration, asarUnpak: ['**/*.node'] } as Configuration;
  await assert.rejects(build({ projectDir: projectRoot, config, dir: true, publish: 'never' }), /asarUnpak/);
});
