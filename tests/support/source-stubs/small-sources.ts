import type { StubAsset } from './stub-assets';
import { dayText, midnight, round, type StubMarket } from './stub-market';
import type { StubAnswer, StubSource } from './stub-server';

/** First value that alternative.me gives: 2018-02-01. */
const FEAR_GREED_DAYS = 3_000;

const classOf = (value: number): string => (value <= 25 ? 'Extreme Fear' : value <= 46 ? 'Fear' : value <= 54 ? 'Neutral' : value <= 75 ? 'Greed' : 'Extreme Greed');

export const alternativeMe: StubSource = ({ path, query }, market) => {
  if (path !== '/fng/') return undefined;
  const limit = Number(query.get('limit') ?? 1);
  const days = limit === 0 ? FEAR_GREED_DAYS : Math.min(limit, FEAR_GREED_DAYS);
  const untilNext = Math.floor((midnight(market.today() + 1) - market.now().getTime()) / 1_000);
  const data = Array.from({ length: days }, (_, i) => {
    const value = Math.floor(5 + 90 * market.chance('fear', market.today() - i));
    return { value: String(value), value_classification: classOf(value), timestamp: String(midnight(market.today() - i) / 1_000), ...(i === 0 ? { time_until_update: String(untilNext) } : {}) };
  });
  return { body: { name: 'Fear and Greed Index', data, metadata: { error: null } } };
};

/** Metrics of the community set, from the asset's size. */
const METRICS: Readonly<Record<string, (cap: number, chance: number) => number>> = {
  AdrActCnt: (cap, chance) => Math.round(cap / 2e6 / (0.5 + chance)), TxCnt: (cap, chance) => Math.round(cap / 4e6 / (0.5 + chance)), TxTfrCnt: (cap, chance) => Math.round(cap / 3e6 / (0.5 + chance)),
  FeeTotUSD: (cap, chance) => cap * 1e-6 * chance, FeeTotNtv: (_cap, chance) => 100 * chance, CapMrktCurUSD: (cap) => cap, CapRealUSD: (cap) => cap * 0.6, CapMVRVCur: (_cap, chance) => 0.8 + 2 * chance,
  SplyCur: (cap) => cap / 10, IssTotUSD: (cap) => cap * 4e-5, NVTAdj: (_cap, chance) => 30 + 40 * chance, HashRate: (cap) => cap / 1e6, FlowInExUSD: (cap, chance) => cap * 0.001 * chance, FlowOutExUSD: (cap, chance) => cap * 0.0011 * chance,
  SplyExNtv: (cap) => cap / 100, ROI30d: (_cap, chance) => 20 * (chance - 0.5), PriceUSD: (cap) => cap / 1e6,
};
const bad = (name: string, value: string): StubAnswer => ({ status: 400, body: { error: { type: 'bad_parameter', message: `Bad parameter '${name}'. Value '${value}' is not supported.` } } });
const nano = (day: number): string => `${dayText(day)}T00:00:00.000000000Z`;

function assetMetrics({ query, origin }: Parameters<StubSource>[0], market: StubMarket): StubAnswer {
  const named = (query.get('metrics') ?? '').split(',').filter(Boolean);
  const metrics = query.get('ignore_forbidden_errors') === 'true' ? named.filter((metric) => metric in METRICS) : named;
  const symbols = (query.get('assets') ?? '').split(',').filter(Boolean);
  const unknownMetric = metrics.find((metric) => !(metric in METRICS));
  if (unknownMetric !== undefined) return { status: 403, body: { error: { type: 'forbidden', message: `Requested metric '${unknownMetric}' with frequency '1d' for asset '${symbols[0]}' is not available with supplied credentials.` } } };
  const assets: StubAsset[] = [];
  for (const symbol of symbols) {
    const asset = market.bySymbol(symbol);
    if (!asset && query.get('ignore_unsupported_errors') !== 'true') return bad('assets', symbol);
    if (asset) assets.push(asset);
  }
  const edge = (name: string, otherwise: number): number => (query.has(name) ? Math.floor(Date.parse(`${query.get(name)?.slice(0, 10)}T00:00:00Z`) / 86_400_000) : otherwise);
  const rows = assets.flatMap((asset) =>
    Array.from({ length: Math.max(0, Math.min(market.today() - 1, edge('end_time', market.today() - 1)) - Math.max(asset.born, edge('start_time', asset.born)) + 1) }, (_, i) => Math.max(asset.born, edge('start_time', asset.born)) + i).map((day) => {
      const at = market.day(asset, day);
      const cap = at ? at.close * at.supply : 0;
      const values = metrics.map((metric) => [metric, metric === 'PriceUSD' ? String(at?.close ?? 0) : String(round(METRICS[metric]?.(cap, market.chance(metric, asset.id, day)) ?? 0, 12))]);
      return { asset: asset.symbol, time: nano(day), ...Object.fromEntries(values) } as Record<string, unknown>;
    }),
  );
  if (query.get('format') === 'csv') return { headers: { 'content-type': 'text/csv;charset=utf-8' }, body: [['asset', 'time', ...metrics].join(','), ...rows.map((row) => ['asset', 'time', ...metrics].map((name) => String(row[name] ?? '')).join(',')), ''].join('\n') };
  const size = Math.min(10_000, Number(query.get('page_size') ?? 100));
  const from = Number(query.get('next_page_token')?.slice(2) ?? 0);
  const more = from + size < rows.length;
  const next = new URLSearchParams(query);
  next.set('next_page_token', `0.${from + size}`);
  return { headers: { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '6', 'x-ratelimit-plan': 'community' }, body: { data: rows.slice(from, from + size), ...(more ? { next_page_token: `0.${from + size}`, next_page_url: `${origin}/v4/timeseries/asset-metrics?${next.toString()}` } : {}) } };
}

/** Coin Metrics under `/v4`. */
export const coinmetrics: StubSource = (request, market) => {
  const coins = market.assets.slice(0, 60);
  switch (request.path) {
    case '/v4/timeseries/asset-metrics':
      return assetMetrics(request, market);
    case '/v4/reference-data/assets':
      return { body: { data: coins.map(({ symbol, name }) => ({ asset: symbol, full_name: name })) } };
    case '/v4/catalog-v2/asset-metrics':
      return { body: { data: coins.map((asset) => ({ asset: asset.symbol, metrics: Object.keys(METRICS).map((metric) => ({ metric, frequencies: [{ frequency: '1d', min_time: nano(asset.born), max_time: nano(market.today() - 1), community: true }] })) })) } };
    default:
      return undefined;
  }
};

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A headline an hour over two days, newest first, in RSS 2.0 (`/rss`) or Atom (`/atom`). */
export const news: StubSource = ({ path, origin }, market) => {
  const hour = Math.floor(market.now().getTime() / 3_600_000);
  const items = Array.from({ length: 48 }, (_, i) => {
    const asset = market.assets[(hour - i) % Math.min(20, market.assets.length)] as StubAsset;
    const at = new Date((hour - i) * 3_600_000);
    return { at, title: `${asset.name} in hour ${hour - i}: a headline & nothing more`, guid: `stub-${hour - i}`, link: `${origin}/news/${hour - i}?utm_source=rss_feed` };
  });
  const channel = { title: 'Stub Wire', link: origin };
  if (path === '/rss') {
    const body = items.map(({ at, title, guid, link }) => `<item><title><![CDATA[${title} ]]></title><link><![CDATA[${link}]]></link><guid isPermaLink="false">${guid}</guid><pubDate>${at.toUTCString().replace('GMT', '+0000')}</pubDate><description><![CDATA[<p>Text of the publisher.</p>]]></description></item>`);
    return { headers: { 'content-type': 'application/rss+xml; charset=utf-8' }, body: `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${channel.title}</title><link>${channel.link}</link><description>d</description>${body.join('')}</channel></rss>` };
  }
  if (path !== '/atom') return undefined;
  const entries = items.map(({ at, title, guid, link }) => `<entry><title>${escapeXml(title)}</title><link href="${escapeXml(link)}"/><id>urn:${guid}</id><published>${at.toISOString()}</published><updated>${at.toISOString()}</updated></entry>`);
  return { headers: { 'content-type': 'application/atom+xml; charset=utf-8' }, body: `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${channel.title}</title><id>urn:stub</id><updated>${market.now().toISOString()}</updated>${entries.join('')}</feed>` };
};
