import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

const root = import.meta.dirname;
const support = (name: string) => path.join(root, 'tests/support', name);
const guard = support('console-guard.ts');
const MARKET = 'tests/integration/**/*.market.test.ts';
/** What is asserted here is how soon something happens: neighbours would slow it. */
const ALONE = ['tests/integration/jobs/{restart,workers}.test.ts', 'tests/integration/live/{source-gate,restart-live}.test.ts'];

/** Files at a time; left to itself vitest takes one fewer than there are cores, which of two is one. */
const WORKERS = 2;

/** Browser tests that measure how soon the product answers, or that change what the others look at. */
const E2E_ALONE = 'tests/e2e/{live,model,past-days,start}.test.ts';

const patient = (groupOrder: number) => ({ testTimeout: 120_000, hookTimeout: 900_000, sequence: { groupOrder } });
const inTurn = (groupOrder: number) => ({ fileParallelism: false, ...patient(groupOrder) });
/** Files that do not meet: each has a database or people of its own, and waits for the product or the database half of its time. */
const inPairs = (groupOrder: number) => ({ fileParallelism: true, maxWorkers: WORKERS, ...patient(groupOrder) });

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: support('empty.ts') },
      { find: /^@\//, replacement: `${root}/` },
    ],
  },
  test: {
    sequence: { sequencer: LongestFirst },
    // Logs of errors that a test provokes would bury those that nobody expected. Minutes of training belong to the tests that ask for them.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', BANDWISE_FORECAST: 'off' },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/{domain,golden,contracts,providers,format,schemas,ops,components}/**/*.test.{ts,tsx}'], setupFiles: [guard], testTimeout: 120_000, maxWorkers: WORKERS },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: [MARKET, ...ALONE],
          globalSetup: [support('database-server.ts')],
          setupFiles: [guard, support('use-fresh-database.ts')],
          ...inPairs(1),
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: ALONE, exclude: [MARKET], globalSetup: [support('database-server.ts')], setupFiles: [guard, support('use-fresh-database.ts')], ...inTurn(2) },
      },
      {
        extends: true,
        test: { name: 'market', include: [MARKET], globalSetup: [support('database-server.ts')], setupFiles: [guard, support('use-market-database.ts')], ...inPairs(1) },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], exclude: [E2E_ALONE], globalSetup: [support('app-server.ts')], setupFiles: [guard], maxConcurrency: 2, ...inPairs(3) },
      },
      {
        extends: true,
        test: { name: 'e2e-alone', include: [E2E_ALONE], globalSetup: [support('app-server.ts')], setupFiles: [guard], ...inTurn(4) },
      },
    ],
  },
});
