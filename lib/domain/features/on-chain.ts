import { difference, meanGrowth, plus, ratio, times } from './arithmetic';
import { family, type Feature } from './feature';
import { marketCap, metric } from './sources';
import { latest, mean } from './windows';

const ALL = ['price', 'money', 'redenomination'] as const;
const growing = { lens: 'onChain', unit: 'fraction', direction: 'higher', range: [-1, Infinity], invariantTo: ALL } as const;
const MINED = { test: (asset) => asset.consensus === null || asset.consensus === 'pow' || asset.consensus === 'hybrid', otherwise: 'its chain is not secured by work' } satisfies Feature['applies'];

/** Use of the chain, growing or shrinking. */
const activity: readonly Feature[] = family({ ...growing, family: 'activity', reference: 'Cong, Li and Wang, Tokenomics: Dynamic Adoption and Valuation, Review of Financial Studies 34 (2021)' }, [
  { code: 'activeAddressGrowth30d', name: 'Active addresses, growth', needs: ['metric:AdrActCnt'], warmUpDays: 60, formula: 'mean AdrActCnt of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('AdrActCnt'), 30) },
  { code: 'activeAddressGrowth90d', name: 'Active addresses, growth 90 d', needs: ['metric:AdrActCnt'], warmUpDays: 120, formula: 'mean AdrActCnt of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('AdrActCnt'), 90) },
  { code: 'transactionGrowth30d', name: 'Transactions, growth', needs: ['metric:TxCnt'], warmUpDays: 60, formula: 'mean TxCnt of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('TxCnt'), 30) },
  { code: 'transferGrowth30d', name: 'Transfers, growth', needs: ['metric:TxTfrCnt'], warmUpDays: 60, formula: 'mean TxTfrCnt of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('TxTfrCnt'), 30) },
  { code: 'transferValueGrowth30d', name: 'Value moved, growth', needs: ['metric:TxTfrValAdjUSD'], warmUpDays: 60, formula: 'mean TxTfrValAdjUSD of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('TxTfrValAdjUSD'), 30) },
]);

/** What holders paid, and what the chain carries, against the cap. */
const realisedValue: readonly Feature[] = family({ lens: 'onChain', family: 'realised value', unit: 'ratio', direction: 'lower', range: [0, Infinity], invariantTo: ALL, reference: 'Mahmudov and Puell, Market Value to Realized Value (2018)' }, [
  { code: 'mvrv', name: 'Market ÷ realised value', needs: ['metric:CapMVRVCur'], warmUpDays: 1, formula: 'CapMVRVCur', values: latest(metric('CapMVRVCur')) },
  { code: 'realisedCapGrowth90d', name: 'Realised value, growth 90 d', unit: 'fraction', direction: 'higher', needs: ['metric:CapRealUSD'], warmUpDays: 120, range: [-1, Infinity], formula: 'mean CapRealUSD of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('CapRealUSD'), 90) },
  { code: 'nvtAdjusted', name: 'Network value ÷ transfers (NVT)', needs: ['metric:NVTAdj'], warmUpDays: 7, formula: 'mean NVTAdj of 7 days', reference: 'Woo, Is Bitcoin in a Bubble? Check the NVT Ratio (2017)', values: mean(metric('NVTAdj'), 7) },
  { code: 'nvtSignal90d', name: 'NVT signal, 90 d', needs: ['metric:NVTAdj90'], warmUpDays: 1, formula: 'NVTAdj90', reference: 'Kalichkin, Rethinking NVT Ratio (2018)', values: latest(metric('NVTAdj90')) },
  { code: 'soldProfit7d', name: 'Profit of what was moved (SOPR), 7 d', needs: ['metric:SOPR'], warmUpDays: 7, formula: 'mean SOPR of 7 days', reference: 'Shirakashi, Introducing SOPR (2019)', values: mean(metric('SOPR'), 7) },
]);

/** What users pay the chain. */
const fees: readonly Feature[] = family({ ...growing, family: 'fees', reference: 'Easley, O’Hara and Basu, From Mining to Markets, Journal of Financial Economics 134 (2019)' }, [
  { code: 'feeGrowth30d', name: 'Fees, growth', needs: ['metric:FeeTotUSD'], warmUpDays: 60, formula: 'mean FeeTotUSD of 30 days ÷ mean of the 30 days before − 1', values: meanGrowth(metric('FeeTotUSD'), 30) },
  { code: 'feePerTransaction30d', name: 'Fee of a transaction', unit: 'usd', direction: 'lower', needs: ['metric:FeeTotUSD', 'metric:TxCnt'], warmUpDays: 30, range: [0, Infinity], invariantTo: ['price', 'redenomination'], formula: 'mean FeeTotUSD of 30 days ÷ mean TxCnt of 30 days', values: ratio(mean(metric('FeeTotUSD'), 30), mean(metric('TxCnt'), 30)) },
]);

/** What secures the chain, where miners do. */
const security: readonly Feature[] = family({ ...growing, family: 'security', applies: MINED, reference: 'Bhambhwani, Delikouras and Korniotis, Blockchain Characteristics and Cryptocurrency Returns, Journal of International Financial Markets 86 (2023)' }, [
  { code: 'hashRateGrowth90d', name: 'Hash rate, growth 90 d', needs: ['metric:HashRate'], warmUpDays: 120, formula: 'mean HashRate of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('HashRate'), 90) },
  { code: 'difficultyGrowth90d', name: 'Difficulty, growth 90 d', needs: ['metric:DiffMean'], warmUpDays: 120, formula: 'mean DiffMean of 30 days ÷ the same 90 days before − 1', values: meanGrowth(metric('DiffMean'), 90) },
]);

/** New units paid to those who run the chain. */
const issuance: readonly Feature[] = family({ lens: 'onChain', family: 'issuance', unit: 'perYear', direction: 'lower', range: [-1, Infinity], invariantTo: ALL, reference: 'Coin Metrics, IssContPctAnn (continuous issuance, per cent a year)' }, [
  { code: 'issuance30d', name: 'Issuance a year', needs: ['metric:IssContPctAnn'], warmUpDays: 30, formula: 'mean IssContPctAnn of 30 days ÷ 100', values: times(mean(metric('IssContPctAnn'), 30), 0.01) },
]);

/** Coins going to and from exchanges. */
const flows: readonly Feature[] = family({ lens: 'onChain', family: 'exchange flows', unit: 'fraction', range: [-Infinity, Infinity], reference: 'Hoang and Baur, Cryptocurrency Exchange Reserves and Returns, Finance Research Letters 46 (2022)' }, [
  { code: 'exchangeNetInflow30d', name: 'Net flow to exchanges ÷ cap, 30 d', direction: 'lower', needs: ['metric:FlowInExUSD', 'metric:FlowOutExUSD', 'marketCap'], warmUpDays: 30, invariantTo: ['money', 'redenomination'], formula: '30 × (mean FlowInExUSD − mean FlowOutExUSD of 30 days) ÷ market cap', values: ratio(times(difference(mean(metric('FlowInExUSD'), 30), mean(metric('FlowOutExUSD'), 30)), 30), latest(marketCap)) },
]);

/** Coins that lie still. */
const dormancy: readonly Feature[] = family({ lens: 'onChain', family: 'dormancy', unit: 'fraction', range: [-Infinity, 1], invariantTo: ['price', 'money', 'redenomination'], reference: 'Schultze-Kraft, Breaking up On-Chain Metrics, HODL waves (2019)' }, [
  { code: 'dormantShare1y', name: 'Supply unmoved for a year', direction: 'higher', needs: ['metric:SplyAct1yr', 'metric:SplyCur'], warmUpDays: 1, formula: '1 − SplyAct1yr ÷ SplyCur', values: plus(times(ratio(latest(metric('SplyAct1yr')), latest(metric('SplyCur'))), -1), 1) },
]);

/** The on-chain lens (Rule 3.1). Metric names are Coin Metrics'. */
export const ON_CHAIN_FEATURES: readonly Feature[] = [...activity, ...realisedValue, ...fees, ...security, ...issuance, ...flows, ...dormancy];
