import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Everything that this process has sent and received by undici: addresses, headers and bodies, as texts. */
export interface WireTap {
  readonly texts: () => readonly string[];
  readonly stop: () => void;
}

const CHANNELS = ['create', 'bodySent', 'headers', 'bodyChunkSent', 'bodyChunkReceived'].map(
  (name) => `undici:request:${name}`,
);

/** Listens in on undici's own channels until stopped. */
export function tapWire(): WireTap {
  const texts: string[] = [];
  const bodies = new Map<object, string>();
  const listen = (message: unknown) => {
    const { request, chunk, response } = partsOf(message);
    if (request && chunk) bodies.set(request, (bodies.get(request) ?? '') + chunk.toString());
    else texts.push(...textsOf(request), ...textsOf(response));
  };
  for (const channel of CHANNELS) subscribe(channel, listen);
  return {
    texts: () => [...texts, ...bodies.values()],
    stop: () => {
      for (const channel of CHANNELS) unsubscribe(channel, listen);
    },
  };
}

function partsOf(message: unknown) {
  const get = (name: string): unknown =>
    typeof message === 'object' && message ? Reflect.get(message, name) : undefined;
  const [request, chunk, response] = [get('request'), get('chunk'), get('response')];
  return {
    request: typeof request === 'object' && request ? request : undefined,
    chunk:
      Buffer.isBuffer(chunk) || chunk instanceof Uint8Array || typeof chunk === 'string'
        ? Buffer.from(chunk)
        : undefined,
    response: typeof response === 'object' && response ? response : undefined,
  };
}

/** Path, headers and body of a request; headers of a response. */
function textsOf(part: object | undefined): string[] {
  if (!part) return [];
  const values = ['path', 'headers', 'body'].map((name): unknown => Reflect.get(part, name));
  return values.flatMap((value: unknown) => {
    if (Array.isArray(value)) return [value.map(String).join('\n')];
    return typeof value === 'string' ? [value] : [];
  });
}
