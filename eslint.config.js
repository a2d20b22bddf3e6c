import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { honestTests, kebabFiles } from './lib/ops/lint/house-rules.mjs';
import { layersRule } from './lib/ops/lint/layers.mjs';

const root = import.meta.dirname;
const BROWSER_SAFE = ['node:*', 'server-only', 'pg', 'pg-boss', 'pg-copy-streams'];
const SURROUNDINGS = ['env', 'clock', 'logger'];

/** Inside the domain: the room, and the rooms it may use beside itself. Everyone may use foundation. */
const DOMAIN_ORDER = {
  foundation: [],
  market: [],
  features: ['market'],
  performance: ['market'],
  scores: ['features', 'market', 'performance'],
  indices: ['scores', 'market', 'performance'],
  portfolio: ['market', 'performance'],
  planning: ['market'],
  rebalancing: ['portfolio', 'market'],
  income: ['portfolio', 'market'],
  projection: ['market', 'performance'],
  backtest: ['market', 'features', 'scores', 'performance', 'indices', 'portfolio', 'planning', 'rebalancing', 'income', 'projection'],
};

/** Who may import whom: the one table. `types` may be imported as types only. */
export const LAYERS = [
  ...Object.entries(DOMAIN_ORDER).map(([room, may]) => ({
    name: `domain/${room}`,
    at: `lib/domain/${room}`,
    may: ['foundation', ...may].map((other) => `domain/${other}`),
    packages: 'none',
  })),
  { name: 'schemas', at: 'lib/schemas', may: ['domain/*'], forbid: BROWSER_SAFE },
  { name: 'format', at: 'lib/format', may: ['domain/*'], forbid: BROWSER_SAFE },
  { name: 'providers', at: 'lib/providers', may: ['domain/*', 'schemas', ...SURROUNDINGS] },
  { name: 'data', at: 'lib/data', may: ['domain/*', 'generated client', ...SURROUNDINGS] },
  { name: 'generated client', at: 'lib/data/generated', may: [], private: 'data' },
  { name: 'services', at: 'lib/services', may: ['domain/*', 'data', 'providers', 'schemas', 'format', ...SURROUNDINGS] },
  { name: 'auth', at: 'lib/auth', may: ['data', 'schemas', ...SURROUNDINGS] },
  { name: 'actions', at: 'lib/actions', may: ['services', 'schemas', 'auth'], types: ['domain/*'] },
  { name: 'jobs', at: 'lib/jobs', may: ['services', 'schemas', 'auth', ...SURROUNDINGS], types: ['domain/*'] },
  { name: 'api', at: 'app/api', may: ['services', 'schemas', 'auth', ...SURROUNDINGS], types: ['domain/*'] },
  { name: 'ops', at: 'lib/ops', may: ['services', 'data', 'providers', 'schemas', ...SURROUNDINGS] },
  { name: 'components', at: 'components', may: ['domain/*', 'schemas', 'format', 'actions'], forbid: BROWSER_SAFE },
  { name: 'app', at: 'app', may: ['components', 'services', 'actions', 'auth', 'format', 'schemas', ...SURROUNDINGS] },
  { name: 'env', at: 'lib/env', may: [] },
  { name: 'clock', at: 'lib/clock', may: [] },
  { name: 'logger', at: 'lib/logger', may: [] },
];

/** Packages with one home. */
const OWNERS = [
  { packages: ['@prisma/*', 'prisma'], at: ['lib/data', 'lib/ops/prisma'] },
  { packages: ['decimal.js'], at: ['lib/domain/foundation/decimal'] },
];

const house = { rules: { layers: layersRule(root, LAYERS, OWNERS), 'honest-tests': honestTests, 'kebab-files': kebabFiles } };

const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];
const ENV = { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Settings are read in lib/env.ts.' };
const CLOCK = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain has no clock: take the day as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The domain has no clock: take the day as an argument.' },
];
const pureProperties = [
  { object: 'Math', property: 'random', message: 'The domain has no randomness but a seeded Rng.' },
  { object: 'Date', property: 'now', message: 'The domain has no clock: take the day as an argument.' },
];
const IMPURE = ['process', 'console', 'fetch', 'performance', 'crypto', 'window', 'document', 'localStorage', 'setTimeout', 'setInterval', 'require', 'Buffer'];

const NEXT_FILES = [
  'app/**/{page,layout,template,loading,error,not-found,global-error,default,sitemap,robots,manifest,icon,apple-icon,opengraph-image}.{ts,tsx}',
  '*.config.{ts,js,mjs}',
  'proxy.ts',
];

export default tseslint.config(
  { ignores: ['node_modules/', '.next/', '.data/', 'lib/data/generated/', 'next-env.d.ts', 'coverage/', 'test-results/'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { 'import-x': importX, '@typescript-eslint': tseslint.plugin, 'react-hooks': reactHooks, house },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: `${root}/tsconfig.json` })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/extensions': ['.ts', '.tsx', '.js', '.mjs'],
    },
    rules: {
      'house/layers': 'error',
      'house/kebab-files': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-duplicates': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', ENV],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always'],
      'max-lines': lines(250),
      'max-lines-per-function': lines(50),
    },
  },
  { files: ['lib/domain/**'], rules: { 'max-lines': lines(150), 'no-restricted-properties': ['error', ...pureProperties], 'no-restricted-globals': ['error', ...IMPURE], 'no-restricted-syntax': ['error', ENV, ...CLOCK] } },
  { files: ['app/**/page.tsx'], rules: { 'max-lines': lines(80) } },
  { files: ['lib/actions/**'], rules: { 'max-lines': lines(40) } },
  { files: NEXT_FILES, rules: { 'import-x/no-default-export': 'off' } },
  { files: ['lib/env.ts', 'lib/logger.ts', 'lib/ops/**', '*.config.{ts,js,mjs}', 'tests/**'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['lib/ops/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: { 'max-lines': lines(400), 'max-lines-per-function': 'off', 'house/honest-tests': 'error', '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['tests/support/real-data.ts'], rules: { 'house/honest-tests': 'off' } },
);
