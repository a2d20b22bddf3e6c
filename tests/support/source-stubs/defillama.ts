import type { StubAsset } from './stub-assets';
import { DAY_MS, midnight, round, type StubMarket } from './stub-market';
import type { StubAnswer, StubRequest, StubSource } from './stub-server';

const DAY_S = 86_400;
const startOf = (day: number): number => midnight(day) / 1_000;

/** Keys as asked: `coingecko:id` or `chain:address`. Unknown ones are left out. */
function assetOf(key: string, market: StubMarket): StubAsset | undefined {
  const [chain = '', name = ''] = key.split(':');
  return chain === 'coingecko' ? market.asset(name) : market.assets.find(({ platform, contract }) => platform === chain && contract?.toLowerCase() === name.toLowerCase());
}

const keysOf = (list: string): string[] => decodeURIComponent(list).split(',').filter(Boolean);

function priceAt(asset: StubAsset, second: number, market: StubMarket): { readonly price: number; readonly timestamp: number } | null {
  const now = Math.floor(market.now().getTime() / 1_000);
  const moment = Math.min(second, now);
  // A sample of 00:00 is the close of the day before.
  const at = market.day(asset, Math.ceil(moment / DAY_S) - 1);
  return at && { price: at.close * (1 + 0.0004 * (market.chance('llama', asset.id) - 0.5)), timestamp: moment - 40 };
}

function prices(list: string, second: number, market: StubMarket): StubAnswer {
  const found = keysOf(list).flatMap((key) => {
    const asset = assetOf(key, market);
    const at = asset && priceAt(asset, second, market);
    return at ? [[key, { ...(key.startsWith('coingecko:') ? {} : { decimals: 18 }), symbol: (asset as StubAsset).symbol.toUpperCase(), ...at, confidence: 0.99 }] as const] : [];
  });
  return { body: { coins: Object.fromEntries(found) } };
}

function chart(list: string, { query }: StubRequest, market: StubMarket): StubAnswer {
  const now = Math.floor(market.now().getTime() / 1_000);
  const span = Number(query.get('span') ?? 1);
  const period = /^(\d*)d$/.test(query.get('period') ?? '1d') ? DAY_S : DAY_S;
  const start = query.has('start') ? Number(query.get('start')) : Number(query.get('end') ?? now) - (span - 1) * period;
  const coins = keysOf(list).flatMap((key) => {
    const asset = assetOf(key, market);
    if (!asset) return [];
    const points = Array.from({ length: span }, (_, i) => start + i * period).flatMap((second) => {
      const at = second <= now ? priceAt(asset, second, market) : null;
      return at ? [{ timestamp: second - 40, price: at.price }] : [];
    });
    return points.length > 0 ? [[key, { symbol: asset.symbol.toUpperCase(), confidence: 0.99, prices: points }] as const] : [];
  });
  return { body: { coins: Object.fromEntries(coins) } };
}

function batch({ query }: StubRequest, market: StubMarket): StubAnswer {
  const asked = JSON.parse(query.get('coins') ?? '{}') as Record<string, number[]>;
  const coins = Object.entries(asked).flatMap(([key, seconds]) => {
    const asset = assetOf(key, market);
    const points = asset ? seconds.flatMap((second) => priceAt(asset, second, market) ?? []) : [];
    return asset && points.length > 0 ? [[key, { symbol: asset.symbol.toUpperCase(), prices: points.map((point) => ({ ...point, confidence: 0.99 })) }] as const] : [];
  });
  return { body: { coins: Object.fromEntries(coins) } };
}

export const llamaCoins: StubSource = (request, market) => {
  const [, first = '', second = '', third = ''] = request.path.split('/');
  const now = Math.floor(market.now().getTime() / 1_000);
  if (first === 'prices' && second === 'current') return prices(third, now, market);
  if (first === 'prices' && second === 'historical') return prices(request.path.split('/')[4] ?? '', Number(third), market);
  if (first === 'prices' && second === 'first') {
    const coins = keysOf(third).flatMap((key) => {
      const asset = assetOf(key, market);
      return asset ? [[key, { symbol: asset.symbol.toUpperCase(), price: asset.firstPrice, timestamp: startOf(asset.born) }] as const] : [];
    });
    return { body: { coins: Object.fromEntries(coins) } };
  }
  if (first === 'chart') return chart(second, request, market);
  return first === 'batchHistorical' ? batch(request, market) : undefined;
};

/** Assets that are protocols here: what the market calls DeFi. */
const protocols = (market: StubMarket): readonly StubAsset[] => market.assets.filter(({ categories }) => categories.includes('decentralized-finance-defi')).slice(0, 80);
const chains = (market: StubMarket): readonly StubAsset[] => market.assets.filter(({ categories, kind }) => kind === 'coin' && categories.includes('layer-1')).slice(0, 30);

/** USD locked, from what the asset is worth. */
function locked(asset: StubAsset, day: number, market: StubMarket): number | null {
  const at = market.day(asset, day);
  return at && round(at.close * at.supply * (0.3 + market.chance('tvl', asset.id)), 14);
}

function fees(asset: StubAsset, day: number, market: StubMarket): number {
  return Math.round((locked(asset, day, market) ?? 0) * 0.0002 * (0.5 + market.chance('fees', asset.id, day)));
}

function protocolRow(asset: StubAsset, i: number, market: StubMarket): Record<string, unknown> {
  const tvl = locked(asset, market.today(), market) ?? 0;
  return {
    id: String(100 + i), name: asset.name, address: asset.contract, symbol: asset.symbol.toUpperCase(), url: `https://${asset.id}.example\r\n`, description: asset.name, chain: 'Ethereum', logo: `https://icons.llama.fi/${asset.id}.png`,
    audits: '2', audit_note: null, gecko_id: asset.id, cmcId: String(7_000 + i), category: 'Lending', chains: ['Ethereum'], module: `${asset.id}/index.js`, twitter: asset.id, slug: asset.id, tvl,
    chainTvls: { Ethereum: tvl, 'Ethereum-borrowed': tvl / 3, borrowed: tvl / 3, staking: tvl / 10 }, change_1h: -0.24, change_1d: -2.6, change_7d: -4.9, tokenBreakdowns: {}, mcap: tvl * 2, staking: tvl / 10,
  };
}

function series<T>(asset: StubAsset, market: StubMarket, point: (day: number) => T | null): T[] {
  const points: T[] = [];
  for (let day = asset.born; day <= market.today(); day++) {
    const at = point(day);
    if (at !== null) points.push(at);
  }
  return points;
}

function protocol(asset: StubAsset, market: StubMarket): StubAnswer {
  const tvl = series(asset, market, (day) => {
    const value = locked(asset, day, market);
    return value === null ? null : { date: startOf(day), totalLiquidityUSD: value };
  });
  const now = locked(asset, market.today(), market) ?? 0;
  return { body: { id: asset.id, name: asset.name, symbol: asset.symbol.toUpperCase(), gecko_id: asset.id, tvl, currentChainTvls: { Ethereum: now, 'Ethereum-borrowed': now / 3 }, chainTvls: { Ethereum: { tvl } } } };
}

function feeSummary(asset: StubAsset, type: string, market: StubMarket): StubAnswer {
  const scale = type === 'dailyRevenue' ? 0.3 : 1;
  const today = market.today();
  const at = (day: number): number => Math.round(fees(asset, day, market) * scale);
  return {
    body: {
      id: asset.id, name: asset.name, gecko_id: asset.id, chains: ['Ethereum'], symbol: asset.symbol.toUpperCase(), defillamaId: asset.id, disabled: null, displayName: asset.name, module: null, category: null, latestFetchIsOk: true, slug: asset.id,
      protocolType: 'protocol', total24h: at(today - 1), total48hto24h: at(today - 2), total7d: 7 * at(today - 1), totalAllTime: 900 * at(today - 1), change_1d: 7.47, totalDataChart: series(asset, market, (day) => [startOf(day), at(day)]), totalDataChartBreakdown: [],
    },
  };
}

function feeOverview(type: string, market: StubMarket): StubAnswer {
  const scale = type === 'dailyRevenue' ? 0.3 : 1;
  const list = protocols(market).map((asset) => {
    const total24h = Math.round(fees(asset, market.today() - 1, market) * scale);
    return { name: asset.name, displayName: asset.name, slug: asset.id, module: asset.id, gecko_id: asset.id, category: 'Lending', total24h, total7d: total24h * 7, total30d: total24h * 30, revenue24h: total24h * 0.3, change_1d: 12.5, chains: ['Ethereum'] };
  });
  return { body: { protocols: list, totalDataChart: [], totalDataChartBreakdown: [] } };
}

const unknownProtocol: StubAnswer = { status: 400, body: { message: 'Protocol is not in our database' } };

export const llamaApi: StubSource = ({ path, query }, market) => {
  const [, first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent);
  const bySlug = (slug: string): StubAsset | undefined => protocols(market).find(({ id }) => id === slug);
  const all = (day: number): number => chains(market).reduce((sum, asset) => sum + (locked(asset, day, market) ?? 0), 0);
  const named = chains(market).find(({ name }) => name === third);
  const days = Array.from({ length: 1_000 }, (_, i) => market.today() - 999 + i);
  switch (first) {
    case 'protocols':
      return { body: protocols(market).map((asset, i) => protocolRow(asset, i, market)) };
    case 'protocol': {
      const asset = bySlug(second);
      return asset ? protocol(asset, market) : unknownProtocol;
    }
    case 'tvl': {
      const asset = bySlug(second);
      return asset ? { body: locked(asset, market.today(), market) } : unknownProtocol;
    }
    case 'v2':
      if (second === 'chains') return { body: chains(market).map((asset) => ({ gecko_id: asset.id, tvl: locked(asset, market.today(), market), tokenSymbol: asset.symbol.toUpperCase(), cmcId: String(asset.position), name: asset.name, chainId: asset.position })) };
      if (second !== 'historicalChainTvl' || (third !== '' && !named)) return undefined;
      return { body: days.flatMap((day) => (named ? (locked(named, day, market) === null ? [] : [{ date: startOf(day), tvl: locked(named, day, market) }]) : [{ date: startOf(day), tvl: all(day) }])) };
    case 'overview':
      return second === 'fees' ? feeOverview(query.get('dataType') ?? 'dailyFees', market) : undefined;
    case 'summary': {
      const asset = bySlug(third);
      return second === 'fees' ? (asset ? feeSummary(asset, query.get('dataType') ?? 'dailyFees', market) : unknownProtocol) : undefined;
    }
    default:
      return undefined;
  }
};

const stablecoins = (market: StubMarket): readonly StubAsset[] => market.assets.filter(({ kind }) => kind === 'stablecoin');

export const llamaStablecoins: StubSource = ({ path }, market) => {
  const supplyOn = (asset: StubAsset, day: number): { readonly peggedUSD: number } => ({ peggedUSD: market.day(asset, day)?.supply ?? 0 });
  const today = market.today();
  if (path === '/stablecoins') {
    const peggedAssets = stablecoins(market).map((asset, i) => ({
      id: String(i + 1), name: asset.name, symbol: asset.symbol.toUpperCase(), gecko_id: asset.id, pegType: 'peggedUSD', priceSource: 'defillama', pegMechanism: 'fiat-backed', circulating: supplyOn(asset, today), circulatingPrevDay: supplyOn(asset, today - 1),
      circulatingPrevWeek: supplyOn(asset, today - 7), circulatingPrevMonth: supplyOn(asset, today - 30), chainCirculating: { Ethereum: { current: supplyOn(asset, today), circulatingPrevDay: supplyOn(asset, today - 1), circulatingPrevWeek: supplyOn(asset, today - 7), circulatingPrevMonth: supplyOn(asset, today - 30) } }, chains: ['Ethereum'], price: market.day(asset, today)?.close ?? null,
    }));
    return { body: { peggedAssets, chains: [{ gecko_id: 'ethereum', totalCirculatingUSD: { peggedUSD: 1e11 }, tokenSymbol: 'ETH', name: 'Ethereum' }] } };
  }
  if (!path.startsWith('/stablecoincharts/')) return undefined;
  const total = (day: number): number => stablecoins(market).reduce((sum, asset) => sum + supplyOn(asset, day).peggedUSD, 0);
  return { body: Array.from({ length: 1_000 }, (_, i) => today - 999 + i).map((day) => ({ date: String(startOf(day)), totalCirculating: { peggedUSD: total(day) }, totalCirculatingUSD: { peggedUSD: total(day) } })) };
};

function pool(asset: StubAsset, i: number, market: StubMarket): Record<string, unknown> {
  const base = round(8 * market.chance('apy', asset.id), 5);
  const reward = i % 3 === 0 ? round(4 * market.chance('reward', asset.id), 5) : null;
  return {
    chain: 'Ethereum', project: asset.id, symbol: asset.symbol.toUpperCase(), tvlUsd: Math.round(locked(asset, market.today(), market) ?? 0), apyBase: base, apyReward: reward, apy: base + (reward ?? 0), rewardTokens: reward === null ? null : [asset.contract],
    pool: `747c1d2a-c668-4682-b9f9-${String(296_708_000_000 + i)}`, apyPct1D: -0.121, apyPct7D: 0.055, apyPct30D: -0.121, stablecoin: asset.kind === 'stablecoin', ilRisk: 'no', exposure: 'single', predictions: { predictedClass: 'Stable/Up', predictedProbability: 75, binnedConfidence: 3 },
    poolMeta: null, mu: 3.82, sigma: 0.05, count: 1_089, outlier: false, underlyingTokens: asset.contract === null ? null : [asset.contract], il7d: null, apyBase7d: null, apyMean30d: base, volumeUsd1d: null, volumeUsd7d: null, apyBaseInception: null,
  };
}

export const llamaYields: StubSource = ({ path }, market) => {
  if (path === '/pools') return { body: { status: 'success', data: [...stablecoins(market), ...protocols(market)].map((asset, i) => pool(asset, i, market)) } };
  if (!path.startsWith('/chart/')) return undefined;
  const now = market.now().getTime();
  const data = Array.from({ length: 90 }, (_, i) => ({ timestamp: new Date(i === 89 ? now : midnight(market.today() - 89 + i) + DAY_MS - 3_530_000).toISOString(), tvlUsd: 2_292, apy: 4.2, apyBase: 3, apyReward: 1.2, il7d: null, apyBase7d: null }));
  return { body: { status: 'success', data } };
};
