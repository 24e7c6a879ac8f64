import { portOver } from '../electron/common/portOver.ts';
import type { Host } from './host.ts';

/** What the preload script gives the page: a few functions and, on asking, one port to the station. */
interface Preload {
  /** Posts a message `station` with one MessagePort to this window. */
  connect(): void;
  pickFolder(): Promise<string | null>;
  openExternal(url: string): void;
  beat(): void;
  enterKiosk(): void;
  onKiosk(listener: (on: boolean) => void): void;
}

const portWaitMs = 8000;

/** The station of this window's own Electron; null in a browser. */
export function electronHost(): Host | null {
  const preload = (window as { readonly plumbline?: Preload }).plumbline;
  if (preload === undefined) return null;
  return {
    connect: async () => {
      const arriving = nextPort();
      preload.connect();
      return messagePort(await arriving);
    },
    imageUrl: (resultId, kind) => `/image/${resultId}/${kind}`,
    drawnUrl: (resultId, kind) => `/drawn/${resultId}/${kind}.png`,
    teachingPictureUrl: (teachingId, number) => `/teaching/${teachingId}/${number}.png`,
    sampleUrl: (sampleId) => `/sample/${sampleId}.jpg`,
    setUpPictureUrl: (taskId, number) => `/setUp/${taskId}/${number}.jpg`,
    challengePictureUrl: (challengeImageId) => `/challenge/${challengeImageId}.jpg`,
    labPictureUrl: (recipeId, scoringId, number) => `/lab/${recipeId}/${scoringId}/${number}.jpg`,
    pickFolder: () => preload.pickFolder(),
    openExternal: (url) => preload.openExternal(url),
    display: {
      enterKiosk: () => Promise.resolve(preload.enterKiosk()),
      // The window follows the station's word, not the page's.
      leaveKiosk: () => Promise.resolve(),
      onKiosk: (listener) => preload.onKiosk(listener),
      awake: { by: 'station' },
    },
    beat: () => preload.beat(),
  };
}

function nextPort(): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener('message', receive);
      reject(new Error(`The station process did not answer within ${portWaitMs / 1000} seconds.`));
    }, portWaitMs);
    function receive(event: MessageEvent): void {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'station' || port === undefined) return;
      clearTimeout(timer);
      window.removeEventListener('message', receive);
      resolve(port);
    }
    window.addEventListener('message', receive);
  });
}

function messagePort(end: MessagePort) {
  const driven = portOver({ send: (value) => end.postMessage(value), close: () => end.close() });
  end.onmessage = ({ data }) => driven.arrive(data);
  end.addEventListener('close', () => driven.end('The station process is gone.'));
  return driven.port;
}
