import { ASSET_CLASSES, type AssetClass, type Range } from './rules';

export interface ClassShares {
  readonly shares: Readonly<Record<AssetClass, number>>;
  /** Where the four other classes stand in their ranges, 0 to 1. */
  readonly position: number;
}

/**
 * Rule 7.2: the five classes for a crypto share. Each other class = low + t × (high − low), with the one t that makes the five sum
 * to 1, held to [0, 1]; what is then left (or too much) is cash. Shares are fractions. Example: growth with crypto 0.15 gives stocks 0.52, t = 0.2.
 */
export function fiveClasses(ranges: Readonly<Record<AssetClass, Range>>, crypto: number): ClassShares {
  const others = ASSET_CLASSES.filter((name) => name !== 'crypto');
  const lows = others.reduce((total, name) => total + ranges[name].low, 0);
  const widths = others.reduce((total, name) => total + (ranges[name].high - ranges[name].low), 0);
  const position = Math.min(1, Math.max(0, (1 - crypto - lows) / widths));
  const at = (name: AssetClass): number => ranges[name].low + position * (ranges[name].high - ranges[name].low);
  const [stocks, bonds, alternatives] = [at('stocks'), at('bonds'), at('alternatives')];
  const free = position > 0 && position < 1;
  const cash = free ? at('cash') : 1 - crypto - stocks - bonds - alternatives;
  return { shares: { crypto, stocks, bonds, alternatives, cash }, position };
}
