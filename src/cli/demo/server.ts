import 'reflect-metadata';
import { pino } from 'pino';
import { loadConfig } from '../../config.js';
import { marketplaceOf } from '../../marketplace.js';

/** Starts a development marketplace with data of its own on a free port, quietly. */
export async function startDemonstrationServer(
  { dataDir }: { dataDir: string },
): Promise<{ url: string; stop: () => Promise<void> }> {
  const config = loadConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
  const marketplace = marketplaceOf(config, pino({ level: 'error' }, pino.destination(2)), () => undefined);
  try {
    return { url: await marketplace.start(), stop: () => marketplace.stop() };
  } catch (error) {
    await marketplace.stop();
    throw error;
  }
}
