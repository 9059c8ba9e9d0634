import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type RequestListener,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** An answer as it came, not decoded. */
export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Asks an application, which listens for this one request. */
export async function rawAnswer(app: RequestListener, path: string, asked: RawRequest = {}): Promise<RawAnswer> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return await rawAnswerOf(`http://127.0.0.1:${address.port}${path}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Asks whoever listens at an address. */
export function rawAnswerOf(url: string, { method = 'GET', headers = {} }: RawRequest = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      buffer(answer).then(
        (body) => resolve({ status: answer.statusCode, headers: answer.headers, body }),
        (error: unknown) => reject(error instanceof Error ? error : new Error('no answer')),
      );
    });
    sent.on('error', reject).end();
  });
}

/** What an answer says, whatever it is coded with. */
export function decoded({ headers, body }: Pick<RawAnswer, 'headers' | 'body'>): string {
  const { 'content-encoding': coding } = headers;
  if (coding === 'br') return brotliDecompressSync(body).toString();
  return (coding === 'gzip' ? gunzipSync(body) : body).toString();
}
