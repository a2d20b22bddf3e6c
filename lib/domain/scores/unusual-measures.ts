/** Measures of an unusual week (Rule 3.6) that are a metric of the dataset, and which. Example: fees are FeeTotUSD. */
export const MEASURED_METRICS = {
  activeAddresses: 'AdrActCnt',
  transfers: 'TxTfrCnt',
  valueMoved: 'TxTfrValAdjUSD',
  fees: 'FeeTotUSD',
  exchangeInflow: 'FlowInExUSD',
  hashRate: 'HashRate',
  holders: 'HolderCnt',
  lockedValue: 'TvlUSD',
  depth: 'Depth2PctUSD',
  posts: 'SocialCount',
} as const;

/** Daily series whose changes are judged, in the order of a point's values: what features of all lenses are made from. Example: the first is the price. */
export const UNUSUAL_MEASURES = ['price', 'tradedValue', 'volatility', 'supply', ...(Object.keys(MEASURED_METRICS) as (keyof typeof MEASURED_METRICS)[])] as const;
export type UnusualMeasure = (typeof UNUSUAL_MEASURES)[number];
