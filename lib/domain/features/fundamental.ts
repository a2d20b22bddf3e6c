import { eachRow, meanGrowth, ofAsset, product, ratio, times } from './arithmetic';
import { family, type Feature } from './feature';
import { DAYS_PER_YEAR, YEAR_SPAN_DAYS } from './rules';
import type { Series } from './series';
import { close, marketCap, metric, supply as units } from './sources';
import { sameMeasure } from './supply';
import { growth, latest, mean } from './windows';

const ALL = ['price', 'money', 'redenomination'] as const;
const CAPPED = { test: (asset) => asset.maxSupply !== null, otherwise: 'it has no maximum supply, or none is known' } satisfies Feature['applies'];
const supplied = { lens: 'fundamental', family: 'supply', unit: 'fraction', direction: 'lower', needs: ['supply'], invariantTo: ALL } as const;

const MAXIMUM = ofAsset('maximum supply', (asset) => asset.maxSupply);

/** Relative change of supply over `days`; NaN across the row from which it is stated. */
function supplyGrowth(days: number): Series {
  const comparable = eachRow(`supply is of one measure over ${days}`, ({ statedFrom }, row) => (sameMeasure(statedFrom, row, days) ? 1 : Number.NaN));
  return product(growth(units, days), comparable);
}

/** How many units there are, and how many there may be (Rule 3.2). */
const supply: readonly Feature[] = family({ ...supplied, reference: 'Cong, Karolyi, Tang and Zhao, Value Premium, Network Adoption and Factor Pricing of Crypto Assets (2022)' }, [
  { code: 'inflation90d', name: 'Supply growth, 90 d', warmUpDays: 90, range: [-1, Infinity], formula: 'supply ÷ supply 90 days before − 1', values: supplyGrowth(90) },
  { code: 'inflation365d', name: 'Supply growth, 52 weeks', warmUpDays: YEAR_SPAN_DAYS, range: [-1, Infinity], formula: `supply ÷ supply ${YEAR_SPAN_DAYS} days before − 1`, values: supplyGrowth(YEAR_SPAN_DAYS) },
  { code: 'issuedShare', name: 'Share of maximum issued', direction: 'higher', warmUpDays: 0, applies: CAPPED, range: [0, Infinity], formula: 'supply ÷ maximum supply', values: ratio(latest(units), MAXIMUM) },
  { code: 'capToMaximum', name: 'Fully diluted value ÷ cap', unit: 'ratio', needs: ['close', 'marketCap', 'supply'], warmUpDays: 0, applies: CAPPED, range: [0, Infinity], formula: 'close × maximum supply ÷ market cap', values: ratio(product(latest(close), MAXIMUM), latest(marketCap)) },
]);

/** Market cap against a flow of USD a day, mean of 90 days, taken to a year where `scale` says so. */
function capTo(name: string, scale = 1): Pick<Feature, 'needs' | 'warmUpDays' | 'range' | 'unit' | 'values'> {
  return {
    unit: 'ratio',
    range: [0, Infinity],
    needs: ['marketCap', `metric:${name}`],
    warmUpDays: 90,
    values: ratio(latest(marketCap), times(mean(metric(name), 90), scale)),
  };
}

/** What the market pays for what the network does. */
const valuation: readonly Feature[] = family({ lens: 'fundamental', family: 'valuation', direction: 'lower', invariantTo: ['money', 'redenomination'], reference: 'Liu and Tsyvinski, Risks and Returns of Cryptocurrency, Review of Financial Studies 34 (2021)' }, [
  { code: 'capToTransfers90d', name: 'Cap ÷ value moved a day, 90 d', ...capTo('TxTfrValAdjUSD'), formula: 'market cap ÷ mean TxTfrValAdjUSD of 90 days' },
  { code: 'priceToFees90d', name: 'Cap ÷ fees a year', ...capTo('FeeTotUSD', DAYS_PER_YEAR), formula: 'market cap ÷ (365 × mean FeeTotUSD of 90 days)' },
  { code: 'capPerAddress90d', name: 'Cap per active address', ...capTo('AdrActCnt'), unit: 'usd', invariantTo: ['redenomination'], formula: 'market cap ÷ mean AdrActCnt of 90 days', reference: 'Alabi, Digital Blockchain Networks Appear to Be Following Metcalfe’s Law, Electronic Commerce Research 24 (2017)' },
  { code: 'priceToSales90d', name: 'Cap ÷ revenue a year', ...capTo('RevenueUSD', DAYS_PER_YEAR), formula: 'market cap ÷ (365 × mean RevenueUSD of 90 days)' },
  { code: 'capToTvl', name: 'Cap ÷ value locked', ...capTo('TvlUSD'), warmUpDays: 1, formula: 'market cap ÷ TvlUSD', reference: 'Metelski and Sobieraj, DeFi Key Performance Indicators, IJERPH 19 (2022)', values: ratio(latest(marketCap), latest(metric('TvlUSD'))) },
]);

/** Whether it is used more than before. */
const use: readonly Feature[] = family({ lens: 'fundamental', family: 'use', unit: 'fraction', direction: 'higher', range: [-1, Infinity], invariantTo: ALL, reference: 'Cong, Karolyi, Tang and Zhao, Value Premium, Network Adoption and Factor Pricing of Crypto Assets (2022)' }, [
  { code: 'addressGrowth365d', name: 'Active addresses, growth 52 weeks', needs: ['metric:AdrActCnt'], warmUpDays: YEAR_SPAN_DAYS + 30, formula: `mean AdrActCnt of 30 days ÷ the same ${YEAR_SPAN_DAYS} days before − 1`, values: meanGrowth(metric('AdrActCnt'), YEAR_SPAN_DAYS) },
  { code: 'transferGrowth365d', name: 'Transfers, growth 52 weeks', needs: ['metric:TxTfrCnt'], warmUpDays: YEAR_SPAN_DAYS + 30, formula: `mean TxTfrCnt of 30 days ÷ the same ${YEAR_SPAN_DAYS} days before − 1`, values: meanGrowth(metric('TxTfrCnt'), YEAR_SPAN_DAYS) },
  { code: 'feeGrowth90d', name: 'Fees, growth 90 d', needs: ['metric:FeeTotUSD'], warmUpDays: 120, formula: 'mean FeeTotUSD of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('FeeTotUSD'), 90) },
  { code: 'tvlGrowth90d', name: 'Value locked, growth 90 d', needs: ['metric:TvlUSD'], warmUpDays: 120, formula: 'mean TvlUSD of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('TvlUSD'), 90) },
]);

/** Who holds it, and what is still locked up. */
const holders: readonly Feature[] = family({ lens: 'fundamental', family: 'holders', unit: 'fraction', direction: 'lower', range: [0, 1], invariantTo: ALL, reference: 'Makarov and Schoar, Blockchain Analysis of the Bitcoin Market, NBER 29396 (2021)' }, [
  { code: 'holderTop100Share', name: 'Held by the largest 100 addresses', needs: ['metric:HolderTop100Share'], warmUpDays: 1, formula: 'HolderTop100Share', values: latest(metric('HolderTop100Share')) },
  { code: 'holderGrowth90d', name: 'Holders, growth 90 d', direction: 'higher', needs: ['metric:HolderCnt'], warmUpDays: 120, range: [-1, Infinity], formula: 'mean HolderCnt of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('HolderCnt'), 90) },
  { code: 'unlockOverhang90d', name: 'Unlocking within 90 d', needs: ['metric:UnlockNext90dShare'], warmUpDays: 1, range: [0, Infinity], formula: 'UnlockNext90dShare: units that unlock in the next 90 days by schedule ÷ supply', reference: 'Keyrock, From Locked to Liquid (2024)', values: latest(metric('UnlockNext90dShare')) },
]);

/** The fundamental lens and its four families (Rule 3.2). */
export const FUNDAMENTAL_FEATURES: readonly Feature[] = [...supply, ...valuation, ...use, ...holders];
