import 'server-only';
import { logger } from '@/lib/logger';
import { takeWorkerTurn } from '@/lib/services/jobs/worker-turn';
import { startQueue } from './queue';

const ASK_AGAIN_MS = 3_000;

function end(code: number): void {
  process.exit(code);
}

/** Waits for its turn: one worker a database. Another installation on the same database may have it. */
async function waitForTurn(): Promise<void> {
  for (;;) {
    const lock = await takeWorkerTurn(() => end(1));
    if (lock) return;
    logger.info('another worker has the turn; waiting');
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

// Every computation writes in transactions: ending at once leaves nothing half done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
await waitForTurn();
await startQueue();
