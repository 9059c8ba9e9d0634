import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface HostileServer {
  url: string;
  /** Answers to come, one a request; the last one stays. */
  answers: Respond[];
  requests: SeenRequest[];
  /** Connections that were opened. */
  connections: () => number;
  stop: () => Promise<void>;
}

/** An API that answers whatever a test wants. */
export async function startHostileServer(): Promise<HostileServer> {
  const answers: Respond[] = [];
  const requests: SeenRequest[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => void (body += part));
    request.on('end', () => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(request, response);
    });
  });
  server.on('connection', () => void (connections += 1));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    answers,
    requests,
    connections: () => connections,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a status, a body and headers; objects go as JSON. */
export function answer(status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Respond {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8';
  return (_request, response) => void response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

/** Cuts the connection before it answers. */
export const reset: Respond = (request) => void request.socket.destroy();

/** Takes the request and never answers. */
export const hang: Respond = () => undefined;

function portOf(address: string | AddressInfo | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen');
  return address.port;
}
