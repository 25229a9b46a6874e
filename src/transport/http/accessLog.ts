import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Metrics } from '../metrics.js';

/** Where a log writes its lines, and what each of them says besides: pino's own, which it names by symbols for such uses. */
interface Written {
  readonly [pino.symbols.streamSym]: { write(text: string): void };
  readonly [pino.symbols.chindingsSym]: string;
}

/**
 * One line of the log for each answer, and its place in the metrics. The line has a fixed shape in which nothing of a caller's can be
 * but his request id, which is of plain characters: there is nothing to remove from it and nothing to escape, so it is not made as the
 * other lines are. The lines of ten milliseconds are written together: a write for each takes longer than many an answer.
 */
export function installAccessLog(app: FastifyInstance, log: Logger, metrics: Metrics): void {
  const lines = linesTo(log);
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime: ms } = reply;
    // The path's pattern only: a query string may hold what somebody typed.
    const route = request.routeOptions.url ?? 'other';
    metrics.answered(request.method, route, status, ms / 1000);
    lines.add(request.id, request.method, route, status, ms);
    done();
  });
  app.addHook('onClose', (_app, done) => {
    lines.flush();
    done();
  });
}

/** So long a line waits at most, and so many characters. */
const TOGETHER_MS = 10;
const TOGETHER_CHARACTERS = 32_768;

interface Lines {
  add(requestId: string, method: string, route: string, status: number, ms: number): void;
  flush(): void;
}

function linesTo(log: Logger): Lines {
  const { [pino.symbols.streamSym]: stream, [pino.symbols.chindingsSym]: about } = log as unknown as Written;
  const routes = new Map<string, string>();
  const moment = moments();
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    const text = waiting;
    waiting = '';
    if (text !== '') stream.write(text);
  };
  const quoted = (route: string): string => {
    let text = routes.get(route);
    if (text === undefined) {
      text = JSON.stringify(route);
      routes.set(route, text);
    }
    return text;
  };
  return {
    flush,
    add(requestId, method, route, status, ms) {
      if (!log.isLevelEnabled('info')) return;
      if (waiting === '') timer = setTimeout(flush, TOGETHER_MS);
      waiting += `{"level":"info","time":"${moment()}"${about},"requestId":"${requestId}","method":"${method}","route":${
        quoted(route)},"status":${String(status)},"ms":${String(Math.round(ms))},"msg":"answered"}\n`;
      if (waiting.length > TOGETHER_CHARACTERS) flush();
    },
  };
}

/** The moment as the log writes it; several answers of one millisecond share a text. */
function moments(): () => string {
  let at = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== at) {
      at = now;
      text = new Date(now).toISOString();
    }
    return text;
  };
}
