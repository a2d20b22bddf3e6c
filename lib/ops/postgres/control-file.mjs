import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The command line of a live process; empty for one that is gone or a zombie. */
export function commandOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return '';
  try {
    if (process.platform === 'linux') return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    if (process.platform === 'win32') return process.kill(pid, 0) ? 'postgres' : '';
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * What postmaster.pid says: the server that runs on this folder, or null. A server that was killed leaves the file behind, stays a
 * zombie until it is reaped, and its number may by now be another program's: none of these is running.
 */
export function runningServer(pgdata) {
  const file = path.join(pgdata, 'postmaster.pid');
  if (!fs.existsSync(file)) return null;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (/postgres|postmaster/.test(commandOf(pid))) return { pid, port: Number(lines[3]), ready: /ready/.test(lines[7] ?? '') };
  fs.rmSync(file, { force: true });
  return null;
}
