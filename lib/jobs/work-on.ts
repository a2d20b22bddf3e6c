import 'server-only';
import { marketMode } from '@/lib/services/jobs/market-mode';
import type { WorkerSession } from '@/lib/services/jobs/worker-session';
import { backfillRound } from '@/lib/services/live/backfill-round';
import { handlers, mustCompute } from './handlers';
import { enqueue, enqueueStart, openQueues } from './queue';
import { repeat } from './repeat';
import { startRunner, sweep } from './runner';

const LOOK_FOR_CHANGES_MS = 15_000;
const BACKFILL_EVERY_MS = 5_000;

/** Everything a worker does while its session holds. The returned function ends it, after what is under way. */
export async function workOn(session: WorkerSession): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const over = AbortSignal.any([stopping.signal, session.lost]);
  // History needs no queue, and its end is the session's: it goes on at once after a database was away.
  const loops = marketMode() === 'live' ? [repeat(BACKFILL_EVERY_MS, over, () => backfillRound(session, over))] : [];
  const boss = await openQueues();
  await sweep(boss, session);
  await enqueueStart();
  const runner = startRunner(boss, session, handlers);
  loops.push(
    repeat(LOOK_FOR_CHANGES_MS, over, async () => {
      if (await mustCompute()) await enqueue(boss, 'scores');
    }),
  );
  return async () => {
    stopping.abort();
    await Promise.all([runner.stop(), ...loops]);
    await boss.stop({ graceful: false, close: true, wait: false });
  };
}
