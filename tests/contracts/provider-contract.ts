import { addDays, isoDay, parseIsoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { createLiveProviders } from '@/lib/providers/registry';
import type { LiveSetup } from '@/lib/providers/context';
import type { SourceGate } from '@/lib/providers/http/gate';
import type { LiveProvider, NetworkSource, Refusal, Taken } from '@/lib/providers/live-port';
import { DEFAULT_SOURCE_SETTINGS, type SourceSettings } from '@/lib/schemas/sources';
import type { RunningSources } from '@/tests/support/source-stubs/start-sources';

export const TODAY = isoDay('2026-06-15');
export const NOW = new Date('2026-06-15T12:00:00Z');
export const KEY = 'CG-a-secret-key-0123';
export const TOKEN = 'ghp_a-secret-token-0123';
const SPAN = { from: addDays(TODAY, -20), to: addDays(TODAY, -1) };
const WITH_TODAY = { from: addDays(TODAY, -20), to: TODAY };

/** Counts what is let through. */
export class OpenGate implements SourceGate {
  readonly taken: NetworkSource[] = [];
  take(source: NetworkSource): Promise<void> {
    this.taken.push(source);
    return Promise.resolve();
  }
  succeeded(): Promise<void> {
    return Promise.resolve();
  }
  failed(): Promise<void> {
    return Promise.resolve();
  }
}

export function settingsFor(sources: RunningSources, changes: Partial<SourceSettings> = {}): SourceSettings {
  return { ...DEFAULT_SOURCE_SETTINGS, enabled: { coinmetrics: true }, feeds: [...sources.feeds], listing: 40, ...changes };
}

export function setupFor(sources: RunningSources, changes: Partial<LiveSetup> = {}): LiveSetup {
  const keys = { coingeckoKey: KEY, coingeckoPlan: 'demo', githubToken: TOKEN } as const;
  return { settings: settingsFor(sources), urls: sources.urls, keys, gate: new OpenGate(), clock: { now: () => NOW }, requests: { firstWaitMs: 1, timeoutMs: 10_000 }, ...changes };
}

export function providerOf(source: string, setup: LiveSetup): LiveProvider {
  const found = createLiveProviders(setup).find((provider) => provider.source === source);
  if (!found) throw new Error(`no provider of ${source}`);
  return found;
}

type Row = Readonly<Record<string, unknown>>;
export interface Told {
  readonly rows: readonly Row[];
  readonly refused: readonly Refusal[];
}

const told = (taken: Taken<unknown>): Told => taken as Told;

/** Names of bitcoin and its code at each source. */
function nameAt(source: string): string {
  if (source === 'coinmetrics') return 'btc';
  if (source === 'github') return 'bitcoin bitcoin/bitcoin-core';
  if (!source.startsWith('exchange:')) return 'bitcoin';
  return ['exchange:kraken', 'exchange:coinbase'].includes(source) ? 'BTC/USD' : 'BTC/USDT';
}

async function allPages(provider: LiveProvider): Promise<Told> {
  const rows: Row[] = [];
  const refused: Refusal[] = [];
  for await (const page of provider.listing?.(30) ?? []) {
    rows.push(...(page.rows as unknown as Row[]), ...(page.quotes as unknown as Row[]));
    refused.push(...page.refused);
  }
  return { rows, refused };
}

type Question = (provider: LiveProvider) => Promise<Told> | undefined;
const MOVING = new Set(['exchange']);

/** One question for each ability. */
export const QUESTIONS = {
  listing: (provider) => (provider.listing ? allPages(provider) : undefined),
  describe: (provider) => provider.describe?.(nameAt(provider.source)).then(told),
  category: (provider) => provider.category?.('layer-1').then((ids) => ({ rows: ids.map((externalId) => ({ externalId })), refused: [] })),
  quotes: (provider) => provider.quotes?.([nameAt(provider.source)]).then(told),
  closes: (provider) => provider.closes?.([nameAt(provider.source)], SPAN.to).then(told),
  history: (provider) => provider.history?.(nameAt(provider.source), SPAN).then(told),
  metrics: (provider) => provider.metrics?.(provider.source === 'defillama' ? 'uniswap' : nameAt(provider.source), MOVING.has(provider.source.split(':')[0] ?? '') ? WITH_TODAY : SPAN).then(told),
  dayMetrics: (provider) => provider.dayMetrics?.(SPAN.to).then(told),
  series: (provider) => provider.series?.(SPAN).then(told),
  news: (provider) => provider.news?.().then(told),
  yields: (provider) => provider.yields?.().then(told),
} satisfies Record<string, Question>;
export type Ability = keyof typeof QUESTIONS;

export const abilitiesOf = (provider: LiveProvider): Ability[] => (Object.keys(QUESTIONS) as Ability[]).filter((ability) => provider[ability] !== undefined);
export const ask = (provider: LiveProvider, ability: Ability): Promise<Told> => QUESTIONS[ability](provider) ?? Promise.reject(new Error(`${provider.source} has no ${ability}`));

const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const PRICES = ['close', 'open', 'high', 'low', 'price'];
const AMOUNTS = ['tradedValue', 'marketCap', 'circulatingSupply', 'tradedValue24h', 'tvl', 'maxSupply'];
const FRACTIONS = ['change24h', 'baseYield', 'rewardYield'];
const LATEST = NOW.getTime() + 600_000;

function dayFault(day: unknown): string | null {
  const parsed = typeof day === 'string' ? parseIsoDay(day) : null;
  if (parsed === null) return `day ${String(day)} is none`;
  return (parsed as IsoDay) > TODAY ? `day ${parsed} lies in the future` : null;
}

function textFault(row: Row, name: string): string | null {
  const value = row[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !PLAIN.test(value)) return `${name} ${String(value)} is no plain decimal`;
  if (PRICES.includes(name) && Number(value) <= 0) return `${name} ${value} is no price`;
  return AMOUNTS.includes(name) && Number(value) < 0 ? `${name} ${value} is negative` : null;
}

const candleFault = ({ open, high, low, close }: Row): string | null => {
  if (typeof high !== 'string' || typeof low !== 'string') return null;
  const inside = [open, close].filter((value) => typeof value === 'string').map(Number);
  return inside.some((value) => value > Number(high) || value < Number(low)) ? `candle ${String(open)} ${high} ${low} ${String(close)}` : null;
};

/** What no row may be, whatever the source said. */
export function faultsOf(row: Row): string[] {
  const moments = [row.quotedAt, row.publishedAt].filter((at) => at !== undefined);
  const found = [
    ...('day' in row ? [dayFault(row.day)] : []),
    ...[...PRICES, ...AMOUNTS, 'value'].map((name) => textFault(row, name)),
    ...FRACTIONS.map((name) => (typeof row[name] === 'number' && !Number.isFinite(row[name]) ? `${name} is ${String(row[name])}` : null)),
    ...moments.map((at) => (at instanceof Date && at.getTime() <= LATEST ? null : `moment ${String(at)}`)),
    'externalId' in row && (typeof row.externalId !== 'string' || row.externalId === '') ? 'has no name' : null,
    candleFault(row),
  ];
  return found.filter((fault) => fault !== null);
}

export const refusalFault = ({ subject, about, reason, raw }: Refusal): string | null =>
  [subject, about, reason, raw].every((text) => typeof text === 'string') && reason.trim() !== '' ? null : JSON.stringify({ subject, about, reason, raw });
