import { prisma } from '@/lib/data/prisma';
import { calculateRebalance } from '@/lib/services/rebalancing/calculate';
import { newPerson, type Person } from './people';

export interface Owner extends Person {
  /** Stands in everything that belongs to the person and must never reach another. */
  readonly mark: string;
  /** An id of every kind of thing a person has. */
  readonly ids: Readonly<Record<string, string>>;
}

/** A market that ends on a day, so that the ledger can be written without importing one. */
export async function bareMarket(): Promise<number> {
  const found = await prisma.dataset.findFirst({ where: { active: true } });
  if (found !== null) return found.id;
  const dataset = await prisma.dataset.create({ data: { name: 'bare', simulated: true, active: true, firstDay: new Date('2020-01-01'), lastDay: LAST_DAY, assetCount: 2 } });
  for (const [id, symbol, name] of [['bitcoin', 'BTC', 'Bitcoin'], ['bitcoin-next', 'BTCN', 'Bitcoin Next']] as const) {
    await prisma.asset.create({ data: { id } });
    await prisma.datasetAsset.create({ data: { datasetId: dataset.id, assetId: id, symbol, name, kind: 'coin', sectors: [], firstDay: new Date('2020-01-01'), lastDay: LAST_DAY } });
  }
  await prisma.dailyFact.create({ data: { datasetId: dataset.id, assetId: 'bitcoin', day: LAST_DAY, close: '30000', knownAt: LAST_DAY } });
  return dataset.id;
}

const LAST_DAY = new Date('2021-12-30');

/** What the owner below holds, on target. */
const REQUEST = { cash: '700', positions: [{ asset: 'bitcoin', quantity: '0.01', price: '30000' }], targets: [{ asset: 'bitcoin', weight: 0.3 }], day: '2021-12-30', band: { kind: 'none' as const } };

function suggested(): object {
  const result = calculateRebalance(REQUEST);
  if (!result.ok) throw new Error('the suggestion of the tests cannot be made');
  return JSON.parse(JSON.stringify(result.value)) as object;
}

/** A person who has one of everything. */
export async function newOwner(): Promise<Owner> {
  const datasetId = await bareMarket();
  const person = await newPerson();
  const userId = person.id;
  const mark = `only for ${userId}`;
  const profile = await prisma.profile.create({ data: { userId, version: 1, answers: { age: 40 }, complete: false } });
  const plan = await prisma.plan.create({ data: { userId, profileId: profile.id, version: 1, result: { mark }, catalogueVersion: mark, datasetId } });
  const [account, spare] = await Promise.all([`${mark} 1`, `${mark} 2`].map((name) => prisma.account.create({ data: { userId, name, kind: 'exchange' } })));
  const accountId = account?.id ?? '';
  const deposit = await prisma.transaction.create({ data: { userId, accountId, kind: 'deposit', day: new Date('2021-01-01'), assetId: 'usd', quantity: '1000', note: mark } });
  const buy = await prisma.transaction.create({ data: { userId, accountId, kind: 'buy', day: new Date('2021-01-02'), assetId: 'bitcoin', quantity: '0.01', unitPrice: '30000', note: mark } });
  const lot = await prisma.lot.create({ data: { userId, accountId, assetId: 'bitcoin', acquired: new Date('2021-01-02'), quantity: '0.01', unitCost: '30000', transactionId: buy.id } });
  const suggestion = await prisma.suggestion.create({ data: { userId, state: 'open', input: REQUEST, result: suggested(), pricesDay: LAST_DAY, datasetId, expiresAt: new Date(Date.now() + 3_600_000) } });
  const session = await prisma.session.create({ data: { userId, userAgent: mark, expiresAt: new Date(Date.now() + 3_600_000) } });
  const key = await prisma.apiKey.findFirstOrThrow({ where: { userId } });
  const alert = await prisma.alert.create({ data: { userId, kind: 'plan', subject: mark, day: LAST_DAY, text: mark, href: '/plan' } });
  const ids = { alert: alert.id, account: accountId, spare: spare?.id ?? '', deposit: deposit.id, transaction: buy.id, lot: lot.id, suggestion: suggestion.id, session: session.id, key: key.id, profile: profile.id, plan: plan.id, user: userId };
  return { ...person, mark, ids };
}
