import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to PostgreSQL that can be cut. */
export interface Wire {
  /** The same address, through the wire. */
  through(url: string): string;
  /** Every connection breaks, and new ones are refused. */
  cut(): void;
  /** Connections stay, and are taken, and nothing passes any more. */
  silence(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Lays a wire to the server that an address names. */
export async function wireTo(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'silent' = 'whole';
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => { sockets.delete(socket); });
  };
  const server = createServer((near) => {
    track(near);
    const far = connect(Number(port), hostname);
    track(far);
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (chunk) => { if (state === 'whole') to.write(chunk); });
      from.on('close', () => { to.destroy(); });
    };
    pass(near, far);
    pass(far, near);
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  await listen(0);
  const nearPort = (server.address() as AddressInfo).port;
  const destroyAll = (): void => { for (const socket of sockets) socket.destroy(); };
  return {
    through(address) {
      const changed = new URL(address);
      changed.hostname = '127.0.0.1';
      changed.port = String(nearPort);
      return changed.toString();
    },
    cut: () => {
      state = 'cut';
      server.close();
      destroyAll();
    },
    silence: () => { state = 'silent'; },
    mend: async () => {
      // What was swallowed while it was silent cannot be made up for: those connections are lost.
      if (state === 'silent') destroyAll();
      if (state === 'cut') await listen(nearPort);
      state = 'whole';
    },
    close: async () => {
      destroyAll();
      if (server.listening) await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
