import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error.mjs';
import { ROOT } from '../root.mjs';

/** Where all data of this installation lives. */
export const dataFolder = () => path.resolve(ROOT, process.env.BANDWISE_DATA_DIR || '.data');

/** True where it was not there. */
function makeFolder(folder) {
  try {
    return fs.mkdirSync(folder, { recursive: true }) !== undefined;
  } catch (error) {
    if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error;
    throw new PlainError(`${folder} cannot be the data folder: a file stands in its way. Choose another with BANDWISE_DATA_DIR=/path.`);
  }
}

/**
 * Under root the database's user must be able to pass through it, not to list it. A folder that somebody made and named keeps its mode:
 * it may hold more than ours, and what we put into it is closed by itself.
 */
export function makeDataFolder(folder = dataFolder()) {
  const made = makeFolder(folder);
  if (made || folder === path.join(ROOT, '.data')) fs.chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  return folder;
}

const NEEDED_BYTES = 300e6;

/** A database on a full disk stops in the middle of its work: better not to begin. */
export function requireSpace(folder) {
  const { bavail, bsize } = fs.statfsSync(folder);
  const free = bavail * bsize;
  if (free < NEEDED_BYTES) throw new PlainError(`The disk is full: ${folder} has ${Math.floor(free / 1e6)} MB left, ${NEEDED_BYTES / 1e6} MB are needed. Free some space and start again.`);
}

/** A secret that is made once and kept; never half-written. */
export function keptSecret(folder, name, bytes = 32) {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) {
    const unfinished = `${file}.${process.pid}`;
    fs.writeFileSync(unfinished, `${randomBytes(bytes).toString('base64url')}\n`, { mode: 0o600, flush: true });
    fs.renameSync(unfinished, file);
  }
  return fs.readFileSync(file, 'utf8').trim();
}

export const SECRETS = { session: 'nextauth-secret', database: 'database-password' };
