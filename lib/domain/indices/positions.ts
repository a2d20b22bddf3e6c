import { dayNumber } from '../foundation/iso-day';
import { latestWithin } from '../market/eligibility';
import type { MarketPanel } from '../market/panel';
import { CARRY_FORWARD_DAYS } from '../market/rules';
import { DEAD_CARRY_DAYS } from './rules';

/** What an index owns between rebalances: units per asset and cash, in points of its level. Mutated by the day loop alone. */
export interface Positions {
  readonly units: Map<number, number>;
  /** Last known price of each. */
  readonly prices: Map<number, number>;
  cash: number;
}

/** How a position ended between rebalances (Rule 5.4). */
export type ExitKind = 'dead' | 'truncated' | 'gap';

/** Value of all positions and cash at their last prices. Example: 2 units at 300 and 400 in cash are 1000. */
export function levelOf(positions: Positions): number {
  let level = positions.cash;
  for (const [asset, units] of positions.units) level += units * (positions.prices.get(asset) as number);
  return level;
}

/** Share of each position in the level, by asset. Example: one position without cash is 1. */
export function weightsOf(positions: Positions): Map<number, number> {
  const level = levelOf(positions);
  return new Map([...positions.units].map(([asset, units]) => [asset, (units * (positions.prices.get(asset) as number)) / level]));
}

/** Positions worth `level` with the given weights at the prices of `row`; what the weights leave is cash. A weight without a price within 3 days throws. */
export function takePositions(panel: MarketPanel, row: number, weights: ReadonlyMap<number, number>, level: number): Positions {
  const positions: Positions = { units: new Map(), prices: new Map(), cash: level };
  for (const [asset, weight] of weights) {
    if (!(weight > 0)) continue;
    const price = latestWithin(panel.close, asset, row);
    if (!(price > 0)) throw new Error(`Invariant: no price to buy ${panel.assets[asset]?.id ?? asset} at`);
    positions.units.set(asset, (weight * level) / price);
    positions.prices.set(asset, price);
    positions.cash -= weight * level;
  }
  if (Math.abs(positions.cash) < 1e-12 * level) positions.cash = 0;
  return positions;
}

/**
 * Marks positions to the closes of `row` and says which end: a truncated series the day after its last price, a dead one after 3 days, a
 * longer gap after 3 days (nobody could know that the price would come back). Missing prices are carried until then.
 * Example: a token whose source stopped yesterday ends as 'truncated'.
 */
export function markToMarket(panel: MarketPanel, row: number, positions: Positions): { asset: number; kind: ExitKind }[] {
  const exits: { asset: number; kind: ExitKind }[] = [];
  for (const asset of positions.units.keys()) {
    const price = panel.close[asset]?.[row] ?? Number.NaN;
    if (price > 0) positions.prices.set(asset, price);
    else {
      const kind = exitKind(panel, asset, row);
      if (kind) exits.push({ asset, kind });
    }
  }
  return exits;
}

function exitKind(panel: MarketPanel, asset: number, row: number): ExitKind | null {
  const described = panel.assets[asset];
  if (!described) return null;
  const past = panel.start + row - dayNumber(described.lastDay);
  if (past > 0 && described.ending === 'truncated') return 'truncated';
  if (past > 0 && described.ending === 'dead') return past > DEAD_CARRY_DAYS ? 'dead' : null;
  return Number.isNaN(latestWithin(panel.close, asset, row, CARRY_FORWARD_DAYS)) ? 'gap' : null;
}

/** Whether an asset has a close on a row: without one nothing is bought or sold there, whatever comes later (Rule 1.4). Example: false on a day that its source left out. */
export function isPriced(panel: MarketPanel, asset: number, row: number): boolean {
  return (panel.close[asset]?.[row] ?? Number.NaN) > 0;
}

/** Takes a position out: a dead one for nothing, any other at its last price, spread over the rest in proportion (to cash where nothing is left). */
export function endPosition(positions: Positions, asset: number, kind: ExitKind): void {
  const proceeds = kind === 'dead' ? 0 : (positions.units.get(asset) as number) * (positions.prices.get(asset) as number);
  positions.units.delete(asset);
  positions.prices.delete(asset);
  const invested = levelOf(positions) - positions.cash;
  if (invested <= 0) positions.cash += proceeds;
  else for (const [other, units] of positions.units) positions.units.set(other, units * (1 + proceeds / invested));
}
