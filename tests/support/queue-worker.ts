import { setTimeout as pause } from 'node:timers/promises';
import { pool } from '@/lib/data/pool';
import { openQueues } from '@/lib/jobs/queue';
import { keepWorking } from '@/lib/jobs/keep-working';
import { startRunner, sweep } from '@/lib/jobs/runner';

/** A worker whose jobs only note when they ran: table `ran`. Its argument is how long a job takes, in milliseconds. */
const TAKES_MS = Number(process.argv[2] ?? 100);

await keepWorking(async (session) => {
  const boss = await openQueues();
  await sweep(boss, session);
  const runner = startRunner(boss, session, {
    async run(name, { worker }) {
      const { rows } = await pool.query<{ id: number }>('INSERT INTO ran (name, worker) VALUES ($1, $2) RETURNING id', [name, worker]);
      await pause(TAKES_MS);
      await pool.query('UPDATE ran SET ended = clock_timestamp() WHERE id = $1', [rows[0]?.id]);
    },
    follow: () => Promise.resolve(),
  });
  return async () => {
    await runner.stop();
    await boss.stop({ graceful: false, close: true, wait: false });
  };
});
