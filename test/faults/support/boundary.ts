import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where in the talk with PostgreSQL something is to happen. */
export interface Place {
  /** The nth message to the server, from 1, on the connections of the application's role. */
  readonly message: number;
  /** Before the server hears it; or when it has heard it and before its answer is back. */
  readonly side: 'before' | 'after';
}

/** A wire to PostgreSQL that counts what is said on it, and stops everything at one place. */
export interface Boundary {
  /** The same address, through the wire. */
  through(url: string): string;
  /** From now on messages are counted; at the place nothing passes any more, and `act` is called once. */
  arm(place: Place, act: () => void): void;
  /** How many messages were counted since. */
  counted(): number;
  /** Everything passes again, uncounted; connections that were stopped are gone. */
  disarm(): void;
  close(): Promise<void>;
}

/** Lays a counting wire to the server that an address names. */
export async function boundaryTo(url: string): Promise<Boundary> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let armed: { readonly place: Place; readonly act: () => void } | null = null;
  let count = 0;
  let stopped = false;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => { sockets.delete(socket); });
  };
  const stop = (act: () => void): void => {
    stopped = true;
    act();
  };
  const server = createServer((near) => {
    track(near);
    const far = connect(Number(port), hostname);
    track(far);
    let isApplication = false;
    let isFirst = true;
    near.on('data', (chunk: Buffer) => {
      // The start-up message says who speaks, in plain text.
      if (isFirst) isApplication = chunk.includes('marketplace_app');
      const counts = armed !== null && isApplication && !isFirst && !stopped;
      isFirst = false;
      if (stopped) return;
      if (counts) count += 1;
      const here = counts && armed !== null && count === armed.place.message ? armed : null;
      if (here?.place.side === 'before') {
        stop(here.act);
        return;
      }
      far.write(chunk);
      if (here !== null) {
        stop(here.act);
      }
    });
    far.on('data', (chunk) => { if (!stopped) near.write(chunk); });
    near.on('close', () => { far.destroy(); });
    far.on('close', () => { near.destroy(); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const nearPort = (server.address() as AddressInfo).port;
  const destroyAll = (): void => { for (const socket of sockets) socket.destroy(); };
  return {
    through(address) {
      const changed = new URL(address);
      changed.hostname = '127.0.0.1';
      changed.port = String(nearPort);
      return changed.toString();
    },
    arm: (place, act) => {
      count = 0;
      stopped = false;
      armed = { place, act };
    },
    counted: () => count,
    disarm: () => {
      if (stopped) destroyAll();
      stopped = false;
      armed = null;
    },
    close: async () => {
      destroyAll();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
