import type { TestProject } from 'vitest/node';
import { createFamily } from '@/lib/ops/launcher/family.mjs';
import { choosePort } from '@/lib/ops/launcher/port.mjs';
import { serve, typescript } from '@/lib/ops/launcher/services.mjs';
import { findChromium } from '@/lib/ops/browser/find-chromium.mjs';
import { marketDatabase } from './database';
import { shareDatabaseServer } from './database-server';

declare module 'vitest' {
  export interface ProvidedContext {
    appUrl: string;
    chromium: string;
    appDatabaseUrl: string;
  }
}

/** The built product with its worker, on its own copy of the computed market, for all browser tests of the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, release } = await shareDatabaseServer();
  const [database, chromium] = [await marketDatabase(server), await findChromium()];
  const family = createFamily();
  const port = await choosePort('0');
  const env = { DATABASE_URL: database.url, NEXTAUTH_SECRET: 'a-secret-for-tests-only-0123456789', NODE_ENV: 'production', LOG_LEVEL: 'warn', BANDWISE_OFFLINE: '1', BANDWISE_FORECAST: 'off' };
  family.start(typescript('lib/jobs/worker.ts'), env);
  await serve(family, { port, env });
  project.provide('appUrl', `http://localhost:${port}`);
  project.provide('appDatabaseUrl', database.url);
  project.provide('chromium', chromium);
  return async () => {
    await family.stop();
    await database.drop();
    await release();
  };
}
