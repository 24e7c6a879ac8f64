import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasDisplay, type Machine, parseStartOptions, windowObstacle } from '../../build/startPlan.ts';
import { defaultHome } from '../../electron/node/defaultHome.ts';

const plain = parseStartOptions([]);

function machine(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, userId: number | null): Machine {
  return { platform, environment, userId };
}

const machines: { name: string; machine: Machine; obstacle: RegExp | null; display: boolean }[] = [
  { name: 'Linux with X', machine: machine('linux', { DISPLAY: ':0' }, 1000), obstacle: null, display: true },
  {
    name: 'Linux with Wayland',
    machine: machine('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000),
    obstacle: null,
    display: true,
  },
  {
    name: 'Linux without a display',
    machine: machine('linux', {}, 1000),
    obstacle: /there is no display/,
    display: false,
  },
  {
    name: 'Linux as root',
    machine: machine('linux', { DISPLAY: ':0' }, 0),
    obstacle: /sandbox refuses to run as root/,
    display: true,
  },
  { name: 'Windows', machine: machine('win32', {}, null), obstacle: null, display: true },
  { name: 'macOS', machine: machine('darwin', {}, 501), obstacle: null, display: true },
];

for (const row of machines) {
  test(`${row.name}: window or browser`, () => {
    const obstacle = windowObstacle(plain, row.machine);
    if (row.obstacle === null) assert.equal(obstacle, null);
    else assert.match(obstacle ?? '', row.obstacle);
    assert.equal(hasDisplay(row.machine), row.display);
    assert.match(windowObstacle(parseStartOptions(['--browser']), row.machine) ?? '', /asks for the browser/);
  });
}

test('an address to serve on means the browser', () => {
  assert.equal(parseStartOptions([]).browser, false);
  assert.equal(parseStartOptions(['--port', '8080']).browser, true);
  assert.equal(parseStartOptions(['--host', '0.0.0.0']).browser, true);
  assert.deepEqual(parseStartOptions(['--home', 'a b']), {
    home: 'a b',
    port: null,
    host: null,
    browser: false,
    help: false,
  });
});

test('wrong use is refused by name', () => {
  assert.throws(() => parseStartOptions(['--hme', 'x']), /--hme/);
  assert.throws(() => parseStartOptions(['somewhere']), /somewhere/);
  assert.throws(() => parseStartOptions(['--port', '70000']), /--port must be .* got "70000"/);
  assert.throws(() => parseStartOptions(['--port', '8x']), /got "8x"/);
});

test("the default home is Electron's userData folder", () => {
  assert.equal(defaultHome('linux', {}, '/home/ann'), '/home/ann/.config/Plumbline');
  assert.equal(defaultHome('linux', { XDG_CONFIG_HOME: '/cfg' }, '/home/ann'), '/cfg/Plumbline');
  assert.equal(defaultHome('darwin', {}, '/Users/ann'), '/Users/ann/Library/Application Support/Plumbline');
  assert.equal(
    defaultHome('win32', { APPDATA: 'C:\\Users\\ann\\AppData\\Roaming' }, 'C:\\Users\\ann'),
    'C:\\Users\\ann\\AppData\\Roaming\\Plumbline',
  );
});
