import 'server-only';
import { insertAccount, listAccounts } from '@/lib/data/accounts';
import { activeDataset } from '@/lib/data/dataset';
import { closesOn } from '@/lib/data/prices';
import { listScreenerRows } from '@/lib/data/screener';
import { insertTransaction, type NewTransaction } from '@/lib/data/transactions';
import { dec, truncateDec, ZERO } from '@/lib/domain/foundation/decimal';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { CASH } from '@/lib/domain/portfolio/ledger';
import { currentTargets } from '@/lib/services/planning/current-targets';
import { changeLedger, refuse, type LedgerChange } from './change-ledger';

const NAME = 'Sample portfolio';
const MONEY = '20000';
const DAYS_AGO = 21;
const INVESTED = 0.97;
const PLACES = 8;
const WITHOUT_A_PLAN = 6;

/** Shares to buy: the plan's, or the largest coins alike. */
async function sharesOf(userId: string, datasetId: number): Promise<readonly { readonly asset: string; readonly weight: number }[]> {
  const plan = await currentTargets(userId, MONEY);
  if (plan !== null && plan.targets.targets.length > 0) return plan.targets.targets;
  const rows = await listScreenerRows(datasetId);
  return rows.filter((row) => row.rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).slice(0, WITHOUT_A_PLAN).map((row) => ({ asset: row.id, weight: 1 / WITHOUT_A_PLAN }));
}

/** A portfolio to play with, bought three weeks before the dataset's last day at that day's closes; marked as a sample everywhere, gone with its account. */
export async function addSamplePortfolio(userId: string): Promise<LedgerChange<{ id: string }>> {
  const dataset = await activeDataset();
  if (dataset === null) return { ok: false, status: 409, field: '', message: 'No market is loaded yet.' };
  const wanted = await sharesOf(userId, dataset.id);
  const day = isoDay(addDays(dataset.lastDay, -DAYS_AGO));
  const closes = await closesOn(dataset.id, wanted.map(({ asset }) => ({ asset, day })));
  const bought = wanted.filter(({ asset }) => closes.has(`${asset} ${day}`));
  const whole = bought.reduce((sum, { weight }) => sum + weight, 0);
  return changeLedger(userId, async (db) => {
    if ((await listAccounts(userId, db)).some((account) => account.name === NAME)) refuse(409, '', 'The sample portfolio is there already.');
    const { id } = await insertAccount(userId, { name: NAME, kind: 'sample', taxTreatment: 'taxable' }, db);
    const entry = { day, account: id, toAccount: null, toAsset: null, toQuantity: null, fee: ZERO, lots: null, note: 'Sample', suggestionId: null };
    await insertTransaction(userId, { ...entry, kind: 'deposit', asset: CASH, quantity: dec(MONEY), unitPrice: null } satisfies NewTransaction, db);
    for (const { asset, weight } of bought) {
      const price = closes.get(`${asset} ${day}`) ?? ZERO;
      const quantity = truncateDec(dec(MONEY).times(dec((INVESTED * weight) / whole)).div(price), PLACES);
      if (quantity.gt(0)) await insertTransaction(userId, { ...entry, kind: 'buy', asset, quantity, unitPrice: price }, db);
    }
    return { id };
  });
}
