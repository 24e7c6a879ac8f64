import { cameraHelp, parseCameraOptions } from '../camera/parseCameraOptions.ts';
import { runCamera } from '../camera.ts';
import type { Command } from './command.ts';

export const camera: Command = {
  help: cameraHelp,
  async run(args, { result, stop }) {
    const options = parseCameraOptions([...args]);
    await runCamera({ ...options, signal: stop, onImage: ({ file, truth }) => result({ file, truth }) });
    return 0;
  },
};
