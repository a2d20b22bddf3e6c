import { DEVELOPER_FEATURES } from './developer';
import { IMPACT_FEATURES, LIQUIDITY_FEATURES, TRADED_FEATURES, TURNOVER_FEATURES, VOLUME_QUALITY_FEATURES } from './exchange';
import type { Feature, Input } from './feature';
import { FUNDAMENTAL_FEATURES } from './fundamental';
import { ON_CHAIN_FEATURES } from './on-chain';
import { SENTIMENT_FEATURES } from './sentiment';
import { MOMENTUM_FEATURES, REVERSAL_FEATURES } from './technical-momentum';
import { DRAWDOWN_FEATURES, VOLATILITY_FEATURES } from './technical-risk';
import { SECTOR_FEATURES } from './technical-sector';
import { TREND_FEATURES } from './technical-trend';
import type { MarketView } from './view';

/** Every declared feature in its stored order: lens by lens, family by family. Codes are unique. */
export const FEATURES: readonly Feature[] = [
  ...FUNDAMENTAL_FEATURES,
  ...MOMENTUM_FEATURES,
  ...REVERSAL_FEATURES,
  ...TREND_FEATURES,
  ...VOLATILITY_FEATURES,
  ...DRAWDOWN_FEATURES,
  ...SECTOR_FEATURES,
  ...DEVELOPER_FEATURES,
  ...SENTIMENT_FEATURES,
  ...ON_CHAIN_FEATURES,
  ...TRADED_FEATURES,
  ...TURNOVER_FEATURES,
  ...IMPACT_FEATURES,
  ...LIQUIDITY_FEATURES,
  ...VOLUME_QUALITY_FEATURES,
];

const BY_CODE = new Map(FEATURES.map((feature) => [feature.code, feature]));

/** A feature by its code; undefined where none is declared. Example: `featureByCode('momentum30d')?.lens` is 'technical'. */
export function featureByCode(code: string): Feature | undefined {
  return BY_CODE.get(code);
}

/** Whether the dataset has anything at all of an input. Example: `metric:TvlUSD` is not fed by a market of prices. */
export function isFed(market: MarketView, input: Input): boolean {
  const { panel } = market;
  let blank: Float64Array | undefined;
  const filled = (column: Float64Array) => column.some((value) => value === value);
  // Assets without a value share one column: it is looked through once.
  const any = (columns: readonly Float64Array[]) => columns.some((column) => column !== blank && (filled(column) || ((blank = column), false)));
  switch (input) {
    case 'close':
      return any(panel.close);
    case 'tradedValue':
      return any(panel.tradedValue);
    case 'marketCap':
      return any(panel.marketCap);
    case 'range':
      return any(panel.high) && any(panel.low);
    case 'supply':
      return any(panel.circulatingSupply) || (market.capsDerived.includes(0) && any(panel.marketCap));
    case 'sector':
      return panel.assets.some((asset) => asset.sectors.length > 0);
    case 'reference':
      return market.reference !== null;
    default:
      return any(panel.metrics.get(input.slice('metric:'.length)) ?? []);
  }
}

/** The features that the dataset feeds, in stored order; the others are declared but missing everywhere. */
export function fedFeatures(market: MarketView): Feature[] {
  const known = new Map<Input, boolean>();
  const fed = (input: Input): boolean => {
    if (!known.has(input)) known.set(input, isFed(market, input));
    return known.get(input) === true;
  };
  return FEATURES.filter((feature) => feature.needs.every(fed));
}

/** What makes a feature's numbers, as text to hash: a change of any of it makes a new feature set. */
export function declarationOf(feature: Feature): string {
  const { code, lens, family, unit, direction, warmUpDays, formula } = feature;
  return [code, lens, family, unit, direction, warmUpDays, formula, feature.applies?.otherwise ?? ''].join('|');
}
