import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fromRoot } from '../root.mjs';

/** What the pages are built from. The programs beside them (ops, jobs, tests) run from their sources. */
export const BUILT_FROM = [
  'app', 'components', 'lib', 'public', 'prisma/schema.prisma', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json', 'proxy.ts', 'instrumentation-client.ts',
];
const LEFT_OUT = new Set(['lib/ops', 'lib/jobs', 'lib/data/generated']);

function feed(hash, relative) {
  const file = fromRoot(relative);
  if (LEFT_OUT.has(relative) || !fs.existsSync(file)) return;
  if (fs.statSync(file).isDirectory()) {
    for (const name of fs.readdirSync(file).sort()) feed(hash, path.posix.join(relative, name));
    return;
  }
  const content = fs.readFileSync(file);
  hash.update(`${relative}\0${content.length}\0`).update(content);
}

export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const relative of paths) feed(hash, relative);
  return hash.digest('hex');
}

export const sourceHash = () => hashOf(BUILT_FROM);

/** A note beside a result that says what it was made from. */
export function madeFrom(stamp, hash) {
  const file = fromRoot(stamp);
  return {
    holds: () => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash,
    forget: () => fs.rmSync(file, { force: true }),
    write: () => fs.writeFileSync(file, hash),
  };
}
