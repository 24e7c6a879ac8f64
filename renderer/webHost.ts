import type { Port } from '../electron/common/port.ts';
import { portOver } from '../electron/common/portOver.ts';
import type { Host } from './host.ts';
import { webDisplay } from './webDisplay.ts';

const openWaitMs = 8000;

/** The station of this page's own server: JSON frames over its WebSocket, pictures over HTTP. */
export function webHost(): Host {
  return {
    connect: () => openSocket(new URL('station', socketBase())),
    imageUrl: (resultId, kind) => `/image/${resultId}/${kind}`,
    drawnUrl: (resultId, kind) => `/drawn/${resultId}/${kind}.png`,
    teachingPictureUrl: (teachingId, number) => `/teaching/${teachingId}/${number}.png`,
    sampleUrl: (sampleId) => `/sample/${sampleId}.jpg`,
    setUpPictureUrl: (taskId, number) => `/setUp/${taskId}/${number}.jpg`,
    challengePictureUrl: (challengeImageId) => `/challenge/${challengeImageId}.jpg`,
    labPictureUrl: (recipeId, scoringId, number) => `/lab/${recipeId}/${scoringId}/${number}.jpg`,
    pickFolder: null,
    openExternal: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
    display: webDisplay(),
    beat: () => {},
  };
}

function socketBase(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/`;
}

function openSocket(url: URL): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const timer = setTimeout(() => {
      socket.close();
      reject(new Error(`The station did not answer within ${openWaitMs / 1000} seconds.`));
    }, openWaitMs);
    socket.onopen = () => {
      clearTimeout(timer);
      resolve(socketPort(socket));
    };
    socket.onclose = () => {
      clearTimeout(timer);
      reject(new Error('The station refused the connection or is not running.'));
    };
  });
}

function socketPort(socket: WebSocket): Port {
  const driven = portOver({
    send: (value) => socket.send(JSON.stringify(value)),
    close: () => socket.close(),
  });
  socket.onmessage = ({ data }) => {
    const value: unknown = typeof data === 'string' ? parsed(data) : undefined;
    if (value !== undefined) driven.arrive(value);
  };
  socket.onclose = ({ reason }) => driven.end(reason === '' ? 'The station ended the connection.' : reason);
  return driven.port;
}

/** Undefined for what is not JSON: a frame that cannot be read is left out, as the station does. */
function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
