import 'reflect-metadata';
import { built } from '../../lib/places.mjs';
import { contender } from '../started.mjs';
import { plant } from './plant.mjs';
import { offerProfile } from './profile.mjs';

/** High enough that nobody is sent away; they are counted all the same. */
const POINTS = '10000000';
const BUDGETS = {
  COST_PRINCIPAL_CAPACITY: POINTS, COST_PRINCIPAL_REFILL: '1000000', COST_ADDRESS_CAPACITY: POINTS, COST_ADDRESS_REFILL: '1000000',
};

/**
 * The program as dist/main.js starts it in production: the same function, the same flags, every limit and the log on. It differs in
 * whose tokens are believed alone: those of the development people, since there is no identity provider here.
 */
contender(async ({ ownerUrl, appUrl, dataDir }) => {
  const { boundHeap } = await built('lib/collector');
  boundHeap();
  const [{ loadConfig }, { createLog }, { marketplaceOf }] = await Promise.all([built('config'), built('transport/log'), built('marketplace')]);
  const config = loadConfig({
    NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl,
    OIDC_ISSUER: 'https://issuer.invalid', OIDC_AUDIENCE: 'marketplace', ...BUDGETS,
  });
  const log = createLog({ level: config.logLevel });
  const marketplace = marketplaceOf({ ...config, production: false, oidc: null }, log, (line) => log.info(line));
  const url = await marketplace.start();
  offerProfile();
  const unplant = await plant(process.env.BENCH_PLANT ?? '', ownerUrl);
  return {
    url: url.replace('localhost', '127.0.0.1'),
    close: async () => {
      await unplant();
      await marketplace.stop();
    },
  };
});
