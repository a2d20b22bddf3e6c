import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '@/lib/data/prisma';
import { transactionBodySchema } from '@/lib/schemas/api/ledger';
import { ledgerCsv } from '@/lib/services/portfolio/export-ledger';
import { readPortfolio } from '@/lib/services/portfolio/read-portfolio';
import { readTransactions } from '@/lib/services/portfolio/read-transactions';
import { recordTransaction } from '@/lib/services/portfolio/record-transaction';
import { newOwner, type Owner } from '../support/belongings';

let owner: Owner;
const market = (simulated: boolean) => prisma.dataset.updateMany({ data: { simulated } });
const body = (change: object) => transactionBodySchema.parse({ kind: 'deposit', day: '2021-11-01', asset: 'usd', quantity: '50', account: owner.ids.account, ...change });
const shown = async () => {
  const view = await readPortfolio(owner.id);
  return view && { total: Number(view.total), transactions: view.transactions, leftOut: view.leftOut, lots: view.lots.length };
};

beforeAll(async () => {
  owner = await newOwner();
  await prisma.transaction.updateMany({ where: { userId: owner.id }, data: { simulated: true } });
});

describe('transactions entered at simulated prices', () => {
  it('are the portfolio while the market is simulated', async () => {
    expect(await shown()).toEqual({ total: 1000, transactions: 2, leftOut: 0, lots: 1 });
  });

  it('are left out of what is held once the market is a real one', async () => {
    await market(false);
    expect(await shown()).toEqual({ total: 0, transactions: 0, leftOut: 2, lots: 0 });
    expect(await recordTransaction(owner.id, body({ kind: 'sell', asset: 'bitcoin', quantity: '0.01', price: '30000' }), null)).toMatchObject({ ok: false, status: 422 });
    expect(await recordTransaction(owner.id, body({}), null)).toMatchObject({ ok: true });
    expect(await shown()).toEqual({ total: 50, transactions: 1, leftOut: 2, lots: 0 });
  });

  it('stay in the ledger, marked', async () => {
    const { lines } = await readTransactions(owner.id, 1);
    expect(lines.map(({ kind, simulated }) => [kind, simulated])).toEqual([['deposit', false], ['buy', true], ['deposit', true]]);
    const rows = (await ledgerCsv(owner.id)).trim().split(/\r?\n/);
    expect(rows.map((row) => row.split(',').at(-2))).toEqual(['simulated', 'yes', 'yes', 'no']);
    await market(true);
  });
});
