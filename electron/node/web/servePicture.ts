import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { contentType } from '../contentTypes.ts';
import { respondSentence } from './respond.ts';

const deleted = 'This picture is not kept, or not any more.';

/** Sends a picture; under its id it never changes. */
export async function servePicture(response: ServerResponse, file: string | null): Promise<void> {
  const type = file === null ? null : contentType(file);
  if (file === null || type === null) {
    respondSentence(response, 404, deleted);
    return;
  }
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) {
    respondSentence(response, 404, deleted);
    return;
  }
  try {
    const { size } = await handle.stat();
    response.writeHead(200, {
      'Content-Type': type,
      'Content-Length': size,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    if (response.req.method === 'HEAD') response.end();
    else await pipeline(handle.createReadStream({ autoClose: false }), response);
  } catch (error) {
    // A client that went away in the middle is no fault of anything here.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await handle.close();
  }
}
