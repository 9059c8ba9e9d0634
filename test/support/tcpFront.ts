import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** An address in front of servers, as a cloud's is: a new connection goes to whichever it leads to, old ones stay. */
export interface TcpFront {
  readonly port: number;
  leadTo(port: number): void;
  /** Cuts the connections that there are. */
  cut(): void;
  close(): Promise<void>;
}

export async function startTcpFront(firstTarget: number): Promise<TcpFront> {
  let target = firstTarget;
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    leadTo: (port) => {
      target = port;
    },
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
