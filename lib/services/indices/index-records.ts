import 'server-only';
import type { EventRecord, LevelRecords, RegimeRecord, StateRecord } from '@/lib/data/indices';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { toNullable } from '@/lib/domain/foundation/missing';
import { assetLevels, leftAlone, rebased } from '@/lib/domain/indices/benchmarks';
import { figuresOf } from '@/lib/domain/indices/figures';
import type { Methodology } from '@/lib/domain/indices/methodology';
import { weightsOf } from '@/lib/domain/indices/positions';
import { scoreRebalances } from '@/lib/domain/indices/rebalance-score';
import type { NeverStarted } from '@/lib/domain/indices/run-index';
import { nextDetermination } from '@/lib/domain/indices/schedule';
import type { Simulated } from '@/lib/domain/indices/simulate';
import { leavingCosts } from '@/lib/domain/indices/slippage';
import type { MarketPanel } from '@/lib/domain/market/panel';
import type { RegimeReading } from '@/lib/domain/market/regime';
import type { EventHash } from './event-hashes';

export const BITCOIN = 'bitcoin';
const SPARK_DAYS = 364;

/** Everything that one live index stores. */
export interface LiveRecords {
  readonly levels: LevelRecords;
  readonly events: readonly EventRecord[];
  readonly state: StateRecord;
}

/** What made an index: its state by all inputs, each event by those of its day. */
export interface Identity {
  readonly inputHash: string;
  readonly eventHash: EventHash;
}

export function liveRecords(panel: MarketPanel, methodology: Methodology, simulated: Simulated, market: Float64Array, { inputHash, eventHash }: Identity): LiveRecords {
  const { startRow, gross, net } = simulated;
  const beside = { bitcoin: assetLevels(panel, BITCOIN, startRow), market: rebased(market, startRow) };
  const inception = simulated.weightsAt.get(startRow) ?? new Map<number, number>();
  const levels: LevelRecords = { slug: methodology.slug, firstDay: panel.start + startRow, gross, net, bitcoin: beside.bitcoin, marketCap: beside.market, unrebalanced: leftAlone(panel, startRow, inception) };
  const figures = figuresOf(panel, simulated, beside, (row) => simulated.weightsAt.get(row) ?? inception);
  const weights = weightsOf(simulated.positions);
  const last = net.length - 1;
  const change = (days: number): number | null => (days > last ? null : toNullable((net[last] as number) / (net[last - days] as number) - 1));
  const holdings = [...weights].map(([asset, weight]) => ({ id: panel.assets[asset]?.id ?? '', weight, target: simulated.targets.get(asset) ?? 0 })).sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const state: StateRecord = {
    ...head(methodology, inputHash),
    status: 'live',
    missing: [],
    startDay: dayFromNumber(panel.start + startRow),
    lastDay: dayFromNumber(panel.start + startRow + last),
    level: net[last] as number,
    change1d: change(1),
    change30d: change(30),
    change365d: change(365),
    sparkline: weekly(net),
    metrics: { ...figures, leaving: leavingCosts(panel, panel.days - 1, weights), rebalancing: scoreRebalances(panel, simulated.events) },
    holdings,
    cash: cashBeside(holdings),
    notes: simulated.events.findLast(({ kind }) => kind !== 'exit')?.notes ?? [],
    nextDetermination: nextDetermination(methodology.cadence, panel.start + panel.days - 1),
  };
  return { levels, events: simulated.events.map((event) => eventRecord(panel, event, eventHash(methodology, event.row, event.determinedRow))), state };
}

function head(methodology: Methodology, inputHash: string): Pick<StateRecord, 'slug' | 'version' | 'inputHash'> {
  return { slug: methodology.slug, version: methodology.version, inputHash };
}

/** The state of an index that does not run, with what it waits for. */
export function waitingState(methodology: Methodology, missing: readonly string[], inputHash: string): StateRecord {
  return {
    ...head(methodology, inputHash), status: 'waiting', missing, startDay: null, lastDay: null, level: null, change1d: null, change30d: null, change365d: null,
    sparkline: [], metrics: { ranges: {}, alone: {}, leaving: [], rebalancing: null }, holdings: [], cash: 1, notes: [], nextDetermination: null,
  };
}

/** What an index that never could start waits for. */
export function thinUniverse(found: NeverStarted): string {
  const held = found.eligible === 0 ? 'none is' : found.eligible === 1 ? '1 is' : `${found.eligible} are`;
  return `enough eligible tokens: at most ${held} on a rebalance day, and their caps hold ${Math.round(found.capacity * 100)} % of it`;
}

/** What the positions leave; sums miss 1 by rounding. */
function cashBeside(holdings: readonly { weight: number }[]): number {
  const left = 1 - holdings.reduce((sum, { weight }) => sum + weight, 0);
  return left < 1e-12 ? 0 : left;
}

/** One level a week, the last included, back to a year. */
function weekly(net: Float64Array): number[] {
  const first = Math.max(0, net.length - 1 - SPARK_DAYS);
  const levels: number[] = [];
  for (let i = net.length - 1; i >= first; i -= 7) levels.unshift(net[i] as number);
  return levels;
}

function eventRecord(panel: MarketPanel, event: Simulated['events'][number], inputHash: string): EventRecord {
  return {
    day: dayFromNumber(panel.start + event.row), determinedDay: dayFromNumber(panel.start + event.determinedRow), kind: event.kind, reason: event.reason,
    turnover: event.turnover, costBps: event.cost * 10_000, cash: event.cash, notes: event.notes, trades: event.trades, inputHash,
  };
}

/** Regimes by day, without the days before the market's level starts. */
export function regimeRecords(panel: MarketPanel, readings: readonly RegimeReading[]): RegimeRecord[] {
  return readings.flatMap(({ regime, ...numbers }, row) =>
    Number.isNaN(numbers.level) ? [] : [{ day: dayFromNumber(panel.start + row), regime, detail: Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, toNullable(value)])) }],
  );
}
