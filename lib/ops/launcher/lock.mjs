import fs from 'node:fs';
import path from 'node:path';
import { commandOf } from '../postgres/control-file.mjs';
import { PlainError } from '../plain-error.mjs';

/** What tells a process from a later one with the same number. */
function birthOf(pid) {
  if (process.platform !== 'linux') return '';
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const isAlive = ({ pid, birth }) => commandOf(pid) !== '' && birthOf(pid) === birth;

function readOwner(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Removes the lock of a process that is gone. Only one start does so at a time: two that met the same old lock would each remove it,
 * the second one that which the first had just taken.
 */
function clearStale(file, own) {
  const guard = `${file}.clearing`;
  try {
    fs.linkSync(own, guard);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const other = readOwner(guard);
    if (other && !isAlive(other)) fs.rmSync(guard, { force: true });
    return;
  }
  try {
    const owner = readOwner(file);
    // A file that is there and cannot be read was cut by a crash; one that is not there may be taken at any moment.
    const stale = owner ? !isAlive(owner) : fs.existsSync(file) && readOwner(file) === null;
    if (stale) fs.rmSync(file, { force: true });
  } finally {
    fs.rmSync(guard, { force: true });
  }
}

/**
 * Takes the data folder for this process: two starts on one folder would harm each other. The lock of a process that was killed does
 * not count. The returned function gives it back.
 */
export function lockFolder(folder) {
  const file = path.join(folder, 'start.lock');
  const own = path.join(folder, `start.lock.${process.pid}`);
  fs.writeFileSync(own, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        fs.linkSync(own, file);
        return () => fs.rmSync(file, { force: true });
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const owner = readOwner(file);
      if (owner && isAlive(owner)) throw new PlainError(`Bandwise already runs on ${folder} (process ${owner.pid}). Stop it first, or choose another folder with BANDWISE_DATA_DIR=/path and another PORT.`);
      clearStale(file, own);
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** Whether some start holds the folder now. */
export function isLocked(folder) {
  const owner = readOwner(path.join(folder, 'start.lock'));
  return owner !== null && isAlive(owner);
}
