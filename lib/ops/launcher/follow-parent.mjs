// Preloaded into the launcher's children: whoever outlives the launcher would hold its port and its database.
import { isMainThread } from 'node:worker_threads';
import { commandOf } from '../postgres/control-file.mjs';

const PATIENCE_MS = 5_000;

/** Who started us, even where that one ended before we could ask; a child of a child, which loads this too, follows its own parent. */
function findParent() {
  const launcher = Number(new URL(import.meta.url).searchParams.get('parent'));
  return commandOf(launcher) === '' ? launcher : process.ppid;
}

if (isMainThread) {
  const parent = findParent();
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  }, 500);
  timer.unref();
}
