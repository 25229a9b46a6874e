import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where in the talk with PostgreSQL something is to happen. */
export interface Place {
  /** The nth message to the server, from 1, on the connections of the application's role; or the first that commits a transaction. */
  readonly message: number | 'COMMIT';
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

/** Tells of the messages of one connection whether each commits: the statement is named when it is prepared, and then goes by its name. */
function commitsOf(): (message: Buffer) => boolean {
  let name: string | null = null;
  return (message) => {
    const text = message.toString('latin1');
    const prepared = /P[^]{4}([^\0]*)\0commit\0/i.exec(text)?.[1];
    name = prepared ?? name;
    return prepared !== undefined || (name !== null && text.includes(`\0${name}\0`));
  };
}

/** What all connections of a wire have in common. */
interface Count {
  armed: { readonly place: Place; readonly act: () => void } | null;
  heard: number;
  stopped: boolean;
}

/** Passes on what is said on one connection, counting, until the place. */
function passOn(near: Socket, far: Socket, count: Count): void {
  let isApplication = false;
  let isFirst = true;
  const commits = commitsOf();
  const placeOf = (chunk: Buffer): Count['armed'] => {
    // The start-up message says who speaks, in plain text.
    if (isFirst) isApplication = chunk.includes('marketplace_app');
    const { armed } = count;
    const isCommit = commits(chunk);
    const counts = armed !== null && isApplication && !isFirst && !count.stopped;
    isFirst = false;
    if (!counts) return null;
    count.heard += 1;
    return (armed.place.message === 'COMMIT' ? isCommit : count.heard === armed.place.message) ? armed : null;
  };
  near.on('data', (chunk: Buffer) => {
    const here = placeOf(chunk);
    if (count.stopped) return;
    if (here?.place.side !== 'before') far.write(chunk);
    if (here === null) return;
    count.stopped = true;
    here.act();
  });
  far.on('data', (chunk) => { if (!count.stopped) near.write(chunk); });
  near.on('close', () => { far.destroy(); });
  far.on('close', () => { near.destroy(); });
}

/** Lays a counting wire to the server that an address names. */
export async function boundaryTo(url: string): Promise<Boundary> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const count: Count = { armed: null, heard: 0, stopped: false };
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    return socket.on('close', () => { sockets.delete(socket); });
  };
  const server = createServer((near) => { passOn(track(near), track(connect(Number(port), hostname)), count); });
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
    arm: (place, act) => { Object.assign(count, { armed: { place, act }, heard: 0, stopped: false }); },
    counted: () => count.heard,
    disarm: () => {
      if (count.stopped) destroyAll();
      Object.assign(count, { armed: null, stopped: false });
    },
    close: async () => {
      destroyAll();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
