import 'server-only';
import { loadRegimeBefore } from '@/lib/data/overview';
import { closesOn, closesUpTo, marketOf, type MarketOfAsset } from '@/lib/data/prices';
import { lastBandTrades } from '@/lib/data/transactions';
import { decText } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { covariance } from '@/lib/domain/foundation/statistics';
import { DAYS_PER_YEAR } from '@/lib/domain/foundation/year';
import { watchPlan } from '@/lib/domain/planning/watches';
import { bandMultiple, REGIMES, type Regime } from '@/lib/domain/market/regime';
import { calendarDue, type CalendarState } from '@/lib/domain/rebalancing/calendar';
import { keepNotAdvised, type NotAdvised } from '@/lib/domain/rebalancing/not-advised';
import type { SuggestionBase } from '@/lib/domain/rebalancing/suggestion-request';
import { mayAdvise, type Freshness } from '@/lib/domain/market/freshness';
import type { PositionInput } from '@/lib/domain/rebalancing/types';
import type { UserSettings } from '@/lib/schemas/settings';
import { readSettings } from '@/lib/services/account/settings';
import { loadHoldings, type Holdings } from '@/lib/services/portfolio/holdings';
import { currentTargets, type CurrentTargets } from '@/lib/services/planning/current-targets';
import { freshnessOfMarket, readFreshness } from '@/lib/services/market/read-freshness';
import { cryptoInUse } from './crypto-in-use';
import { notAdvisedOf } from './not-advised-assets';

export interface PreparedSuggestion {
  readonly holdings: Holdings;
  readonly plan: CurrentTargets | null;
  readonly settings: UserSettings;
  readonly base: SuggestionBase;
  readonly names: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
  readonly regime: Regime | null;
  /** Null where the bands decide (Rule 6.3). */
  readonly calendar: CalendarState | null;
  /** Held or wanted, but without a close on the day: left out of value and trades, and said so (Rule 1.5). */
  readonly unpriced: readonly string[];
  /** Held or wanted, with a close past 48 hours: kept, and nothing is advised about it. */
  readonly notAdvised: readonly NotAdvised[];
  /** How old the whole market is where nothing at all may be advised. */
  readonly marketStale: Freshness | null;
}

/** Only what was rebalanced counts: money that was put in or taken out does not put a calendar off. */
function calendarOf({ rebalancing }: UserSettings, { day, entries }: Holdings, trades: ReadonlyMap<string, string>): CalendarState | null {
  if (rebalancing.trigger === 'bands') return null;
  const rebalanced = [...trades.values()].filter((traded) => traded <= day).sort().at(-1);
  return calendarDue({ calendar: rebalancing.trigger, lastRebalanced: rebalanced === undefined ? null : isoDay(rebalanced), firstTransaction: entries[0]?.day ?? null, day });
}

function positionOf(asset: string, holdings: Holdings, price: string, market: MarketOfAsset | undefined, lastTrade: string | undefined): PositionInput {
  const held = holdings.value.positions.find((position) => position.asset === asset);
  const lots = holdings.books.lots.filter((lot) => lot.asset === asset);
  const volatility = market?.volatility ?? null;
  return {
    asset,
    quantity: held === undefined ? '0' : decText(held.quantity),
    price,
    lots: lots.map((lot) => ({ acquired: lot.acquired, quantity: decText(lot.quantity), unitCost: lot.unitCost === null ? null : decText(lot.unitCost) })),
    ...(market?.depth2pct ? { depth2pct: String(market.depth2pct) } : {}),
    ...(market?.tradedValue ? { dailyTradedValue: String(market.tradedValue) } : {}),
    ...(volatility === null ? {} : { dailyVolatility: Math.min(1, volatility / Math.sqrt(DAYS_PER_YEAR)) }),
    ...(market?.kind === 'stablecoin' ? { cashLike: true } : {}),
    ...(lastTrade === undefined ? {} : { lastBandTrade: lastTrade }),
  };
}

/** What a person holds and wants today: the plan's tokens on the last closes, liquidity, lots, settings and regime; null without a market. */
export async function prepareSuggestion(userId: string): Promise<PreparedSuggestion | null> {
  const holdings = await loadHoldings(userId);
  if (holdings === null) return null;
  const { dataset, day, value } = holdings;
  const [plan, settings, trades, regimeRow] = await Promise.all([
    currentTargets(userId, decText(value.total)), readSettings(userId), lastBandTrades(userId, !dataset.simulated), loadRegimeBefore(dataset.id, day),
  ]);
  const regime = REGIMES.find((known) => known === regimeRow?.regime) ?? null;
  const wanted = plan?.targets.targets ?? [];
  const assets = [...new Set([...value.positions.map((position) => position.asset), ...wanted.map((target) => target.asset)])].sort();
  const [market, closes, freshness] = await Promise.all([marketOf(dataset.id, assets), closesOn(dataset.id, assets.map((asset) => ({ asset, day }))), readFreshness(dataset, assets)]);
  const positions = assets.flatMap((asset) => {
    const price = closes.get(`${asset} ${day}`);
    return price === undefined ? [] : [positionOf(asset, holdings, decText(price), market.get(asset), trades.get(asset))];
  });
  const priced = new Set(positions.map((position) => position.asset));
  const notAdvised = notAdvisedOf({ dataset, assets, freshness, priced });
  const whole = freshnessOfMarket(dataset);
  return {
    notAdvised,
    marketStale: mayAdvise(whole) ? null : whole,
    holdings, plan, settings, regime,
    calendar: calendarOf(settings, holdings, trades),
    unpriced: assets.filter((asset) => !priced.has(asset)),
    names: Object.fromEntries(assets.map((asset) => [asset, { name: market.get(asset)?.name ?? asset, symbol: market.get(asset)?.symbol ?? asset }])),
    base: keepNotAdvised({
      cash: decText(value.cash),
      positions,
      targets: wanted.filter((target) => priced.has(target.asset)),
      day,
      bandMultiplier: bandMultiple(regime),
      shortRate: settings.tax.shortRate,
      longRate: settings.tax.longRate,
      feeBps: settings.costs.feeBps,
      minTrade: settings.rebalancing.minTrade,
      contributionsFirst: settings.rebalancing.contributionsFirst,
      buying: plan === null || !watchPlan(cryptoInUse(plan.plan, holdings)).some(({ watch }) => watch === 'stopBuying'),
    }, notAdvised),
  };
}

const VOLATILITY_DAYS = 90;

/** Daily covariance of the last 90 returns, in the order of `assets`; null where one of them has a day missing. */
export async function covarianceOf(datasetId: number, assets: readonly string[], day: string): Promise<number[][] | null> {
  const closes = await closesUpTo(datasetId, assets, day, VOLATILITY_DAYS + 1);
  const returns = assets.map((asset) => {
    const series = closes.get(asset) ?? [];
    return series.slice(1).map((close, index) => (close === null || series[index] === null ? Number.NaN : close / (series[index] as number) - 1));
  });
  if (returns.some((series) => series.length < VOLATILITY_DAYS || series.some((value) => !Number.isFinite(value)))) return null;
  return returns.map((a) => returns.map((b) => Number(covariance(a, b).toPrecision(6))));
}
