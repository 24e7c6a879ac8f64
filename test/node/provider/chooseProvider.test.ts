import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseProvider } from '../../../electron/node/provider/chooseProvider.ts';
import { acceleratorsOf } from '../../../electron/node/provider/providerCandidates.ts';
import { providers, type ProviderChoice } from '../../../electron/common/stationState.ts';

/** A machine: milliseconds an image takes on each provider it has; a sentence where running fails. */
type Machine = Record<string, number | { opens: boolean; message: string }>;

async function choose(choice: ProviderChoice, machine: Machine) {
  const open = new Set<string>();
  const chosen = await chooseProvider({
    choice,
    accelerators: ['cuda', 'webgpu'],
    async open(provider) {
      const ability = machine[provider];
      if (ability === undefined) throw new Error(`no ${provider} here.`);
      if (typeof ability === 'object' && !ability.opens) throw new Error(ability.message);
      open.add(provider);
      return {
        provider,
        async measureMs() {
          if (typeof ability === 'object') throw new Error(ability.message);
          return ability;
        },
        release: async () => void open.delete(provider),
      };
    },
  });
  assert.deepEqual([...open], [chosen.provider.measured], 'only the chosen one stays open');
  assert.equal(chosen.model.provider, chosen.provider.measured);
  return chosen.provider;
}

const rows: {
  choice: ProviderChoice;
  machine: Machine;
  measured: string;
  ms: number;
  fallback: RegExp | null;
}[] = [
  { choice: 'auto', machine: { cpu: 9 }, measured: 'cpu', ms: 9, fallback: null },
  { choice: 'auto', machine: { cpu: 9, cuda: 1, webgpu: 3 }, measured: 'cuda', ms: 1, fallback: null },
  { choice: 'auto', machine: { cpu: 2, webgpu: 3 }, measured: 'cpu', ms: 2, fallback: null },
  {
    choice: 'auto',
    machine: { cpu: 9, cuda: { opens: true, message: 'out of memory' } },
    measured: 'cpu',
    ms: 9,
    fallback: null,
  },
  { choice: 'cpu', machine: { cpu: 9, cuda: 1 }, measured: 'cpu', ms: 9, fallback: null },
  { choice: 'webgpu', machine: { cpu: 2, webgpu: 3 }, measured: 'webgpu', ms: 3, fallback: null },
  {
    choice: 'cuda',
    machine: { cpu: 9 },
    measured: 'cpu',
    ms: 9,
    fallback: /^cuda was asked for .* no cuda here/,
  },
  {
    choice: 'dml',
    machine: { cpu: 9, dml: { opens: true, message: 'device removed' } },
    measured: 'cpu',
    ms: 9,
    fallback: /device removed/,
  },
];

for (const { choice, machine, measured, ms, fallback } of rows) {
  test(`${choice} on ${JSON.stringify(machine)} runs on ${measured}`, async () => {
    const state = await choose(choice, machine);
    assert.equal(state.chosen, choice);
    assert.equal(state.measured, measured);
    assert.equal(state.msPerImage, ms);
    if (fallback === null) assert.equal(state.fallbackReason, null);
    else assert.match(state.fallbackReason ?? '', fallback);
  });
}

test('without a cpu that can run it, the error is told', async () => {
  await assert.rejects(choose('auto', {}), /no cpu here/);
  await assert.rejects(choose('cuda', {}), /no cpu here/);
});

const devices: { platform: string; arch: string; present: string[]; tried: string[] }[] = [
  { platform: 'win32', arch: 'x64', present: [], tried: ['dml', 'webgpu'] },
  { platform: 'darwin', arch: 'arm64', present: [], tried: ['coreml', 'webgpu'] },
  { platform: 'linux', arch: 'x64', present: [], tried: [] },
  { platform: 'linux', arch: 'x64', present: ['/dev/dri'], tried: ['webgpu'] },
  { platform: 'linux', arch: 'x64', present: ['/dev/nvidiactl'], tried: ['cuda', 'webgpu'] },
  { platform: 'linux', arch: 'x64', present: ['/dev/dxg'], tried: ['cuda', 'webgpu'] },
  { platform: 'linux', arch: 'arm64', present: ['/dev/nvidiactl'], tried: ['webgpu'] },
  { platform: 'freebsd', arch: 'x64', present: ['/dev/dri'], tried: [] },
];
for (const { platform, arch, present, tried } of devices) {
  test(`auto on ${platform} ${arch} with ${present.join() || 'no device'} tries ${tried.join() || 'the cpu only'}`, () => {
    assert.deepEqual(
      acceleratorsOf(platform, arch, (path) => present.includes(path)),
      tried,
    );
    assert.ok(tried.every((provider) => providers.some((known) => known === provider)));
  });
}
