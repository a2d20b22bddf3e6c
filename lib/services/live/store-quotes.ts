import 'server-only';
import type { PoolClient } from 'pg';
import { judgedNumber, quoteFault } from '@/lib/domain/market/live-quality';
import { QUOTE_MAX_AGE_MS } from '@/lib/domain/market/live-rules';
import { storeLive } from '@/lib/data/live-lock';
import { lastPrices, saveQuotes, type QuoteText } from '@/lib/data/quotes';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import type { NetworkSource, QuoteRow, Refusal, Taken } from '@/lib/providers/live-port';
import { resolveAssets } from './resolve-assets';
import { asRefused, nothingTold, refusal, withoutDuplicates, type StoreContext, type Stored } from './store-context';

const momentOf = (row: QuoteRow): string => (Number.isNaN(row.quotedAt.getTime()) ? '' : row.quotedAt.toISOString());

function faultOf(row: QuoteRow, lastPrice: number, at: Date): string | null {
  const numbers = {
    price: judgedNumber(row.price), marketCap: judgedNumber(row.marketCap), circulatingSupply: judgedNumber(row.circulatingSupply),
    tradedValue24h: judgedNumber(row.tradedValue24h), change24h: row.change24h ?? Number.NaN, quotedAt: row.quotedAt.getTime(),
  };
  return quoteFault(numbers, lastPrice, at.getTime());
}

/** Stores quotes within a transaction of the caller's. */
export async function storeQuotesOn(client: PoolClient, context: StoreContext, source: NetworkSource, taken: Taken<QuoteRow>, at: Date): Promise<Stored> {
  const assetIds = await resolveAssets(client, source, taken.rows.map(({ externalId }) => externalId));
  const prices = await lastPrices(client, context.datasetId, [...assetIds.values()], new Date(at.getTime() - QUOTE_MAX_AGE_MS));
  const unique = withoutDuplicates(taken.rows, ({ externalId }) => assetIds.get(externalId) ?? `?${externalId}`, (row) => [row.externalId, momentOf(row)]);
  const refused: Refusal[] = [...taken.refused, ...nothingTold(taken), ...unique.refused];
  const quotes = unique.rows.flatMap((row): QuoteText[] => {
    const assetId = assetIds.get(row.externalId);
    const fault = assetId === undefined ? 'no asset of ours has this id' : faultOf(row, prices.get(assetId) ?? Number.NaN, at);
    if (fault === null && assetId !== undefined) return [{ ...row, assetId, change24h: Number.isFinite(row.change24h) ? row.change24h : null }];
    refused.push(refusal(row.externalId, momentOf(row), fault ?? '', row));
    return [];
  });
  await saveQuotes(client, context.datasetId, source, quotes);
  await saveRefusedAnswers(client, source, asRefused('quotes', refused), at);
  return { stored: quotes.length, refused: refused.length };
}

/** Stores prices within a day, for display only: the newest per asset, never an older one over it. */
export async function storeQuotes(context: StoreContext, source: NetworkSource, taken: Taken<QuoteRow>, at: Date): Promise<Stored> {
  return storeLive((client) => storeQuotesOn(client, context, source, taken, at), context.also);
}
