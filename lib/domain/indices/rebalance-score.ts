import { assetIndex, type MarketPanel } from '../market/panel';
import { CARRY_FORWARD_DAYS } from '../market/rules';
import type { EventTrade, IndexEvent } from './events';
import { DEAD_CARRY_DAYS } from './rules';

/** How often a rebalance did better than leaving things alone until the next one, and by how much on average (fractions). Null without one. */
export interface RebalanceScore {
  readonly count: number;
  readonly winRate: number | null;
  readonly averageProfit: number | null;
}

/** Price of an asset at `row`, or the last one before it back to `since`; 0 where it had died. */
function priceAt(panel: MarketPanel, asset: number, row: number, since: number): number {
  for (let at = row; at >= since; at -= 1) {
    const price = panel.close[asset]?.[at] ?? Number.NaN;
    if (price > 0) return panel.assets[asset]?.ending === 'dead' && row - at > DEAD_CARRY_DAYS ? 0 : price;
  }
  return Number.NaN;
}

function growthOf(panel: MarketPanel, trades: readonly EventTrade[], side: 'from' | 'to', from: number, to: number): number {
  let invested = 0;
  let value = 0;
  for (const trade of trades) {
    const weight = trade[side];
    if (weight === 0) continue;
    const asset = assetIndex(panel, trade.id);
    const ratio = priceAt(panel, asset, to, from) / priceAt(panel, asset, from, from - CARRY_FORWARD_DAYS);
    invested += weight;
    value += weight * (Number.isNaN(ratio) ? 1 : ratio);
  }
  return value + 1 - invested;
}

/**
 * Win rate and average profit of rebalances (Rule 11): what the new weights earned until the next event less costs, against what the old ones
 * would have. Events without turnover do not count. Example: no rebalance yet is a count of 0 and nulls.
 */
export function scoreRebalances(panel: MarketPanel, events: readonly IndexEvent[]): RebalanceScore {
  const profits: number[] = [];
  events.forEach((event, i) => {
    const until = events[i + 1]?.row ?? panel.days - 1;
    if (event.kind !== 'rebalance' || event.turnover === 0 || until <= event.row) return;
    profits.push(growthOf(panel, event.trades, 'to', event.row, until) * (1 - event.cost) - growthOf(panel, event.trades, 'from', event.row, until));
  });
  const count = profits.length;
  if (count === 0) return { count, winRate: null, averageProfit: null };
  return { count, winRate: profits.filter((profit) => profit > 0).length / count, averageProfit: profits.reduce((sum, profit) => sum + profit, 0) / count };
}
