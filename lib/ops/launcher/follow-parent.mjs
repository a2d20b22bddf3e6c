// Preloaded into the launcher's children: whoever outlives the launcher would hold its port and its database.
import { isMainThread } from 'node:worker_threads';

const PATIENCE_MS = 5_000;

if (isMainThread) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  }, 500);
  timer.unref();
}
