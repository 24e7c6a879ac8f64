import { ipcPort } from '../../electron/node/ports.ts';

const port = ipcPort(process);
port.onValue((value) => (value === 'close yourself' ? port.close() : port.send({ echo: value })));
