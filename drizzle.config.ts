import { defineConfig } from 'drizzle-kit';

/** `npm run db:generate -- --name what_it_does` writes migrations/NNNN_what_it_does.sql from the tables. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/db/tables/*.ts',
  out: './migrations',
  casing: 'snake_case',
  breakpoints: true,
  strict: true,
  migrations: { prefix: 'index' },
});
