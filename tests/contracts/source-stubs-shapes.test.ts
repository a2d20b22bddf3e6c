import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProviderSpecs } from '@/tests/support/real-data';
import { learn, strangers } from '@/tests/support/source-stubs/shape';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

let sources: RunningSources;
beforeAll(async () => void (sources = await startSources({ assets: 120, today: '2026-06-15' })));
afterAll(() => sources.stop());

const NOON = Date.parse('2026-06-15T12:00:00Z') / 1_000;

interface Endpoint {
  readonly source: string;
  readonly asks: string;
  /** Recorded bodies, and `spec:` names of examples in the provider's description. */
  readonly samples: readonly string[];
  readonly maps?: readonly string[];
  /** Where in the answer the samples' shape begins. */
  readonly part?: (body: never) => unknown;
}

const CURRENCIES = ['market_data.current_price', 'market_data.market_cap', 'market_data.total_volume', 'market_data.high_24h', 'market_data.low_24h', 'market_data.fully_diluted_valuation', 'platforms', 'detail_platforms', 'localization', 'image'];
const LLAMA = 'defillama/responses/';
const GECKO = 'coingecko/responses/';

const ENDPOINTS: readonly Endpoint[] = [
  { source: 'coingecko', asks: '/coins/markets?vs_currency=usd&per_page=250', samples: [`${GECKO}coins-markets-example-2024.json`, `${GECKO}coins-markets-bitcoin-usd-2021.json`, 'coingecko:GET /coins/markets'] },
  { source: 'coingecko', asks: '/coins/bitcoin', samples: [`${GECKO}coins-bitcoin-example-2024.json`, `${GECKO}coins-bitcoin-full-2021.json`, 'coingecko:GET /coins/{id}'], maps: CURRENCIES },
  { source: 'coingecko', asks: '/coins/bitcoin?market_data=false&localization=false&tickers=false&community_data=false&developer_data=false', samples: [`${GECKO}coins-bitcoin-slim-2024.json`, 'coingecko:GET /coins/{id}'], maps: CURRENCIES },
  { source: 'coingecko', asks: '/coins/bitcoin/market_chart?vs_currency=usd&days=90&interval=daily', samples: [`${GECKO}market_chart-bitcoin-90d-daily-2021.json`] },
  { source: 'coingecko', asks: `/coins/bitcoin/market_chart/range?vs_currency=usd&from=${NOON - 864_000}&to=${NOON}`, samples: [`${GECKO}market_chart-range-example-2024.json`] },
  { source: 'coingecko', asks: '/coins/ethereum/history?date=01-01-2024', samples: [`${GECKO}history-ethereum-01-01-2024.json`, `${GECKO}history-bitcoin-30-12-2017.json`, `${GECKO}coins-bitcoin-example-2024.json`], maps: CURRENCIES },
  { source: 'coingecko', asks: '/coins/bitcoin/ohlc?vs_currency=usd&days=7', samples: [`${GECKO}ohlc-bitcoin-7d-2021.json`] },
  { source: 'coingecko', asks: '/coins/list', samples: [`${GECKO}coins-list-2025.json`] },
  { source: 'coingecko', asks: '/coins/list?include_platform=true', samples: [`${GECKO}coins-list-include_platform-example.json`, 'coingecko:GET /coins/list'], maps: ['[].platforms'] },
  { source: 'coingecko', asks: '/coins/categories/list', samples: [`${GECKO}categories-list-2021.json`, `${GECKO}categories-list-example.json`] },
  { source: 'coingecko', asks: '/global', samples: [`${GECKO}global-2021.json`, 'coingecko:GET /global'], maps: ['data.total_market_cap', 'data.total_volume', 'data.market_cap_percentage'] },
  { source: 'coingecko', asks: '/simple/price?ids=bitcoin,ethereum&vs_currencies=usd', samples: [`${GECKO}simple-price-two-2026.json`], maps: ['', '*'] },
  { source: 'coingecko', asks: '/key', samples: [`${GECKO}key-usage-example.json`] },
  { source: 'coingecko', asks: '/coins/markets', samples: [`${GECKO}coins-markets-missing-vs_currency-422.json`] },
  { source: 'coingecko', asks: '/coins/bitcoin/market_chart?vs_currency=usd&days=max', samples: [`${GECKO}error-10012-over-365-days.json`] },
  { source: 'defillama-coins', asks: '/prices/current/coingecko:bitcoin,coingecko:ethereum', samples: [`${LLAMA}coins-prices-current-2026-06.json`, `${LLAMA}coins-prices-current-2025-03.json`], maps: ['coins'] },
  { source: 'defillama-coins', asks: '/prices/current/coingecko:no-such-thing', samples: [`${LLAMA}coins-prices-current-unknown.json`], maps: ['coins'] },
  { source: 'defillama-coins', asks: `/prices/historical/${NOON - 86_400}/coingecko:bitcoin`, samples: [`${LLAMA}coins-prices-historical-bnb-2020.json`, `${LLAMA}coins-prices-current-2025-03.json`], maps: ['coins'] },
  { source: 'defillama-api', asks: '/protocols', samples: [`${LLAMA}protocols-one-2025-05.json`], maps: ['[].chainTvls'] },
  { source: 'defillama-yields', asks: '/pools', samples: [`${LLAMA}pools-two-2025-05.json`] },
  { source: 'defillama-yields', asks: '/chart/747c1d2a-c668-4682-b9f9-296708a3dd90', samples: [`${LLAMA}yield-chart-2025-05.json`] },
  { source: 'defillama-stablecoins', asks: '/stablecoins?includePrices=true', samples: [`${LLAMA}stablecoins-dola-2025-05.json`, `${LLAMA}stablecoins-2026-09.json`], maps: ['peggedAssets[].chainCirculating'], part: (body: { peggedAssets: unknown }) => ({ peggedAssets: body.peggedAssets }) },
  { source: 'defillama-api', asks: '/summary/fees/uniswap', samples: ['defillama:GET /summary/fees/{protocol}'] },
  { source: 'coinmetrics', asks: '/timeseries/asset-metrics?assets=btc&metrics=PriceUSD,AdrActCnt&page_size=10', samples: ['coinmetrics:AssetMetrics.daily_metrics'], part: (body: { data: { AdrActCnt: unknown }[] }) => ({ ...body, data: body.data.map(({ AdrActCnt: _, ...row }) => row) }) },
  { source: 'coinmetrics', asks: '/timeseries/asset-metrics?assets=nonesuch&metrics=PriceUSD', samples: ['coinmetrics:AssetNotFound'] },
  { source: 'coinmetrics', asks: '/timeseries/asset-metrics?assets=btc&metrics=SplyBMXNtv', samples: ['coinmetrics:Forbidden'] },
  { source: 'coinmetrics', asks: '/reference-data/assets', samples: ['coinmetrics:ReferenceDataAssets'] },
  { source: 'coinmetrics', asks: '/catalog-v2/asset-metrics', samples: ['coinmetrics:CatalogV2AssetMetrics'] },
  { source: 'alternative-me', asks: '/fng/?limit=95', samples: ['alternative-me/responses/fng-2026-09.json'] },
  { source: 'github', asks: '/repos/bitcoin/bitcoin-core', samples: ['github/responses/repo-hello-world-2022.json', 'github/responses/repo-github-api-2019.json'] },
  { source: 'github', asks: '/repos/bitcoin/bitcoin-core/contributors', samples: ['github/responses/contributors-page1-2019.json'] },
  { source: 'github', asks: '/repos/bitcoin/bitcoin-core/stats/commit_activity', samples: ['github/responses/stats-commit_activity-2019.json'] },
  { source: 'github', asks: '/repos/bitcoin/bitcoin-core/stats/participation', samples: ['github/responses/stats-participation-2019.json'] },
  { source: 'exchange:kraken', asks: '/0/public/AssetPairs', samples: ['exchanges/kraken/responses/assetpairs-xbtusdt-2025-11.json'], maps: ['result'] },
  { source: 'exchange:kraken', asks: '/0/public/Depth?pair=XXBTZUSD', samples: ['exchanges/kraken/responses/depth-xbtusdt-2025-11.json'], maps: ['result'] },
  { source: 'exchange:kraken', asks: '/0/public/OHLC?pair=XXBTZUSD&interval=1440', samples: ['exchanges/kraken/responses/ohlc-xbtusdt-1m-2025-11.json'], maps: ['result'] },
  { source: 'exchange:kraken', asks: '/0/public/Ticker?pair=XXBTZUSD', samples: ['exchanges/kraken/responses/ticker-xbtusdt-2025-11.json'], maps: ['result'] },
  { source: 'exchange:coinbase', asks: '/api/v3/brokerage/market/products', samples: ['exchanges/coinbase/responses/product-btc-usd-2026.json'], part: (body: { products: unknown[] }) => body.products[0] },
  { source: 'exchange:coinbase', asks: '/api/v3/brokerage/market/products/BTC-USD/candles', samples: ['exchanges/coinbase/responses/candles-btc-usd-1h-2024.json'] },
  { source: 'exchange:coinbase', asks: '/api/v3/brokerage/market/product_book?product_id=BTC-USD', samples: ['exchanges/coinbase/responses/product_book-btc-usd-2026.json'] },
  { source: 'exchange:binance', asks: '/fapi/v1/fundingRate?symbol=BTCUSDT', samples: ['exchanges/binance/responses/fundingRate-btcusdt-2026-09.json'] },
  { source: 'exchange:binance', asks: '/fapi/v1/openInterest?symbol=BTCUSDT', samples: ['exchanges/binance/responses/openInterest-btcusdt-2026-09.json'] },
  { source: 'exchange:bybit', asks: '/v5/market/tickers?category=linear&symbol=BTCUSDT', samples: ['exchanges/bybit/responses/tickers-btcusdt-2026-09.json'] },
  { source: 'exchange:bybit', asks: '/v5/market/open-interest?category=linear&symbol=BTCUSDT', samples: ['exchanges/bybit/responses/open-interest-btcusdt-1h-2026-09.json'] },
  { source: 'exchange:kucoin', asks: '/api/v1/market/candles?symbol=BTC-USDT&type=1day', samples: ['exchanges/kucoin/responses/candles-example.json'] },
  { source: 'exchange:okx', asks: '/api/v5/market/candles?instId=BTC-USDT&bar=1Dutc', samples: ['exchanges/okx/responses/candles-btc-usdt-1Dutc-2024-02.json'] },
];

async function ask({ source, asks }: Endpoint): Promise<unknown> {
  const url = `${sources.urls[source]}${asks}`;
  const first = await fetch(url);
  return first.status === 202 ? (await fetch(url)).json() : first.json();
}

withProviderSpecs('the stand-ins beside what the providers recorded', (dir) => {
  const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(dir, file), 'utf8'));
  const sample = (name: string): unknown => {
    const [provider = '', example] = name.split(/:(.*)/);
    if (example === undefined) return read(name);
    const examples = read(`${provider}/openapi/examples-of-the-spec.json`) as Record<string, unknown>;
    const parts = example.startsWith('GET') ? [example] : example.split('.');
    return parts.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], examples);
  };

  it.each(ENDPOINTS)('$source $asks', async (endpoint) => {
    const { samples, maps = [], part = (body: never): unknown => body } = endpoint;
    const body = part((await ask(endpoint)) as never);
    const shape = samples.map(sample).reduce<ReturnType<typeof learn> | undefined>((known, value) => learn(value, maps, known), undefined);
    expect(shape && [...new Set(strangers(body, shape, maps))]).toEqual([]);
  });
});

describe('the comparison of shapes', () => {
  it('names what no sample has, and what has another type', () => {
    const shape = learn({ rows: [{ id: 'a', price: 1, rank: null }] }, []);
    expect(strangers({ rows: [{ id: 'b', price: 2, rank: 3 }] }, shape, [])).toEqual([]);
    expect(strangers({ rows: [{ id: 'b', price: '2', cost: 1 }] }, shape, [])).toEqual(['rows[].price is string, not number', 'rows[].cost is not in any sample']);
    expect(strangers({ ada: { usd: '1' } }, learn({ btc: { usd: 1 } }, ['']), [''])).toEqual(['*.usd is string, not number']);
  });
});

describe('the stand-ins’ market', () => {
  it('is the same for the same seed and day, and another for another seed', async () => {
    const read = async (seed: number): Promise<string> => {
      const other = await startSources({ assets: 40, seed, today: '2026-06-15' });
      const text = await (await fetch(`${other.urls.coingecko}/coins/markets?vs_currency=usd`)).text();
      await other.stop();
      return text;
    };
    expect(await read(5)).toBe(await read(5));
    expect(await read(5)).not.toBe(await read(6));
  });

  it('gives the same close from each source, by each source’s way to stamp it', async () => {
    const day = Date.parse('2026-06-10T00:00:00Z');
    const chart = (await (await fetch(`${sources.urls.coingecko}/coins/bitcoin/market_chart?vs_currency=usd&days=30&interval=daily`)).json()) as { prices: [number, number][] };
    const gecko = chart.prices.find(([stamp]) => stamp === day + 86_400_000)?.[1] ?? Number.NaN;
    const llama = (await (await fetch(`${sources.urls['defillama-coins']}/prices/historical/${(day + 86_400_000) / 1_000}/coingecko:bitcoin`)).json()) as { coins: Record<string, { price: number }> };
    const kraken = (await (await fetch(`${sources.urls['exchange:kraken']}/0/public/OHLC?pair=XXBTZUSD&interval=1440`)).json()) as { result: { XXBTZUSD: [number, string, string, string, string][] } };
    const bar = kraken.result.XXBTZUSD.find(([stamp]) => stamp === day / 1_000);
    expect((llama.coins['coingecko:bitcoin']?.price ?? Number.NaN) / gecko).toBeCloseTo(1, 3);
    expect(Number(bar?.[4]) / gecko).toBeCloseTo(1, 3);
  });

  it('moves on in time without changing a past day', async () => {
    const moving = await startSources({ assets: 10, today: '2026-06-15' });
    const read = async (): Promise<[number, number][]> => ((await (await fetch(`${moving.urls.coingecko}/coins/ethereum/market_chart?vs_currency=usd&days=20&interval=daily`)).json()) as { prices: [number, number][] }).prices;
    const before = await read();
    moving.setNow(new Date('2026-06-22T12:00:00Z'));
    const after = await read();
    await moving.stop();
    expect(before.slice(7, -1)).toEqual(after.slice(0, 13));
  });
});
