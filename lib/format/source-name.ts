const TITLES: Readonly<Record<string, string>> = {
  coingecko: 'CoinGecko',
  defillama: 'DefiLlama',
  coinmetrics: 'Coin Metrics',
  'alternative-me': 'alternative.me',
  github: 'GitHub',
  news: 'News feeds',
  'exchange:okx': 'OKX',
  'exchange:kucoin': 'KuCoin',
};

/** A source as people know it. Example: `exchange:kraken` is “Kraken”. */
export function formatSource(source: string): string {
  const known = TITLES[source];
  if (known !== undefined) return known;
  const name = source.replace(/^exchange:/, '');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
