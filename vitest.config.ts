import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: path.join(root, 'tests/support/empty.ts') },
      { find: /^@\//, replacement: `${root}/` },
    ],
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/{domain,golden,contracts,providers,format,schemas,ops,components}/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 300_000 } },
    ],
  },
});
