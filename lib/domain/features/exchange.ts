import { meanGrowth, ofPair, ratio } from './arithmetic';
import { family, type Feature } from './feature';
import { WINDOW_COVERAGE } from './rules';
import type { Series } from './series';
import { absReturn, idle, impact, logTraded, marketCap, metric, spread, still, tradedValue } from './sources';
import { highest, latest, mean, median, total } from './windows';

const AMIHUD = 'Amihud, Illiquidity and Stock Returns, Journal of Financial Markets 5 (2002)';
const CONG = 'Cong, Li, Tang and Yang, Crypto Wash Trading, Management Science 69 (2023)';
const traded = { lens: 'exchange', needs: ['tradedValue'] } as const;

/** How much is traded. */
export const TRADED_FEATURES: readonly Feature[] = family({ ...traded, family: 'traded value', direction: 'higher', invariantTo: ['redenomination'], reference: 'Brennan, Chordia and Subrahmanyam, Alternative Factor Specifications, Journal of Financial Economics 49 (1998)' }, [
  { code: 'tradedValue30d', name: 'Traded value a day', unit: 'usd', warmUpDays: 29, range: [0, Infinity], formula: 'median traded value of 30 days', values: median(tradedValue, 30) },
  { code: 'tradedValue90d', name: 'Traded value a day, 90 d', unit: 'usd', warmUpDays: 89, range: [0, Infinity], formula: 'median traded value of 90 days', values: median(tradedValue, 90) },
  { code: 'tradedGrowth30d', name: 'Traded value, growth', unit: 'fraction', warmUpDays: 59, range: [-1, Infinity], invariantTo: ['price', 'money', 'redenomination'], formula: 'mean traded value of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(tradedValue, 30) },
]);

/** How much is traded for the size of the asset. */
export const TURNOVER_FEATURES: readonly Feature[] = family({ lens: 'exchange', family: 'turnover', needs: ['tradedValue', 'marketCap'], unit: 'fraction', direction: 'higher', range: [0, Infinity], invariantTo: ['money', 'redenomination'], reference: 'Datar, Naik and Radcliffe, Liquidity and Stock Returns, Journal of Financial Markets 1 (1998)' }, [
  { code: 'turnover30d', name: 'Turnover (traded ÷ cap)', warmUpDays: 29, formula: 'median traded value of 30 days ÷ market cap', values: ratio(median(tradedValue, 30), latest(marketCap)) },
  { code: 'turnoverSpike7d', name: 'Turnover, 7 d against 90 d', unit: 'ratio', direction: 'lower', needs: ['tradedValue'], warmUpDays: 89, invariantTo: ['price', 'money', 'redenomination'], formula: 'mean traded value of 7 days ÷ mean of 90 days', values: ratio(mean(tradedValue, 7), mean(tradedValue, 90)) },
]);

/** What a trade does to the price. */
export const IMPACT_FEATURES: readonly Feature[] = family({ lens: 'exchange', family: 'price impact', needs: ['close', 'tradedValue'], unit: 'perUsdMillion', direction: 'lower', range: [0, Infinity], invariantTo: ['price', 'redenomination'], reference: AMIHUD }, [
  { code: 'illiquidity30d', name: 'Price impact, 30 d', warmUpDays: 30, formula: 'mean of |daily log return| ÷ traded value in USD m over 30 days, days without trade left out', values: mean(impact, 30) },
  { code: 'illiquidity90d', name: 'Price impact, 90 d', warmUpDays: 90, formula: 'the same over 90 days', values: mean(impact, 90) },
]);

/** Correlation of |return| with log traded value over the days that have both; NaN under 80 % of them, or where one stands still. */
function volumeMoveMatch(days: number): Series {
  return ofPair('correlation', absReturn, logTraded, days, (out, figures) => {
    for (let i = 0; i < out.length; i += 1) {
      const count = figures[4 * i] as number, xx = figures[4 * i + 1] as number, yy = figures[4 * i + 2] as number, xy = figures[4 * i + 3] as number;
      const known = count >= WINDOW_COVERAGE * days && xx > 1e-18 && yy > 1e-18;
      if (known) out[i] = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
      else out[i] = Number.NaN;
    }
  });
}

/** Whether the reported volume looks like trade. */
export const VOLUME_QUALITY_FEATURES: readonly Feature[] = family({ lens: 'exchange', family: 'volume quality', needs: ['tradedValue'], unit: 'fraction', direction: 'lower', range: [0, 1], invariantTo: ['price', 'money', 'redenomination'], reference: CONG }, [
  { code: 'idleDays30d', name: 'Days without trade, 30 d', warmUpDays: 29, formula: 'share of 30 days with a traded value of 0', reference: 'Lesmond, Ogden and Trzcinka, A New Estimate of Transaction Costs, Review of Financial Studies 12 (1999)', values: mean(idle, 30) },
  { code: 'staleCloses30d', name: 'Unchanged closes, 30 d', needs: ['close'], warmUpDays: 30, formula: 'share of 30 daily returns that are exactly 0', reference: 'Lesmond, Ogden and Trzcinka, A New Estimate of Transaction Costs, Review of Financial Studies 12 (1999)', values: mean(still, 30) },
  { code: 'volumeConcentration30d', name: 'Share of the busiest day, 30 d', warmUpDays: 29, formula: 'largest traded value of 30 days ÷ their sum', values: ratio(highest(tradedValue, 30), total(tradedValue, 30)) },
  { code: 'volumeMoveMatch90d', name: 'Volume goes with moves, 90 d', needs: ['close', 'tradedValue'], unit: 'points', direction: 'higher', warmUpDays: 90, range: [-1, 1], formula: 'correlation of |daily return| with log traded value over 90 days', reference: 'Karpoff, The Relation Between Price Changes and Trading Volume, JFQA 22 (1987)', values: volumeMoveMatch(90) },
]);

/** What it costs to trade, as far as bars tell, and as books tell where there are any. */
export const LIQUIDITY_FEATURES: readonly Feature[] = [
  ...family({ lens: 'exchange', family: 'spread and depth', direction: 'lower', invariantTo: ['price', 'money', 'redenomination'], reference: 'Corwin and Schultz, A Simple Way to Estimate Bid-Ask Spreads, Journal of Finance 67 (2012)' }, [
    { code: 'rangeSpread30d', name: 'Spread from highs and lows, 30 d', unit: 'fraction', needs: ['range'], warmUpDays: 30, range: [0, 2], formula: 'Corwin–Schultz spread of each two days, negative ones 0, mean of 30', values: mean(spread, 30) },
    { code: 'spread7d', name: 'Bid–ask spread, 7 d', unit: 'bps', needs: ['metric:SpreadBps'], warmUpDays: 7, range: [0, Infinity], formula: 'mean SpreadBps of 7 days', values: mean(metric('SpreadBps'), 7) },
    { code: 'depth7d', name: 'Depth within 2 %, 7 d', unit: 'usd', direction: 'higher', needs: ['metric:Depth2PctUSD'], warmUpDays: 7, range: [0, Infinity], invariantTo: ['price', 'redenomination'], formula: 'mean Depth2PctUSD of 7 days', reference: 'Kyle, Continuous Auctions and Insider Trading, Econometrica 53 (1985)', values: mean(metric('Depth2PctUSD'), 7) },
    { code: 'depthShare7d', name: 'Depth ÷ market cap, 7 d', unit: 'fraction', direction: 'higher', needs: ['metric:Depth2PctUSD', 'marketCap'], warmUpDays: 7, range: [0, Infinity], invariantTo: ['money', 'redenomination'], formula: 'mean Depth2PctUSD of 7 days ÷ market cap', values: ratio(mean(metric('Depth2PctUSD'), 7), latest(marketCap)) },
  ]),
  ...family({ lens: 'exchange', family: 'venues', invariantTo: ['price', 'money', 'redenomination'], reference: 'Makarov and Schoar, Trading and Arbitrage in Cryptocurrency Markets, Journal of Financial Economics 135 (2020)' }, [
    { code: 'venues', name: 'Trading venues', unit: 'count', direction: 'higher', needs: ['metric:VenueCnt'], warmUpDays: 1, range: [0, Infinity], formula: 'VenueCnt', values: latest(metric('VenueCnt')) },
    { code: 'venueTopShare', name: 'Share of the largest venue', unit: 'fraction', direction: 'lower', needs: ['metric:VenueTopShare'], warmUpDays: 1, range: [0, 1], formula: 'VenueTopShare', values: latest(metric('VenueTopShare')) },
  ]),
];
