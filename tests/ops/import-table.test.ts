import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

async function rulesBroken(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  if (!result) throw new Error(`${file} is ignored by the lint`);
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const importing = (specifier: string) => `import { thing } from '${specifier}';\nexport const other = thing;\n`;
const importingType = (specifier: string) => `import type { Thing } from '${specifier}';\nexport type Other = Thing;\n`;

const FORBIDDEN: [file: string, specifier: string][] = [
  ['lib/domain/foundation/planted.ts', '../market/planted-target'],
  ['lib/domain/market/planted.ts', '../features/planted-target'],
  ['lib/domain/features/planted.ts', '../scores/planted-target'],
  ['lib/domain/scores/planted.ts', '../indices/planted-target'],
  ['lib/domain/performance/planted.ts', '../indices/planted-target'],
  ['lib/domain/indices/planted.ts', '../portfolio/planted-target'],
  ['lib/domain/portfolio/planted.ts', '../rebalancing/planted-target'],
  ['lib/domain/planning/planted.ts', '../indices/planted-target'],
  ['lib/domain/rebalancing/planted.ts', '../planning/planted-target'],
  ['lib/domain/rebalancing/planted.ts', '../indices/planted-target'],
  ['lib/domain/income/planted.ts', '../planning/planted-target'],
  ['lib/domain/projection/planted.ts', '../backtest/planted-target'],
  ['lib/domain/market/planted.ts', '@/lib/data/planted-target'],
  ['lib/domain/market/planted.ts', 'zod'],
  ['lib/domain/market/planted.ts', 'react'],
  ['lib/domain/market/planted.ts', 'next/cache'],
  ['lib/domain/market/planted.ts', 'node:fs'],
  ['lib/domain/market/planted.ts', 'fs'],
  ['lib/domain/market/planted.ts', '@prisma/client'],
  ['lib/domain/market/planted.ts', 'decimal.js'],
  ['lib/domain/market/planted.ts', '../../env'],
  ['lib/schemas/planted.ts', '@/lib/data/planted-target'],
  ['lib/schemas/planted.ts', '@/lib/env'],
  ['lib/schemas/planted.ts', 'node:crypto'],
  ['lib/format/planted.ts', '@/lib/schemas/planted-target'],
  ['lib/format/planted.ts', '@/lib/clock'],
  ['lib/providers/planted.ts', '@/lib/data/planted-target'],
  ['lib/data/planted.ts', '@/lib/services/planted-target'],
  ['lib/data/planted.ts', '@/lib/schemas/planted-target'],
  ['lib/services/planted.ts', '@/lib/actions/planted-target'],
  ['lib/services/planted.ts', '@/lib/auth/planted-target'],
  ['lib/services/planted.ts', '@prisma/client'],
  ['lib/services/planted.ts', '@/lib/data/generated/client'],
  ['lib/services/planted.ts', '@/app/page'],
  ['lib/auth/planted.ts', '@/lib/services/planted-target'],
  ['lib/actions/planted.ts', '@/lib/data/planted-target'],
  ['lib/actions/planted.ts', '@/lib/domain/market/planted-target'],
  ['lib/actions/planted.ts', '@/components/planted-target'],
  ['lib/actions/planted.ts', '@/lib/env'],
  ['lib/jobs/planted.ts', '@/lib/data/planted-target'],
  ['lib/jobs/planted.ts', '@/lib/domain/market/planted-target'],
  ['lib/ops/planted.ts', '@/lib/actions/planted-target'],
  ['lib/ops/planted.ts', '@prisma/adapter-pg'],
  ['components/tokens/planted.tsx', '@/lib/services/planted-target'],
  ['components/tokens/planted.tsx', '@/lib/data/planted-target'],
  ['components/tokens/planted.tsx', '@/lib/env'],
  ['components/tokens/planted.tsx', 'pg'],
  ['app/(market)/planted.tsx', '@/lib/data/planted-target'],
  ['app/(market)/planted.tsx', '@/lib/domain/market/planted-target'],
  ['app/(market)/planted.tsx', '@prisma/client'],
  ['app/api/v1/planted.ts', '@/lib/data/planted-target'],
  ['app/api/v1/planted.ts', '@/components/planted-target'],
  ['app/api/v1/planted.ts', '@/lib/domain/market/planted-target'],
  ['lib/env.ts', '@/lib/logger'],
];

const ALLOWED: [file: string, specifier: string][] = [
  ['lib/domain/foundation/planted.ts', './planted-target'],
  ['lib/domain/features/planted.ts', '../market/planted-target'],
  ['lib/domain/scores/planted.ts', '../features/planted-target'],
  ['lib/domain/indices/planted.ts', '../scores/planted-target'],
  ['lib/domain/indices/planted.ts', '../performance/planted-target'],
  ['lib/domain/portfolio/planted.ts', '../performance/planted-target'],
  ['lib/domain/rebalancing/planted.ts', '../portfolio/planted-target'],
  ['lib/domain/income/planted.ts', '../portfolio/planted-target'],
  ['lib/domain/backtest/planted.ts', '../rebalancing/planted-target'],
  ['lib/domain/foundation/decimal.ts', 'decimal.js'],
  ['lib/schemas/planted.ts', 'zod'],
  ['lib/providers/planted.ts', '@/lib/schemas/planted-target'],
  ['lib/data/planted.ts', '@prisma/adapter-pg'],
  ['lib/data/planted.ts', './generated/client'],
  ['lib/services/planted.ts', '@/lib/data/planted-target'],
  ['lib/services/planted.ts', '@/lib/clock'],
  ['lib/actions/planted.ts', '@/lib/auth/planted-target'],
  ['lib/jobs/planted.ts', '@/lib/services/planted-target'],
  ['lib/ops/planted.ts', '@/lib/data/planted-target'],
  ['components/tokens/planted.tsx', '@/lib/actions/planted-target'],
  ['app/(market)/planted.tsx', '@/components/planted-target'],
  ['app/api/v1/planted.ts', '@/lib/services/planted-target'],
];

describe('the import table', () => {
  it.each(FORBIDDEN)('%s may not import %s', async (file, specifier) => {
    expect(await rulesBroken(file, importing(specifier))).toContain('house/layers');
  });

  it.each(ALLOWED)('%s may import %s', async (file, specifier) => {
    expect(await rulesBroken(file, importing(specifier))).toEqual([]);
  });

  it('lets actions, jobs and the API use types of the domain, and nothing else of it', async () => {
    for (const file of ['lib/actions/planted.ts', 'lib/jobs/planted.ts', 'app/api/v1/planted.ts']) {
      expect(await rulesBroken(file, importingType('@/lib/domain/market/planted-target'))).toEqual([]);
    }
    expect(await rulesBroken('app/(market)/planted.tsx', importingType('@/lib/domain/market/asset'))).toContain('house/layers');
  });

  it.each([
    ['a re-export', "export { thing } from '@/lib/data/planted-target';\n"],
    ['a star', "export * from '@/lib/data/planted-target';\n"],
    ['a dynamic import', "export const load = () => import('@/lib/data/planted-target');\n"],
    ['a type in place', "export type Thing = import('@/lib/data/planted-target').Thing;\n"],
    ['a way round', "export { thing } from '../../lib/data/planted-target';\n"],
  ])('sees %s too', async (_, text) => {
    expect(await rulesBroken('components/tokens/planted.ts', text)).toContain('house/layers');
  });

  it('forbids a cycle', async () => {
    expect(await rulesBroken('lib/domain/foundation/decimal.ts', "import { roundCents } from './money';\nexport const other = roundCents;\n")).toContain('import-x/no-cycle');
  });
});

describe('the house rules', () => {
  const broken: [rule: string, file: string, text: string][] = [
    ['no-restricted-properties', 'lib/domain/market/planted.ts', 'export const now = Date.now();\n'],
    ['no-restricted-properties', 'lib/domain/market/planted.ts', 'export const luck = Math.random();\n'],
    ['no-restricted-syntax', 'lib/domain/market/planted.ts', 'export const now = new Date();\n'],
    ['no-restricted-globals', 'lib/domain/market/planted.ts', "export const page = fetch('https://example.org');\n"],
    ['no-restricted-syntax', 'lib/services/planted.ts', 'export const port = process.env.PORT;\n'],
    ['@typescript-eslint/no-explicit-any', 'lib/services/planted.ts', 'export const port = (value: any) => String(value);\n'],
    ['@typescript-eslint/ban-ts-comment', 'lib/services/planted.ts', '// @ts-ignore\nexport const port = 1;\n'],
    ['import-x/no-default-export', 'lib/services/planted.ts', 'export default function planted() {}\n'],
    ['house/kebab-files', 'lib/services/PlantedFile.ts', 'export const port = 1;\n'],
    ['max-lines', 'lib/domain/market/planted.ts', 'export const port = 1;\n'.repeat(151)],
    ['max-lines', 'lib/services/planted.ts', 'export const port = 1;\n'.repeat(251)],
    ['max-lines', 'app/(market)/planted/page.tsx', 'export const port = 1;\n'.repeat(81)],
    ['max-lines', 'lib/actions/planted.ts', 'export const port = 1;\n'.repeat(41)],
    ['max-lines-per-function', 'lib/services/planted.ts', `export function long() {\n${'  long();\n'.repeat(50)}}\n`],
    ['react-hooks/rules-of-hooks', 'components/ui/planted.tsx', "import { useState } from 'react';\nexport function Part(props: { open: boolean }) {\n  if (props.open) useState(1);\n  return null;\n}\n"],
    ['house/honest-tests', 'tests/domain/planted.test.ts', "it.only('is alone', () => { expect(1).toBe(1); });\n"],
    ['house/honest-tests', 'tests/domain/planted.test.ts', "describe.skip('is away', () => {});\n"],
    ['house/honest-tests', 'tests/domain/planted.test.ts', "test.todo('later');\n"],
    ['house/honest-tests', 'tests/domain/planted.test.ts', "it('asserts nothing', () => { Math.max(1, 2); });\n"],
    ['house/honest-tests', 'tests/domain/planted.test.ts', "it.each([1])('asserts nothing of %s', (n) => { Math.max(n, 2); });\n"],
  ];

  it.each(broken)('%s holds in %s', async (rule, file, text) => {
    expect(await rulesBroken(file, text)).toContain(rule);
  });

  it.each([
    ['app/(market)/planted/page.tsx', 'export default function Planted() {\n  return null;\n}\n'],
    ['lib/ops/planted.ts', "export const port = process.env.PORT;\nconsole.log(port);\n"],
    ['lib/services/planted.ts', 'export const start = new Date();\n'],
    ['lib/domain/market/planted.ts', "export const day = new Date('2021-01-01');\n"],
    ['tests/domain/planted.test.ts', "it('checks', () => { expectSum([1]); });\nit.each([1])('checks %s', (n) => { fc.assert(n); });\n"],
  ])('leaves %s alone', async (file, text) => {
    expect(await rulesBroken(file, text)).toEqual([]);
  });
});
