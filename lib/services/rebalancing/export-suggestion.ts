import 'server-only';
import { readDataset } from '@/lib/data/dataset';
import { marketOf } from '@/lib/data/prices';
import { findSuggestion } from '@/lib/data/suggestions';
import { toCsv } from '@/lib/format/csv';
import { freshnessClause } from '@/lib/format/freshness';
import { wasSimulated } from '@/lib/services/market/was-simulated';
import { staleNow } from './read-suggestion-page';
import { readSuggestion } from './read-suggestions';

const HEADS = ['side', 'symbol', 'asset', 'quantity', 'price_usd', 'notional_usd', 'order', 'days', 'fee_usd', 'slippage_usd', 'tax_usd', 'rule', 'reason', 'prices_day', 'data', 'not_advised'];

/** The orders of a suggestion as a table for the exchange; null where it is not theirs or not there. */
export async function suggestionCsv(userId: string, id: string): Promise<string | null> {
  const [suggestion, row] = await Promise.all([readSuggestion(userId, id), findSuggestion(userId, id)]);
  if (suggestion === null || row === null) return null;
  const dataset = await readDataset(row.datasetId);
  const market = await marketOf(row.datasetId, suggestion.plan.trades.map((trade) => trade.asset));
  const data = dataset === null ? 'a market that has given way (simulated)' : `${dataset.name}${dataset.simulated ? ' (simulated)' : ''}`;
  const stale = new Map((await staleNow(suggestion, row.datasetId)).map((each) => [each.asset, freshnessClause(each)]));
  return toCsv(HEADS, suggestion.plan.trades.map((trade) => [
    trade.side, market.get(trade.asset)?.symbol ?? '', trade.asset, trade.quantity, trade.price, trade.notional, trade.order.type, trade.order.days,
    trade.fee, trade.slippage, trade.tax, trade.reason.rule, trade.reason.detail, suggestion.pricesDay, data, stale.get(trade.asset) ?? '',
  ]));
}

/** The whole suggestion: what was asked, with what, and the answer, so that it can be computed again. */
export async function suggestionJson(userId: string, id: string): Promise<string | null> {
  const [suggestion, row] = await Promise.all([readSuggestion(userId, id), findSuggestion(userId, id)]);
  if (suggestion === null || row === null) return null;
  const dataset = await readDataset(row.datasetId);
  return JSON.stringify({ ...suggestion, simulated: await wasSimulated(row.datasetId), stale: await staleNow(suggestion, row.datasetId), dataset: dataset === null ? null : { name: dataset.name, simulated: dataset.simulated, contentHash: dataset.contentHash } }, null, 2);
}
