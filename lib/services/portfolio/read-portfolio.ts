import 'server-only';
import { closesOn, lastCloses, type LastClose } from '@/lib/data/prices';
import { decText, sumDec, ZERO, type Dec } from '@/lib/domain/foundation/decimal';
import type { Freshness } from '@/lib/domain/market/freshness';
import { CASH, type HeldLot } from '@/lib/domain/portfolio/ledger';
import { portfolioReturns, type PortfolioReturns } from '@/lib/domain/portfolio/valuation';
import { readFreshness } from '@/lib/services/market/read-freshness';
import { loadHoldings, priceOnFrom, type Holdings } from './holdings';
import { offeredMigrations, type OfferedMigration } from './read-migrations';

export interface PortfolioPosition {
  readonly asset: string;
  readonly symbol: string;
  readonly name: string;
  readonly quantity: string;
  readonly price: string | null;
  readonly value: string | null;
  /** Share of what has a price, cash included. */
  readonly weight: number | null;
  /** What the lots cost, USD; null where one has no known cost. */
  readonly cost: string | null;
  readonly gain: string | null;
  /** A stablecoin: cash of the plan (Rule 2.2). */
  readonly cashLike: boolean;
  /** The last close there is, also where it is too old to count (Rule 1.5); null where there never was one. */
  readonly lastClose: LastClose | null;
  readonly freshness: Freshness;
}

export interface PortfolioLot {
  readonly asset: string;
  readonly symbol: string;
  readonly account: string;
  readonly acquired: string;
  readonly quantity: string;
  readonly unitCost: string | null;
  readonly gain: string | null;
}

export interface PortfolioView {
  readonly day: string;
  readonly dataset: { readonly id: number; readonly name: string; readonly source: string; readonly simulated: boolean };
  readonly total: string;
  readonly cash: string;
  /** Tokens without a price: n/a, not in the total. */
  readonly missing: readonly string[];
  readonly positions: readonly PortfolioPosition[];
  readonly lots: readonly PortfolioLot[];
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly kind: string; readonly taxTreatment: string; readonly cash: string; readonly value: string }[];
  readonly transactions: number;
  /** Transactions at simulated prices, left out of all of this. */
  readonly leftOut: number;
  readonly unrealised: string | null;
  readonly realised: string | null;
  readonly returns: PortfolioReturns;
  readonly migrations: readonly OfferedMigration[];
}

function costOf(lots: readonly HeldLot[]): Dec | null {
  return lots.some((lot) => lot.cost === null) ? null : sumDec(lots.map((lot) => lot.cost ?? ZERO));
}

const text = (value: Dec | null): string | null => (value === null ? null : decText(value));

const freshnessOf = ({ state, reason, ageHours }: Freshness = { state: 'stale', reason: 'never-seen', ageHours: null }): Freshness => ({ state, reason, ageHours });

async function positionsOfView({ dataset, value, books, market }: Holdings): Promise<PortfolioPosition[]> {
  const assets = value.positions.map(({ asset }) => asset);
  const [closes, ages] = await Promise.all([lastCloses(dataset.id, assets), readFreshness(dataset, assets)]);
  return value.positions.map((position) => {
    const cost = costOf(books.lots.filter((lot) => lot.asset === position.asset));
    return {
      asset: position.asset,
      symbol: market.get(position.asset)?.symbol ?? position.asset,
      name: market.get(position.asset)?.name ?? position.asset,
      quantity: decText(position.quantity),
      price: text(position.price),
      value: text(position.value),
      weight: position.value === null || value.total.isZero() ? null : position.value.div(value.total).toNumber(),
      cost: text(cost),
      gain: position.value === null || cost === null ? null : decText(position.value.minus(cost)),
      cashLike: market.get(position.asset)?.kind === 'stablecoin',
      lastClose: closes.get(position.asset) ?? null,
      freshness: freshnessOf(ages.get(position.asset)),
    };
  });
}

function lotsOfView({ books, value, market, accounts }: Holdings): PortfolioLot[] {
  const prices = new Map(value.positions.map((position) => [position.asset, position.price]));
  return books.lots.map((lot) => {
    const price = prices.get(lot.asset) ?? null;
    return {
      asset: lot.asset,
      symbol: market.get(lot.asset)?.symbol ?? lot.asset,
      account: accounts.find((account) => account.id === lot.account)?.name ?? '',
      acquired: lot.acquired,
      quantity: decText(lot.quantity),
      unitCost: text(lot.unitCost),
      gain: price === null || lot.cost === null ? null : decText(price.times(lot.quantity).minus(lot.cost)),
    };
  });
}

async function returnsOf({ dataset, day, entries }: Holdings): Promise<PortfolioReturns> {
  const assets = [...new Set(entries.flatMap((entry) => [entry.asset, entry.toAsset ?? entry.asset]))].filter((asset) => asset !== CASH);
  const days = [...new Set(entries.filter((entry) => entry.kind === 'deposit' || entry.kind === 'withdraw').map((entry) => entry.day)), day];
  const closes = await closesOn(dataset.id, days.flatMap((on) => assets.map((asset) => ({ asset, day: on }))));
  return portfolioReturns(entries, day, priceOnFrom(closes));
}

function accountsOfView({ accounts, books, value }: Holdings): PortfolioView['accounts'] {
  const prices = new Map(value.positions.map((position) => [position.asset, position.price]));
  return accounts.map((account) => {
    const cash = books.cash.get(account.id) ?? ZERO;
    const worth = sumDec(books.lots.filter((lot) => lot.account === account.id).map((lot) => lot.quantity.times(prices.get(lot.asset) ?? ZERO)));
    return { ...account, cash: decText(cash), value: decText(worth.plus(cash)) };
  });
}

/** Everything that the portfolio page shows, on the dataset's last day; null while no market is loaded. */
export async function readPortfolio(userId: string): Promise<PortfolioView | null> {
  const holdings = await loadHoldings(userId);
  if (holdings === null) return null;
  const positions = await positionsOfView(holdings);
  const { value, books, dataset } = holdings;
  const realised = books.realised.some((row) => row.gain === null) ? null : sumDec(books.realised.map((row) => row.gain ?? ZERO));
  return {
    day: holdings.day,
    dataset: { id: dataset.id, name: dataset.name, source: dataset.source, simulated: dataset.simulated },
    total: decText(value.total),
    cash: decText(value.cash),
    missing: value.missing,
    positions,
    lots: lotsOfView(holdings),
    accounts: accountsOfView(holdings),
    transactions: holdings.entries.length,
    leftOut: holdings.leftOut,
    unrealised: positions.some((position) => position.gain === null) ? null : decText(sumDec(holdings.value.positions.map((position) => position.value ?? ZERO)).minus(costOf(books.lots) ?? ZERO)),
    realised: text(realised),
    returns: await returnsOf(holdings),
    migrations: await offeredMigrations(holdings),
  };
}
