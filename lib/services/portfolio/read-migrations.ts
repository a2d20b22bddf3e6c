import 'server-only';
import { randomUUID } from 'node:crypto';
import { marketOf } from '@/lib/data/prices';
import { decText } from '@/lib/domain/foundation/decimal';
import { lineageStep } from '@/lib/domain/market/lineage';
import { pendingMigrations } from '@/lib/domain/portfolio/pending-migrations';
import type { Holdings } from './holdings';

/** A migration that the portfolio page offers: exact units, and a key that makes a repeated click one write. */
export interface OfferedMigration {
  readonly accountId: string;
  readonly account: string;
  readonly asset: string;
  readonly symbol: string;
  readonly name: string;
  readonly toAsset: string;
  readonly toSymbol: string;
  readonly toName: string;
  readonly quantity: string;
  readonly toQuantity: string;
  readonly day: string;
  readonly ratio: string;
  readonly since: string;
  readonly source: string;
  readonly key: string;
}

/** Coins held whose successor the market knows (Rule 2.1), to be booked by one click. A sample is not asked to migrate. */
export async function offeredMigrations({ dataset, day, books, entries, market, accounts }: Holdings): Promise<OfferedMigration[]> {
  const real = new Map(accounts.filter((account) => account.kind !== 'sample').map((account) => [account.id, account.name]));
  const pending = pendingMigrations({
    lots: books.lots.filter((lot) => real.has(lot.account)), entries, day,
    successorOf: (asset) => {
      const toAsset = market.get(asset)?.successor ?? null;
      const step = toAsset === null ? null : lineageStep(asset, toAsset);
      return toAsset === null || step === null ? null : { toAsset, step };
    },
  });
  if (pending.length === 0) return [];
  const became = await marketOf(dataset.id, pending.map(({ toAsset }) => toAsset));
  return pending.map(({ account, asset, toAsset, quantity, toQuantity, day: on, step }) => ({
    accountId: account, account: real.get(account) ?? '', key: randomUUID(),
    asset, symbol: market.get(asset)?.symbol ?? asset, name: market.get(asset)?.name ?? asset,
    toAsset, toSymbol: became.get(toAsset)?.symbol ?? toAsset, toName: became.get(toAsset)?.name ?? toAsset,
    quantity: decText(quantity), toQuantity: decText(toQuantity), day: on, ...step,
  }));
}
