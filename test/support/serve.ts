import { createServer, type RequestListener } from 'node:http';
import { afterAll } from '@jest/globals';

export interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Listens on a free port of loopback. Stopped after the tests of the file. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  afterAllOnce.add(stop);
  return { url: `http://127.0.0.1:${address.port}`, stop };
}

const afterAllOnce = new Set<() => Promise<void>>();
afterAll(async () => {
  await Promise.all([...afterAllOnce].map((stop) => stop()));
});
