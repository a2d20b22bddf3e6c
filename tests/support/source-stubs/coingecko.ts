import { dayNumber, parseIsoDay } from '@/lib/domain/foundation/iso-day';
import { CATEGORY_NAMES, type StubAsset } from './stub-assets';
import { DAY_MS, dayText, midnight, round, type StubMarket } from './stub-market';
import type { StubAnswer, StubRequest, StubSource } from './stub-server';

const MAX_DAYS_WITHOUT_PLAN = 365;
const ids = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean);
const image = (id: string): string => `https://coin-images.coingecko.com/coins/images/1/large/${id}.png?1696501400`;

const error = (status: number, text: string): StubAnswer => ({ status, body: { error: text } });
const notFound = error(404, 'coin not found');
const missing = (name: string): StubAnswer => error(422, `Missing parameter ${name}`);
const tooFarBack: StubAnswer = {
  status: 401,
  body: { error: { status: { timestamp: '2026-03-30T07:22:29.427+00:00', error_code: 10012, error_message: 'Your request exceeds the allowed time range. Public API users are limited to querying historical data within the past 365 days.' } } },
};

function row(asset: StubAsset, market: StubMarket, rank: number): Record<string, unknown> {
  const today = market.today();
  const now = market.day(asset, today);
  const before = market.day(asset, today - 1) ?? now;
  if (!now || !before) return {};
  const cap = now.close * now.supply;
  const change = now.close - before.close;
  return {
    id: asset.id, symbol: asset.symbol, name: asset.name, image: image(asset.id), current_price: round(now.close), market_cap: Math.round(cap), market_cap_rank: rank,
    fully_diluted_valuation: Math.round(now.close * (asset.maxSupply ?? now.supply)), total_volume: now.tradedValue, high_24h: round(now.high), low_24h: round(now.low),
    price_change_24h: round(change), price_change_percentage_24h: round((100 * change) / before.close, 6), market_cap_change_24h: round(cap - before.close * before.supply),
    market_cap_change_percentage_24h: round((100 * change) / before.close, 6), circulating_supply: round(now.supply, 14), total_supply: round(now.supply, 14), max_supply: asset.maxSupply,
    ath: round(now.high * 2), ath_change_percentage: -50.1, ath_date: '2025-10-06T18:57:42.558Z', atl: round(now.low / 10), atl_change_percentage: 900.5, atl_date: '2022-07-06T00:00:00.000Z', roi: null,
    last_updated: market.now().toISOString(), market_cap_rank_with_rehypothecated: rank, price_change_percentage_24h_in_currency: round((100 * change) / before.close, 10),
  };
}

function markets({ query }: StubRequest, market: StubMarket): StubAnswer {
  if (!query.has('vs_currency')) return missing('vs_currency');
  const wanted = query.has('ids') ? new Set(ids(query.get('ids'))) : null;
  const category = query.get('category');
  const perPage = Math.min(250, Number(query.get('per_page') ?? 100));
  const page = Number(query.get('page') ?? 1);
  const ranked = market.ranked().map((asset, i) => ({ asset, rank: i + 1 }));
  const found = ranked.filter(({ asset }) => (wanted === null || wanted.has(asset.id)) && (category === null || asset.categories.includes(category)));
  return { headers: { 'cache-control': 'max-age=30, s-maxage=60' }, body: found.slice((page - 1) * perPage, page * perPage).map(({ asset, rank }) => row(asset, market, rank)) };
}

/** Points as the chart gives them: 00:00 of each day with the close of the day before, then the running moment. */
function chart(asset: StubAsset, market: StubMarket, from: number, to: number): StubAnswer {
  const series = { prices: [] as [number, number][], market_caps: [] as [number, number][], total_volumes: [] as [number, number][] };
  const add = (stamp: number, day: number): void => {
    const at = market.day(asset, day);
    if (!at) return;
    series.prices.push([stamp, at.close]);
    series.market_caps.push([stamp, round(at.close * at.supply, 16)]);
    series.total_volumes.push([stamp, round(at.tradedValue, 16)]);
  };
  for (let day = from; day <= to; day++) add(midnight(day), day - 1);
  if (to === market.today()) add(market.now().getTime(), to);
  return { body: series };
}

function marketChart(asset: StubAsset, { query, headers }: StubRequest, market: StubMarket): StubAnswer {
  if (!query.has('vs_currency')) return missing('vs_currency');
  const pro = headers['x-cg-pro-api-key'] !== undefined;
  const days = query.get('days') === 'max' ? Number.POSITIVE_INFINITY : Number(query.get('days'));
  if (!pro && days > MAX_DAYS_WITHOUT_PLAN) return tooFarBack;
  const today = market.today();
  return chart(asset, market, Math.max(asset.born + 1, today - days + 1), today);
}

function chartRange(asset: StubAsset, { query, headers }: StubRequest, market: StubMarket): StubAnswer {
  if (!query.has('vs_currency')) return missing('vs_currency');
  const day = (name: string): number => {
    const text = query.get(name) ?? '';
    const iso = parseIsoDay(text.slice(0, 10));
    return iso ? dayNumber(iso) : Math.ceil(Number(text) / 86_400);
  };
  const from = day('from');
  if (headers['x-cg-pro-api-key'] === undefined && from < market.today() - MAX_DAYS_WITHOUT_PLAN) return tooFarBack;
  return chart(asset, market, from, Math.min(market.today(), day('to')));
}

function history(asset: StubAsset, { query }: StubRequest, market: StubMarket): StubAnswer {
  const [day = '', month = '', year = ''] = (query.get('date') ?? '').split('-');
  const iso = parseIsoDay(`${year}-${month}-${day}`);
  if (!iso) return missing('date');
  const names = { id: asset.id, symbol: asset.symbol, name: asset.name, image: { thumb: image(asset.id), small: image(asset.id) } };
  // The snapshot of 00:00, thus the close of the day before.
  const at = market.day(asset, dayNumber(iso) - 1);
  if (!at) return { body: names };
  const inUsd = (value: number): Record<string, number> => ({ usd: value });
  return { body: { ...names, market_data: { current_price: inUsd(at.close), market_cap: inUsd(at.close * at.supply), total_volume: inUsd(at.tradedValue) }, community_data: community, developer_data: developer(asset, market), public_interest_stats: { alexa_rank: null, bing_matches: null } } };
}

const community = { facebook_likes: null, reddit_average_posts_48h: 0, reddit_average_comments_48h: 0, reddit_subscribers: 0, reddit_accounts_active_48h: 0, telegram_channel_user_count: null };

function developer(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const some = (name: string, most: number): number => Math.floor(most * market.chance(asset.id, name));
  return {
    forks: some('forks', 9_000), stars: some('stars', 60_000), subscribers: some('subscribers', 3_000), total_issues: some('issues', 6_000), closed_issues: some('closed', 5_000),
    pull_requests_merged: some('merged', 9_000), pull_request_contributors: some('contributors', 700), code_additions_deletions_4_weeks: { additions: some('additions', 9_000), deletions: -some('deletions', 4_000) },
    commit_count_4_weeks: some('commits', 300), last_4_weeks_commit_activity_series: Array.from({ length: 28 }, (_, i) => some(`week ${i}`, 12)),
  };
}

function coin(asset: StubAsset, { query }: StubRequest, market: StubMarket): StubAnswer {
  const wanted = (name: string): boolean => query.get(name) !== 'false';
  const rank = market.ranked().indexOf(asset) + 1;
  const at = market.day(asset, market.today()) ?? undefined;
  const inUsd = (value: number | undefined): Record<string, number> => (value === undefined ? {} : { usd: value });
  const place = asset.platform ?? '';
  return {
    body: {
      id: asset.id, symbol: asset.symbol, name: asset.name, web_slug: asset.id, asset_platform_id: asset.platform, platforms: { [place]: asset.contract ?? '' },
      detail_platforms: { [place]: { decimal_place: asset.contract ? 18 : null, contract_address: asset.contract ?? '' } }, block_time_in_minutes: asset.platform ? 0 : 10, hashing_algorithm: asset.hashing,
      categories: asset.categories.map((id) => CATEGORY_NAMES[id] ?? id), preview_listing: false, public_notice: null, additional_notices: [], has_supply_breakdown: false,
      ...(wanted('localization') ? { localization: { en: asset.name, de: asset.name } } : {}), description: { en: `${asset.name} of the stub market.` },
      links: { homepage: [`https://${asset.id}.example`, '', ''], whitepaper: '', blockchain_site: [''], official_forum_url: [''], chat_url: [''], announcement_url: ['', ''], snapshot_url: null, twitter_screen_name: asset.id, facebook_username: '', bitcointalk_thread_identifier: null, telegram_channel_identifier: '', subreddit_url: '', repos_url: { github: [`https://github.com/${asset.repository}`], bitbucket: [] } },
      image: { thumb: image(asset.id), small: image(asset.id), large: image(asset.id) }, country_origin: '', genesis_date: dayText(asset.born), sentiment_votes_up_percentage: 84.07, sentiment_votes_down_percentage: 15.93,
      watchlist_portfolio_users: 1_000, market_cap_rank: rank || null, market_cap_rank_with_rehypothecated: rank || null, status_updates: [], last_updated: market.now().toISOString(),
      ...(wanted('market_data') ? { market_data: { current_price: inUsd(at?.close), total_value_locked: null, mcap_to_tvl_ratio: null, fdv_to_tvl_ratio: null, roi: null, market_cap: inUsd(at && at.close * at.supply), market_cap_rank: rank || null, fully_diluted_valuation: {}, total_volume: inUsd(at?.tradedValue), high_24h: inUsd(at?.high), low_24h: inUsd(at?.low), total_supply: at?.supply ?? null, max_supply: asset.maxSupply, circulating_supply: at?.supply ?? 0, last_updated: market.now().toISOString() } } : {}),
      ...(wanted('community_data') ? { community_data: community } : {}), ...(wanted('developer_data') ? { developer_data: developer(asset, market) } : {}), ...(wanted('tickers') ? { tickers: [] } : {}),
    },
  };
}

/** Candles of four days (or four hours below 31 days here: daily): the stamp is the end, the last one runs. */
function ohlc(asset: StubAsset, { query }: StubRequest, market: StubMarket): StubAnswer {
  if (!query.has('vs_currency')) return missing('vs_currency');
  const today = market.today();
  const days = Math.min(Number(query.get('days') ?? 7), MAX_DAYS_WITHOUT_PLAN);
  const body = Array.from({ length: days }, (_, i) => today - days + 1 + i).flatMap((day) => {
    const at = market.day(asset, day);
    return at ? [[midnight(day) + DAY_MS, at.open, at.high, at.low, at.close]] : [];
  });
  return { body };
}

function simplePrice({ query }: StubRequest, market: StubMarket): StubAnswer {
  const currencies = ids(query.get('vs_currencies'));
  if (currencies.length === 0) return missing('vs_currencies');
  const entries = ids(query.get('ids')).flatMap((id) => {
    const asset = market.asset(id);
    const at = asset && market.day(asset, market.today());
    if (!at) return [];
    if (!currencies.includes('usd')) return [[id, {}] as const];
    const extra = (name: string, value: Record<string, number>): Record<string, number> => (query.get(name) === 'true' ? value : {});
    return [[id, { usd: round(at.close), ...extra('include_market_cap', { usd_market_cap: at.close * at.supply }), ...extra('include_24hr_vol', { usd_24h_vol: at.tradedValue }), ...extra('include_24hr_change', { usd_24h_change: 100 * (at.close / at.open - 1) }), ...extra('include_last_updated_at', { last_updated_at: Math.floor(market.now().getTime() / 1_000) }) }] as const];
  });
  return { body: Object.fromEntries(entries) };
}

function global(market: StubMarket): StubAnswer {
  const days = market.ranked().map((asset) => market.day(asset, market.today()));
  const sum = (of: (day: NonNullable<(typeof days)[number]>) => number): number => days.reduce((total, day) => total + (day ? of(day) : 0), 0);
  return { body: { data: { active_cryptocurrencies: days.length, upcoming_icos: 0, ongoing_icos: 49, ended_icos: 3_376, markets: 1_476, total_market_cap: { usd: sum((day) => day.close * day.supply) }, total_volume: { usd: sum((day) => day.tradedValue) }, market_cap_percentage: { btc: 55.1, eth: 12.2 }, market_cap_change_percentage_24h_usd: -0.95, updated_at: Math.floor(market.now().getTime() / 1_000) } } };
}

const OF_COIN: Readonly<Record<string, (asset: StubAsset, request: StubRequest, market: StubMarket) => StubAnswer>> = { '': coin, '/market_chart': marketChart, '/market_chart/range': chartRange, '/history': history, '/ohlc': ohlc };

const WHOLE: Readonly<Record<string, (request: StubRequest, market: StubMarket) => StubAnswer>> = {
  '/ping': () => ({ body: { gecko_says: '(V3) To the Moon!' } }),
  '/coins/markets': markets,
  '/coins/list': ({ query }, market) => ({ body: market.assets.map(({ id, symbol, name, platform, contract }) => ({ id, symbol, name, ...(query.get('include_platform') === 'true' ? { platforms: platform ? { [platform]: contract } : {} } : {}) })) }),
  '/coins/categories/list': () => ({ body: Object.entries(CATEGORY_NAMES).map(([category_id, name]) => ({ category_id, name })) }),
  '/simple/price': simplePrice,
  '/global': (_request, market) => global(market),
  '/key': () => ({ body: { plan: 'Other', rate_limit_request_per_minute: 1_000, monthly_call_credit: 1_000_000, current_total_monthly_calls: 104, current_remaining_monthly_calls: 999_896 } }),
};

/** CoinGecko under `/api/v3`. */
export const coingecko: StubSource = (request, market) => {
  const path = request.path.replace(/^\/api\/v3/, '');
  const whole = WHOLE[path];
  if (whole) return whole(request, market);
  const [, id, rest = ''] = /^\/coins\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const answer = id === undefined ? undefined : OF_COIN[rest];
  if (!answer || id === undefined) return undefined;
  const asset = market.asset(decodeURIComponent(id));
  return asset ? answer(asset, request, market) : notFound;
};
