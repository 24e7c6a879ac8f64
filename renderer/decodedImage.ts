/** Whoever waits for a picture waits this long, then goes on without. */
const longestWaitMs = 800;

/** Null when there is no such picture any more: the screen says so. */
export async function decoded(url: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = url;
  const loaded: Promise<HTMLImageElement | null> = image.decode().then(() => image);
  return loaded.catch(() => null);
}

/** The answer, or `otherwise` when it takes longer than anybody waits for a picture. */
export function within<Value>(answer: Promise<Value>, otherwise: Value): Promise<Value> {
  const late = new Promise<Value>((resolve) => setTimeout(() => resolve(otherwise), longestWaitMs));
  return Promise.race([answer, late]);
}
