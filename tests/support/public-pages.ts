import fs from 'node:fs';
import path from 'node:path';

const app = path.resolve(import.meta.dirname, '../../app');

/** What stands for a part of a path that names a token or an index. */
const EXAMPLES: Readonly<Record<string, string>> = { '[id]': 'bitcoin', '[slug]': 'large-cap-10' };

function walk(folder: string, segments: readonly string[]): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      if (entry.name === 'api') return [];
      return walk(path.join(folder, entry.name), entry.name.startsWith('(') ? segments : [...segments, EXAMPLES[entry.name] ?? entry.name]);
    }
    return entry.name === 'page.tsx' ? [`/${segments.join('/')}`] : [];
  });
}

const pagesOf = (group: string): string[] => walk(path.join(app, group), []).sort();

/** Every page that reads without an account, as the folders of `app` say: a new page is tested from its first day. */
export const publicPages = (): string[] => [...pagesOf('(market)'), '/api/v1/docs', '/sign-in', '/sign-up'];

/** Every page that belongs to a person. */
export const personalPages = (): string[] => pagesOf('(personal)').filter((page) => page !== '/sign-in' && page !== '/sign-up');
