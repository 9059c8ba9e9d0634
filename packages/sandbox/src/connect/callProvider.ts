import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';

export type ProviderHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface ProviderCall {
  method: 'GET' | 'POST';
  /** Path and query on the issuer's origin. */
  path: string;
  cookie?: string | undefined;
  form?: Readonly<Record<string, string>> | undefined;
}

export interface ProviderAnswer {
  status: number;
  location: string | undefined;
  cookies: string[];
  body: string;
  /** The request object that oidc-provider saw: the key to what its events told. */
  request: IncomingMessage;
}

/**
 * Lets oidc-provider answer a request inside the process, so that what differs at Visma Connect can be changed before
 * anything reaches the caller. It sees the issuer's own address, whatever the outer request said.
 */
export async function callProvider(
  handler: ProviderHandler,
  issuer: string,
  { method, path, cookie, form }: ProviderCall,
): Promise<ProviderAnswer> {
  const { host, protocol } = new URL(issuer);
  const body = form === undefined ? '' : new URLSearchParams(form).toString();
  const request = new IncomingMessage(new Socket());
  request.method = method;
  request.url = path;
  request.headers = {
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    ...(cookie === undefined ? {} : { cookie }),
    ...(form === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }),
  };
  if (body !== '') request.push(body);
  request.push(null);
  const response = new CapturedResponse(request);
  const ended = new Promise<void>((resolve) => response.once('captured', resolve));
  await handler(request, response);
  await ended;
  return {
    status: response.statusCode,
    location: headerText(response.getHeaders(), 'location'),
    cookies: cookiesOf(response.getHeaders()),
    body: Buffer.concat(response.chunks).toString(),
    request,
  };
}

/** Keeps what is written in place of sending it. */
class CapturedResponse extends ServerResponse {
  readonly chunks: Buffer[] = [];

  override write(chunk: unknown): boolean {
    this.#keep(chunk);
    return true;
  }

  override end(chunk?: unknown): this {
    this.#keep(chunk);
    this.emit('captured');
    return this;
  }

  #keep(chunk: unknown): void {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) this.chunks.push(Buffer.from(chunk));
  }
}

function headerText(headers: OutgoingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function cookiesOf(headers: OutgoingHttpHeaders): string[] {
  const value = headers['set-cookie'];
  return value === undefined ? [] : [value].flat().map(String);
}
