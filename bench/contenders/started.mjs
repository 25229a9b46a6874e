/**
 * A contender's side of its start: `start` is given the parts (addresses, data folder) and answers the address it serves at
 * and how it is closed. The process ends with whoever started it.
 */
export function contender(start) {
  process.once('message', (parts) => {
    start(parts).then(({ url, close }) => {
      const end = () => { close().finally(() => process.exit(0)); };
      process.once('SIGTERM', end);
      process.once('disconnect', end);
      process.send({ url });
    }).catch((error) => {
      console.error(error);
      process.send({ error: error.message }, () => process.exit(1));
    });
  });
}

/** The body of a request, as text. */
export function bodyOf(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

/** Listens on a free port and answers the address. */
export function listen(server) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}
