import { shrinkCovariance } from '../foundation/covariance';
import { invariant } from '../foundation/invariant';
import { riskBudgetWeights } from '../foundation/risk-budgeting';
import { standardDeviation } from '../foundation/statistics';
import type { MarketPanel } from '../market/panel';
import { medianTradedValue30d } from '../market/traded-value';
import type { Candidate } from './candidates';
import type { Methodology } from './methodology';
import { returnWindow } from './return-window';
import { capGroups, capWeights } from './weights/capping';
import { liquidityCap } from './weights/liquidity';
import { minVariance } from './weights/schemes';

/** Weights of the picks in their order; with cash they sum to 1. */
export interface Weighed {
  readonly weights: Float64Array;
  readonly cash: number;
  /** What held each weight: its cap, its floor, the liquidity limit, or nothing. */
  readonly bounds: readonly ('cap' | 'floor' | 'liquidity' | null)[];
  readonly caps: Float64Array;
  /** Picks that have no weight because too few of their returns are known. */
  readonly unweighed: ReadonlySet<number>;
}

export interface Weighing {
  readonly panel: MarketPanel;
  readonly row: number;
  readonly indexSize: number;
  readonly graded: boolean;
}

/**
 * Weighs picks by the methodology's scheme, multiplies by grade where it tilts and grades count, then caps: asset, liquidity (Rule 5.2),
 * floor and sector. What the caps leave over is cash. Example: two picks by cap at 0.3 each leave 0.4 in cash.
 */
export function weighPicks(methodology: Methodology, picks: readonly Candidate[], weighing: Weighing): Weighed {
  const { panel } = weighing;
  const shares = rawShares(methodology, picks, weighing);
  const own = Float64Array.from(picks, ({ asset }) => methodology.caps.assets?.[panel.assets[asset]?.id ?? ''] ?? methodology.caps.asset);
  const liquid = Float64Array.from(picks, ({ asset }) => liquidityCap(medianTradedValue30d(panel, asset, weighing.row), weighing.indexSize));
  const caps = own.map((cap, i) => Math.min(cap, liquid[i] as number));
  const floors = Float64Array.from(picks, ({ asset }, i) => Math.min(caps[i] as number, methodology.caps.floors?.[panel.assets[asset]?.id ?? ''] ?? 0));
  const { weights, cash } =
    methodology.caps.sector === null
      ? capWeights(shares, caps, floors)
      : capGroups(shares, picks.map(({ asset }) => panel.assets[asset]?.sectors[0] ?? null), { asset: caps, group: methodology.caps.sector });
  const bounds = Array.from(weights, (weight, i) => boundOf(weight, floors[i] as number, own[i] as number, liquid[i] as number));
  const unweighed = new Set(picks.flatMap(({ asset }, i) => (shares[i] === 0 ? [asset] : [])));
  return { weights, cash, bounds, caps, unweighed };
}

function boundOf(weight: number, floor: number, own: number, liquid: number): 'cap' | 'floor' | 'liquidity' | null {
  if (weight >= Math.min(own, liquid) - 1e-12) return liquid < own ? 'liquidity' : 'cap';
  return floor > 0 && weight <= floor + 1e-12 ? 'floor' : null;
}

function rawShares(methodology: Methodology, picks: readonly Candidate[], weighing: Weighing): Float64Array {
  const plain = schemeShares(methodology, picks, weighing);
  if (!methodology.weighting.tilt || !weighing.graded) return plain;
  return plain.map((share, i) => (share * (picks[i]?.grade as number)) / 100);
}

function schemeShares(methodology: Methodology, picks: readonly Candidate[], weighing: Weighing): Float64Array {
  const { scheme } = methodology.weighting;
  if (scheme === 'equal') return new Float64Array(picks.length).fill(1);
  if (scheme === 'cap') return Float64Array.from(picks, ({ marketCap }) => marketCap);
  if (scheme === 'sqrtCap') return Float64Array.from(picks, ({ marketCap }) => Math.sqrt(marketCap));
  return riskShares(methodology, picks, weighing);
}

/** Shares from the 90-day returns (Rule 5.3); 0 for a pick with too few. */
function riskShares(methodology: Methodology, picks: readonly Candidate[], { panel, row }: Weighing): Float64Array {
  const { scheme } = methodology.weighting;
  const window = returnWindow(panel, picks.map(({ asset }) => asset), row);
  const moving = window.assets.flatMap((asset, i) => (standardDeviation(window.series[i] as Float64Array) > 0 ? [{ asset, series: window.series[i] as Float64Array }] : []));
  const assets = moving.map(({ asset }) => asset);
  const series = moving.map((one) => one.series);
  const shares = scheme === 'inverseVolatility' ? Float64Array.from(series, (returns) => 1 / standardDeviation(returns)) : fromCovariance(methodology, assets, series, panel);
  return Float64Array.from(picks, ({ asset }) => shares[assets.indexOf(asset)] ?? 0);
}

function fromCovariance(methodology: Methodology, assets: readonly number[], series: readonly Float64Array[], panel: MarketPanel): Float64Array {
  if (assets.length === 0) return new Float64Array(0);
  const { covariance } = shrinkCovariance(series);
  if (methodology.weighting.scheme === 'minVariance') return minVariance(covariance, { minWeight: 0, maxWeight: methodology.caps.asset });
  const sectors = assets.map((asset) => panel.assets[asset]?.sectors[0] ?? '');
  const members = (sector: string): number => sectors.filter((other) => other === sector).length;
  const budgets = sectors.map((sector) => (methodology.weighting.scheme === 'equalRiskBySector' ? 1 / members(sector) : 1));
  const solved = riskBudgetWeights(covariance, budgets);
  invariant(solved.ok, 'a shrunk covariance of moving assets has risk budgets');
  return solved.value;
}
