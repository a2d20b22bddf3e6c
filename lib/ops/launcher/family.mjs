import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fromRoot, ROOT } from '../root.mjs';

const PATIENCE_MS = 10_000;

/** Preloaded into every child: it ends when we are gone, even when we were killed while it was beginning. */
const FOLLOW = ['--import', `${pathToFileURL(fromRoot('lib/ops/launcher/follow-parent.mjs')).href}?parent=${process.pid}`];

/** Our children: started, watched and ended together. */
export function createFamily() {
  const children = new Set();

  /** Starts one of our Node programs. */
  function start(args, env = {}, options = {}) {
    const child = spawn(process.execPath, [...FOLLOW, ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env }, ...options });
    children.add(child);
    child.once('close', () => children.delete(child));
    return child;
  }

  /** Asks all to end, and ends those that do not. */
  async function stop() {
    const waiting = [...children].map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of children) child.kill('SIGTERM');
    const timer = setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), PATIENCE_MS);
    await Promise.all(waiting);
    clearTimeout(timer);
  }

  return { start, stop };
}

/** The parent of a process, where that can be read cheaply. */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return null;
  }
}

/** npm passes signals to its shell only: under npm, the end of npm or of that shell is our signal. */
export function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) onGone();
  }, 500).unref();
}
