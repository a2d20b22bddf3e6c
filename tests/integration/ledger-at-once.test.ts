import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { recordTransaction } from '@/lib/services/portfolio/record-transaction';
import { transactionBodySchema } from '@/lib/schemas/api/ledger';
import { newPerson } from '../support/people';

const DEPOSIT = transactionBodySchema.parse({ kind: 'deposit', day: '2021-11-01', asset: 'usd', quantity: '1' });
const WRITES = 30;

describe('many writes of one person at once', () => {
  it('leaves connections to the one that writes and to everybody else', async () => {
    const { id } = await newPerson();
    const from = performance.now();
    const writes = Array.from({ length: WRITES }, () => recordTransaction(id, DEPOSIT, null));
    expect((await pool.query('SELECT 1 AS here')).rows).toEqual([{ here: 1 }]);
    const answers = await Promise.all(writes);
    // More of them than the pool has connections: none may wait for one that only another could give back.
    expect(new Set(answers.map((answer) => (answer.ok ? 'booked' : answer.status)))).toEqual(new Set([409]));
    expect(performance.now() - from).toBeLessThan(25_000);
  });
});
