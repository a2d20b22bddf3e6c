import { pool } from '@/lib/data/pool';
import { runChain } from '@/lib/services/jobs/chain';

await runChain();
await pool.end();
