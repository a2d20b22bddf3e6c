import { fillWithin } from '../foundation/water-filling';
import { turnoverOf } from '../performance/turnover';
import type { MarketPanel } from '../market/panel';
import type { Determination } from './determine';
import { forcedEvent, rebalanceEvent, type IndexEvent } from './events';
import { endPosition, isPriced, levelOf, markToMarket, takePositions, weightsOf, type Positions } from './positions';
import { INITIAL_LEVEL } from './rules';
import { tradingCost } from './slippage';

/** One index over its life. Levels are one per row from `startRow` on; both start at 1000. */
export interface Simulated {
  /** Row of the first purchase; level 1000 at its close. */
  readonly startRow: number;
  readonly gross: Float64Array;
  readonly net: Float64Array;
  readonly events: readonly IndexEvent[];
  /** As they stand after the last row. */
  readonly positions: Positions;
  /** Targets of the last rebalance, by asset. */
  readonly targets: ReadonlyMap<number, number>;
  /** Weights after the trades of the first row and of those that `keepWeightsAt` names. */
  readonly weightsAt: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export interface Simulation {
  readonly panel: MarketPanel;
  readonly startRow: number;
  /** What is bought at the close of `startRow`. */
  readonly start: Determination;
  /** Called at the close of each later row with what is held; what it returns is traded at the next close. */
  readonly decide: (row: number, held: ReadonlySet<number>) => Determination | null;
  readonly indexSize?: number;
  /** Charges fee and slippage to the net level; a benchmark does not. */
  readonly costs: boolean;
  /** Tells what happened (default). Only what costs nothing can do without: its levels are all there is to it. */
  readonly events?: boolean;
  /** Further rows whose weights are wanted, as days before the last. */
  readonly keepWeightsAt?: ReadonlySet<number>;
}

/**
 * The day loop of Rule 5.4: weights drift with prices, a determination at one close trades at the next, the level is continuous there and
 * the net level pays for the turnover. The first purchase is the level's base and costs nothing to it. Example: without a decision
 * after the start it is the portfolio left alone.
 */
export function simulate(simulation: Simulation): Simulated {
  const { panel, startRow } = simulation;
  const rows = panel.days - startRow;
  const gross = new Float64Array(rows);
  const net = new Float64Array(rows);
  const events: IndexEvent[] = [];
  const weightsAt = new Map<number, ReadonlyMap<number, number>>([[startRow, tradable(simulation.start, panel, startRow)]]);
  let targets = tradable(simulation.start, panel, startRow);
  let positions = takePositions(panel, startRow, targets, INITIAL_LEVEL);
  events.push(rebalanceEvent({ panel, row: startRow, before: new Map(), after: targets, determination: simulation.start, turnover: 0, cost: 0 }));
  let kept = 1;
  let pending: Determination | null = null;
  for (let i = 0; i < rows; i += 1) {
    const row = startRow + i;
    if (i > 0) kept *= 1 - endWhatEnded(simulation, row, positions, events);
    if (i > 0 && pending) {
      targets = besideCarried(tradable(pending, panel, row), panel, row, positions);
      const held = levelOf(positions);
      kept *= 1 - tellRebalance(simulation, { row, positions, targets, determination: pending }, events);
      positions = takePositions(panel, row, targets, held);
    }
    const level = i === 0 ? INITIAL_LEVEL : levelOf(positions);
    gross[i] = level;
    net[i] = level * kept;
    if (simulation.keepWeightsAt?.has(panel.days - 1 - row)) weightsAt.set(row, weightsOf(positions));
    pending = simulation.decide(row, new Set(positions.units.keys()));
  }
  return { startRow, gross, net, events, positions, targets, weightsAt };
}

interface Rebalance {
  readonly row: number;
  readonly positions: Positions;
  readonly targets: ReadonlyMap<number, number>;
  readonly determination: Determination;
}

/** Prices a rebalance and adds its event; returns its cost. */
function tellRebalance(simulation: Simulation, { row, positions, targets, determination }: Rebalance, events: IndexEvent[]): number {
  if (simulation.events === false && !simulation.costs) return 0;
  const trade = priceTrade(simulation, row, positions, targets);
  events.push(rebalanceEvent({ panel: simulation.panel, row, before: weightsOf(positions), after: targets, determination, ...trade }));
  return trade.cost;
}

/** Targets that can be traded at the close of `row`: what has no close is left out, its weight spread over the rest as far as their caps hold it. */
function tradable({ targets }: Determination, panel: MarketPanel, row: number): Map<number, number> {
  const left = targets.filter(({ asset }) => isPriced(panel, asset, row));
  if (left.length === targets.length) return new Map(targets.map(({ asset, weight }) => [asset, weight]));
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  const weights = fillWithin(left.map(({ weight }) => weight), { upper: left.map(({ cap }) => cap), total });
  return new Map(left.map(({ asset }, i) => [asset, weights[i] as number]));
}

/** What is held without a close cannot be sold while its last price is carried: it keeps its weight, and the targets share the rest. */
function besideCarried(targets: ReadonlyMap<number, number>, panel: MarketPanel, row: number, positions: Positions): Map<number, number> {
  const carried = [...weightsOf(positions)].filter(([asset]) => !isPriced(panel, asset, row));
  const rest = 1 - carried.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map([...[...targets].map(([asset, weight]) => [asset, weight * rest] as const), ...carried]);
}

function endWhatEnded(simulation: Simulation, row: number, positions: Positions, events: IndexEvent[]): number {
  const { panel } = simulation;
  const exits = markToMarket(panel, row, positions);
  if (exits.length === 0) return 0;
  const before = weightsOf(positions);
  for (const { asset, kind } of exits) endPosition(positions, asset, kind);
  const after = weightsOf(positions);
  const sold = exits.filter(({ kind }) => kind !== 'dead').map(({ asset }) => asset);
  const moved = [...before].filter(([asset]) => sold.includes(asset) || (sold.length > 0 && after.has(asset)));
  const changes = moved.map(([asset, weight]) => ({ asset, change: (after.get(asset) ?? 0) - weight }));
  const cost = simulation.costs ? tradingCost(panel, row, changes, simulation.indexSize) : 0;
  events.push(forcedEvent({ panel, row, before, after, exits, turnover: changes.reduce((sum, { change }) => sum + Math.abs(change), 0) / 2, cost }));
  return cost;
}

function priceTrade(simulation: Simulation, row: number, positions: Positions, targets: ReadonlyMap<number, number>): { turnover: number; cost: number } {
  const before = weightsOf(positions);
  const assets = [...new Set([...before.keys(), ...targets.keys()])].sort((a, b) => a - b);
  const from = assets.map((asset) => before.get(asset) ?? 0);
  const to = assets.map((asset) => targets.get(asset) ?? 0);
  const changes = assets.map((asset, i) => ({ asset, change: (to[i] as number) - (from[i] as number) }));
  const rest = (weights: readonly number[]): number => 1 - weights.reduce((sum, weight) => sum + weight, 0);
  return { turnover: turnoverOf(from, to, { before: rest(from), after: rest(to) }), cost: simulation.costs ? tradingCost(simulation.panel, row, changes, simulation.indexSize) : 0 };
}
