import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A message that a mail server was given, as far as these tests look. */
export interface Received {
  readonly messageId: string;
  readonly recipient: string;
}

export interface MailServer {
  readonly url: string;
  /** Messages that were given in full, taken or not. */
  readonly offered: readonly Received[];
  /** Messages whose taking was confirmed. */
  readonly taken: readonly Received[];
  /** From now on a message given in full gets no answer, until `release`. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

/** A mail server that speaks just enough SMTP to be delivered to. */
export async function mailServer(): Promise<MailServer> {
  const offered: Received[] = [];
  const taken: Received[] = [];
  const sockets = new Set<Socket>();
  let holding = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => { sockets.delete(socket); });
    socket.write('220 test ESMTP\r\n');
    let text = '';
    let inMessage = false;
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      for (;;) {
        const end = inMessage ? '\r\n.\r\n' : '\r\n';
        const at = text.indexOf(end);
        if (at < 0) return;
        const part = text.slice(0, at);
        text = text.slice(at + end.length);
        if (inMessage) {
          const message = received(part);
          offered.push(message);
          inMessage = false;
          if (holding) return;
          taken.push(message);
          socket.write('250 taken\r\n');
        } else {
          inMessage = /^DATA$/i.test(part);
          socket.write(answerTo(part));
        }
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, offered, taken,
    hold: () => { holding = true; },
    release: () => { holding = false; },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

function answerTo(command: string): string {
  if (/^(EHLO|HELO)/i.test(command)) return '250 test\r\n';
  if (/^DATA$/i.test(command)) return '354 go on\r\n';
  return /^QUIT$/i.test(command) ? '221 bye\r\n' : '250 ok\r\n';
}

function received(message: string): Received {
  return {
    messageId: /^Message-ID: (\S+)/im.exec(message)?.[1] ?? '',
    recipient: /^To: (\S+)/im.exec(message)?.[1] ?? '',
  };
}
