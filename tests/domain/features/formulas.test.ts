import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeFeatures } from '@/lib/domain/features/compute';
import { FEATURES } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { makeFeatureMarket } from '../../support/feature-market';

const [ASSETS, DAYS] = [8, 430];

/** A market with days on which nothing is traded and nothing moves. */
function market() {
  const panel = makeFeatureMarket({ assets: ASSETS, days: DAYS, seed: 23 });
  panel.close.forEach((close, asset) => {
    for (let t = 1; t < DAYS; t += 1) {
      if ((t * 7 + asset) % 11 === 0) close[t] = close[t - 1] as number;
      if ((t * 5 + asset) % 9 === 0) (panel.tradedValue[asset] as Float64Array)[t] = 0;
    }
  });
  return panel;
}

const panel = market();
/** A day's number of the asset in question. */
type Daily = (t: number) => number;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const window = (of: Daily, days: number, end: number): number[] => Array.from({ length: days }, (_, i) => of(end - days + 1 + i));
const mean = (of: Daily, days: number, end: number): number => sum(window(of, days, end)) / days;
const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] as number) + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2;
};

/** Every figure as its formula says it, day by day and with nothing kept: what row `t` knows of an asset. */
function plainly(asset: number, t: number): Record<string, number> {
  const of = (columns: readonly Float64Array[]): Daily => (day) => columns[asset]?.[day] as number;
  const [close, traded, cap] = [of(panel.close), of(panel.tradedValue), of(panel.marketCap)];
  /** Known the day after. */
  const known = (name: string): Daily => (day) => panel.metrics.get(name)?.[asset]?.[day - 1] as number;
  const now = (name: string): number => known(name)(t);
  const average = (name: string, days: number, end = t): number => mean(known(name), days, end);
  const growth = (name: string, back: number): number => average(name, 30) / average(name, 30, t - back) - 1;
  const gained = (days: number, who = close): number => who(t) / who(t - days) - 1;
  const supply = panel.assets[asset]?.maxSupply as number;
  const peers = panel.assets.flatMap(({ sectors }, i) => (sectors[0] === panel.assets[asset]?.sectors[0] ? [(day: number) => panel.close[i]?.[day] as number] : []));
  const returns = (days: number): number[] => peers.map((peer) => gained(days, peer));
  const others = returns(30).filter((value) => value !== gained(30));
  const impact: Daily = (day) => Math.abs(Math.log(close(day) / close(day - 1))) / (traded(day) / 1e6);
  const trading = Array.from({ length: 90 }, (_, i) => t - i).filter((day) => traded(day) > 0);
  return {
    momentum7d: gained(7), momentum14d: gained(14), momentum90d: gained(90), momentum180d: gained(180), reversal1d: gained(1), reversal3d: gained(3),
    trend20d: close(t) / mean(close, 20, t), trend200d: close(t) / mean(close, 200, t), drawdown90d: close(t) / Math.max(...window(close, 90, t)) - 1,
    sectorRelative30d: gained(30) - middle(returns(30)), sectorRelative90d: gained(90) - middle(returns(90)),
    sectorStanding30d: others.filter((value) => value < gained(30)).length / others.length,
    sectorBreadth50d: peers.filter((peer) => peer(t) > mean(peer, 50, t)).length / peers.length,
    capToMaximum: (close(t) * supply) / cap(t), capToTransfers90d: cap(t) / average('TxTfrValAdjUSD', 90), priceToFees90d: cap(t) / (365 * average('FeeTotUSD', 90)),
    capPerAddress90d: cap(t) / average('AdrActCnt', 90), priceToSales90d: cap(t) / (365 * average('RevenueUSD', 90)), capToTvl: cap(t) / now('TvlUSD'),
    addressGrowth365d: growth('AdrActCnt', 364), transferGrowth365d: growth('TxTfrCnt', 364), feeGrowth90d: growth('FeeTotUSD', 90), tvlGrowth90d: growth('TvlUSD', 90),
    holderTop100Share: now('HolderTop100Share'), holderGrowth90d: growth('HolderCnt', 90), unlockOverhang90d: now('UnlockNext90dShare'),
    commits90d: average('DevCommits', 90), commitGrowth30d: growth('DevCommits', 30), contributors30d: average('DevContributors', 30), contributorGrowth90d: growth('DevContributors', 90),
    releases180d: average('DevReleases', 180), stars: now('DevStars'), starGrowth90d: growth('DevStars', 90), issueHours30d: average('DevIssueHours', 30), codeAge: now('DevAgeDays'),
    newsPolarity7d: average('NewsPolarity', 7), newsShift7d: average('NewsPolarity', 7) - average('NewsPolarity', 7, t - 7), newsDispersion7d: average('NewsDispersion', 7), newsGrowth30d: growth('NewsCount', 30),
    socialPolarity7d: average('SocialPolarity', 7), socialShift7d: average('SocialPolarity', 7) - average('SocialPolarity', 7, t - 7), socialGrowth30d: growth('SocialCount', 30), funding7d: average('FundingRate', 7),
    activeAddressGrowth30d: growth('AdrActCnt', 30), activeAddressGrowth90d: growth('AdrActCnt', 90), transactionGrowth30d: growth('TxCnt', 30), transferGrowth30d: growth('TxTfrCnt', 30), transferValueGrowth30d: growth('TxTfrValAdjUSD', 30),
    mvrv: now('CapMVRVCur'), realisedCapGrowth90d: growth('CapRealUSD', 90), nvtAdjusted: average('NVTAdj', 7), nvtSignal90d: now('NVTAdj90'), soldProfit7d: average('SOPR', 7),
    feeGrowth30d: growth('FeeTotUSD', 30), feePerTransaction30d: average('FeeTotUSD', 30) / average('TxCnt', 30), hashRateGrowth90d: growth('HashRate', 90), difficultyGrowth90d: growth('DiffMean', 90),
    issuance30d: average('IssContPctAnn', 30) / 100, exchangeNetInflow30d: (30 * (average('FlowInExUSD', 30) - average('FlowOutExUSD', 30))) / cap(t), dormantShare1y: 1 - now('SplyAct1yr') / now('SplyCur'),
    tradedValue90d: middle(window(traded, 90, t)), turnoverSpike7d: mean(traded, 7, t) / mean(traded, 90, t), illiquidity90d: sum(trading.map(impact)) / trading.length,
    spread7d: average('SpreadBps', 7), depth7d: average('Depth2PctUSD', 7), depthShare7d: average('Depth2PctUSD', 7) / cap(t), venues: now('VenueCnt'), venueTopShare: now('VenueTopShare'),
    idleDays30d: window(traded, 30, t).filter((value) => value === 0).length / 30, staleCloses30d: window((day) => close(day) - close(day - 1), 30, t).filter((step) => step === 0).length / 30,
  };
}

/** Better where lower: what costs, dilutes, swings, or is dear for what it does. All others are better where higher. */
const LOWER = `inflation90d inflation365d capToMaximum capToTransfers90d priceToFees90d capPerAddress90d priceToSales90d capToTvl holderTop100Share unlockOverhang90d
  reversal1d reversal3d rsi14d volatility30d volatility90d volatilityRegime30d downside90d maxDay30d beta90d ownVolatility90d daysSinceHigh365d
  issueHours30d newsDispersion7d funding7d mvrv nvtAdjusted nvtSignal90d soldProfit7d feePerTransaction30d issuance30d exchangeNetInflow30d
  turnoverSpike7d illiquidity30d illiquidity90d rangeSpread30d spread7d venueTopShare idleDays30d staleCloses30d volumeConcentration30d`.split(/\s+/);

const { expected: golden } = JSON.parse(readFileSync(new URL('../../golden/features.json', import.meta.url), 'utf8')) as { readonly expected: Record<string, number> };

describe('every feature', () => {
  it('is held against another implementation: numpy’s, or its formula done plainly', () => {
    expect([...Object.keys(golden), ...Object.keys(plainly(0, DAYS - 1))].sort()).toEqual(FEATURES.map(({ code }) => code).sort());
  });

  it('lies the way that is better', () => {
    expect(FEATURES.filter(({ direction }) => direction === 'lower').map(({ code }) => code).sort()).toEqual([...LOWER].sort());
  });
});

describe('a feature is its formula, for every asset', () => {
  const rows = [DAYS - 30, DAYS - 1];
  const plain = rows.map((row) => panel.assets.map((_, asset) => plainly(asset, row)));
  const values = rows.map((row) => computeFeatures(createMarketView(panel), FEATURES, row, row + 1).values);

  it.each(Object.keys(plainly(0, DAYS - 1)))('%s', (code) => {
    const position = FEATURES.findIndex((feature) => feature.code === code);
    rows.forEach((row, i) => {
      panel.assets.forEach((_, asset) => {
        const wanted = plain[i]?.[asset]?.[code] as number;
        expect(Math.abs((values[i]?.[position]?.[asset] as number) - wanted), `asset ${asset} on row ${row}: ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
      });
    });
  });
});
