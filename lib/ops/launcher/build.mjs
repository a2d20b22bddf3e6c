import fs from 'node:fs';
import { fromRoot, QUIET, ROOT } from '../root.mjs';
import { run } from './run.mjs';
import { hashOf, madeFrom, sourceHash } from './sources.mjs';

/** Prisma's client is generated code: made anew when the schema changed. */
export async function ensureClient() {
  const stamp = madeFrom('node_modules/.bandwise-client', hashOf(['prisma/schema.prisma', 'package-lock.json']));
  if (stamp.holds() && fs.existsSync(fromRoot('lib/data/generated/client.ts'))) return 'in place';
  const { code, output } = await run(process.execPath, [fromRoot('node_modules/prisma/build/index.js'), 'generate'], { cwd: ROOT, env: { ...process.env, ...QUIET } });
  if (code !== 0) throw new Error(`prisma generate failed:\n${output}`);
  stamp.write();
  return 'generated';
}

const buildStamp = () => madeFrom('.next/bandwise-build', sourceHash());

/** Whether the pages that were built last are those of the sources as they are. */
export const buildStands = () => buildStamp().holds();

/**
 * Builds the pages. `start` starts a child and is given by whoever watches over it. The build knows no
 * database: nothing of a market may be baked into a page.
 */
export async function build(start) {
  const stamp = buildStamp();
  stamp.forget();
  const env = { ...process.env, ...QUIET, NODE_ENV: 'production' };
  delete env.DATABASE_URL;
  const child = start([fromRoot('node_modules/next/dist/bin/next'), 'build'], {}, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`next build failed:\n${output}`);
  stamp.write();
  return 'built';
}
