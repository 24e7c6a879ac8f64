import { portOver } from '../../../electron/common/portOver.ts';
import type { Port } from '../../../electron/common/port.ts';
import { serve } from '../../../electron/common/rpc.ts';
import type { Host } from '../../../renderer/host.ts';
import { mountApp } from '../../../renderer/mountApp.ts';
import type { FakeStation } from '../fakeStation.ts';
import { webDisplay } from '../../../renderer/webDisplay.ts';
import { drawnPictures } from './drawnPictures.ts';
import { scenarios } from './scenarios.ts';

/** Shows the screen on a scripted station: `?scenario=live`, see scenarios.ts. */
const name = new URLSearchParams(window.location.search).get('scenario') ?? 'live';
const scenario = scenarios[name];
if (scenario === undefined) throw new Error(`There is no scenario "${name}".`);

const pool = {
  pass: Array.from({ length: 8 }, (_, seed) => drawnPictures('good', seed)),
  fail: [drawnPictures('rotated', 3), drawnPictures('scratched', 5)],
};
const { station, reachable } = scenario();
let open: Port | null = null;

const host: Host = {
  connect: () => {
    if (!reachable())
      return Promise.reject(new Error('The station refused the connection or is not running.'));
    const [near, far] = channel();
    open = far;
    serve({
      port: far,
      handlers: station.handlers,
      subscribe: station.subscribe,
      caller: () => ({ user: 'local', role: 'supervisor' }),
    });
    return Promise.resolve(near);
  },
  imageUrl: (resultId, kind) => pictureOf(station, resultId)[kind === 'map' ? 'map' : 'thumbnail'],
  drawnUrl: (resultId, kind) => pictureOf(station, resultId)[kind],
  teachingPictureUrl: (_, number) => drawnPictures('good', number).thumbnail,
  sampleUrl: () => drawnPictures('good', 0).thumbnail,
  setUpPictureUrl: (_, number) => drawnPictures('good', number).thumbnail,
  challengePictureUrl: (id) =>
    drawnPictures(id.includes('bad') ? 'rotated' : 'good', Number(id.split('-')[2])).thumbnail,
  labPictureUrl: (_, __, number) => drawnPictures(number % 7 === 0 ? 'rotated' : 'good', number).thumbnail,
  pickFolder: null,
  openExternal: () => {},
  display: webDisplay(),
  beat: () => {},
};

function pictureOf({ log }: FakeStation, resultId: string) {
  const one = log.find((inspection) => inspection.resultId === resultId);
  const from = one?.verdict === 'fail' ? pool.fail : pool.pass;
  return from[(one?.sequence ?? 0) % from.length]!;
}

function channel(): [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  const ends = [port1, port2].map((end) => {
    const driven = portOver({ send: (value) => end.postMessage(value), close: () => end.close() });
    end.onmessage = ({ data }) => driven.arrive(data);
    end.addEventListener('close', () => driven.end('The station ended the connection.'));
    return driven.port;
  });
  return [ends[0]!, ends[1]!];
}

Object.assign(window, { station, cut: () => open?.close() });
mountApp(host);
