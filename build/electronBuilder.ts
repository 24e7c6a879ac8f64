import type { Configuration } from 'electron-builder';

/** Node's names of the platforms Plumbline is packed for, and the processors its natives exist for there. */
export type PackedPlatform = 'linux' | 'win32' | 'darwin';

/** The packages the bundled programs still load from node_modules, and what those load in turn. */
export const packedPackages = [
  'better-sqlite3',
  'onnxruntime-node',
  'onnxruntime-common',
  'sharp',
  '@img/colour',
  'detect-libc',
  'semver',
] as const;

/** Parts of those packages that are only needed to build, install or type-check them. */
const buildParts = [
  '!node_modules/better-sqlite3/{deps,src}{,/**}',
  '!node_modules/better-sqlite3/lib/{darwin,linux,linuxmusl,win32}-*.js',
  '!node_modules/onnxruntime-node/{lib,script}{,/**}',
  '!node_modules/onnxruntime-common/{lib,dist/esm}{,/**}',
  '!node_modules/sharp/{src,install}{,/**}',
  '!node_modules/@img/*/lib/glib-2.0{,/**}',
  '!node_modules/semver/bin{,/**}',
  '!node_modules/**/*.{ts,mts,cts,map,md}',
];

/**
 * What goes into the archive of one platform. The whole list stands under each platform: electron-builder
 * reads a list of exclusions alone, or beside a common one, as "everything else". `${arch}` is the processor
 * being packed for; its own `${platform}` would be the machine that packs.
 */
function packedFiles(platform: PackedPlatform): string[] {
  const unscoped = packedPackages.filter((name) => !name.startsWith('@'));
  return [
    'dist/**',
    '!dist/.stamps{,/**}',
    'models/demo/bundle/**',
    'electron/node/review/report/fonts/**',
    'LICENSE',
    `!node_modules/!(@img|${unscoped.join('|')})/**`,
    '!node_modules/@!(img)/**',
    ...buildParts,
    `!node_modules/onnxruntime-node/bin/napi-v6/!(${platform}){,/**}`,
    '!node_modules/onnxruntime-node/bin/napi-v6/*/!(${arch}){,/**}',
    `!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}.node)`,
    `!node_modules/@img/!(colour|sharp-${platform}-\${arch}|sharp-libvips-${platform}-\${arch}){,/**}`,
  ];
}

/** How Plumbline is packed; schema: https://www.electron.build/configuration */
export const electronBuilderConfiguration: Configuration = {
  appId: 'plumbline.station',
  productName: 'Plumbline',
  copyright: 'MIT licence',
  // A reserved name (RFC 2606): deb packages must state a home page and there is none yet.
  extraMetadata: { homepage: 'https://plumbline.example' },
  directories: { output: 'release', buildResources: 'build/icons' },
  // Every native part is prebuilt against Node-API, which Electron keeps stable.
  npmRebuild: false,
  asar: { smartUnpack: false },
  // The loader of the operating system cannot read inside an archive, nor can code that opens a model by path.
  asarUnpack: ['**/*.node', '**/*.dll', '**/*.dylib', '**/*.so*', 'models/demo/bundle/**'],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  publish: null,
  win: {
    target: [{ target: 'nsis', arch: ['x64'] }],
    icon: 'build/icons/icon-512.png',
    files: packedFiles('win32'),
  },
  nsis: {
    oneClick: false,
    allowToChangeInstallationDirectory: true,
    // The log has to outlive the program.
    deleteAppDataOnUninstall: false,
    license: 'LICENSE',
  },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64'] },
      { target: 'deb', arch: ['x64'] },
    ],
    icon: 'build/icons/icon-512.png',
    category: 'Science',
    maintainer: 'Plumbline <nobody@plumbline.example>',
    files: packedFiles('linux'),
  },
  mac: {
    // onnxruntime-node 1.30 has no binary for Intel Macs.
    target: [{ target: 'dmg', arch: ['arm64'] }],
    icon: 'build/icons/icon-1024.png',
    category: 'public.app-category.utilities',
    files: packedFiles('darwin'),
  },
};
