import { Session } from 'node:inspector/promises';

/** Profiles this process when its parent asks: `{ profile: 'start' }`, then `{ profile: 'stop' }`, which is answered with the profile. */
export function offerProfile() {
  const session = new Session();
  process.on('message', ({ profile }) => {
    if (profile === 'start') void start(session);
    if (profile === 'stop') void stop(session);
  });
}

async function start(session) {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  process.send({ profiling: true });
}

async function stop(session) {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  process.send({ profile });
}
