import type { MarketPanel } from '../market/panel';
import type { Determination } from './determine';
import { isPriced, type ExitKind } from './positions';
import { nameList } from './words';

/** One asset's change of weight in an event, with why. */
export interface EventTrade {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'came' | 'left' | 'stayed';
  /** Market-cap rank among the eligible; null for what has none. */
  readonly rank: number | null;
  readonly reason: string;
}

/** A start, a rebalance, or a forced exit between two. Weights are fractions; turnover is one way; cost is a fraction of the index. */
export interface IndexEvent {
  readonly kind: 'start' | 'rebalance' | 'exit';
  /** Row of the trades and row of the determination. */
  readonly row: number;
  readonly determinedRow: number;
  readonly reason: string;
  readonly turnover: number;
  readonly cost: number;
  readonly cash: number;
  readonly notes: readonly string[];
  readonly trades: readonly EventTrade[];
}

interface Change {
  readonly panel: MarketPanel;
  readonly row: number;
  readonly before: ReadonlyMap<number, number>;
  readonly after: ReadonlyMap<number, number>;
  readonly turnover: number;
  readonly cost: number;
}

type Weights = ReadonlyMap<number, number>;

function cashOf(weights: Weights): number {
  const left = 1 - [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return Math.abs(left) < 1e-12 ? 0 : left;
}

/** Every asset before or after, with the reason `why` gives; largest first, then by id. */
function tradesOf({ panel, before, after }: Change, why: (asset: number, kind: EventTrade['kind']) => { rank: number | null; reason: string }): EventTrade[] {
  const assets = [...new Set([...after.keys(), ...before.keys()])];
  const trades = assets.flatMap((asset): EventTrade[] => {
    const described = panel.assets[asset];
    const kind = !after.has(asset) ? 'left' : before.has(asset) ? 'stayed' : 'came';
    if (!described) return [];
    return [{ id: described.id, symbol: described.symbol, name: described.name, from: before.get(asset) ?? 0, to: after.get(asset) ?? 0, kind, ...why(asset, kind) }];
  });
  return trades.sort((a, b) => b.to - a.to || b.from - a.from || (a.id < b.id ? -1 : 1));
}

function headline(trades: readonly EventTrade[], fallback: string): string {
  const names = (kind: EventTrade['kind']): string => nameList(trades.filter((trade) => trade.kind === kind).map(({ name }) => name));
  const [came, left] = [names('came'), names('left')];
  const parts = [came && `${came} in`, left && `${left} out`].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : fallback;
}

/** The event of a determination that was traded. Example: with one newcomer its reason is "Shiba Inu in". */
export function rebalanceEvent(change: Change & { readonly determination: Determination }): IndexEvent {
  const { determination, before } = change;
  const byAsset = new Map(determination.targets.map((target) => [target.asset, target]));
  const trades = tradesOf(change, (asset, kind) => {
    const target = byAsset.get(asset);
    if (kind === 'stayed' && !isPriced(change.panel, asset, change.row)) return { rank: null, reason: 'Stayed: without a close on this day it cannot be traded (Rule 1.4); its last price is carried, at most 3 days (Rule 5.4).' };
    if (target === undefined) return { rank: null, reason: `Left: ${determination.outside.get(asset) ?? 'no longer eligible'}.` };
    if (kind === 'left') return { rank: target.rank, reason: 'Left: it stopped trading before the rebalance.' };
    const first = `${kind === 'came' ? 'Came in' : 'Stayed'}: ${target.reason}.`;
    return { rank: target.rank, reason: `${first} ${target.weightReason}` };
  });
  const start = before.size === 0;
  const count = trades.filter(({ kind }) => kind !== 'left').length;
  const reason = start ? `Started with ${count} tokens` : headline(trades, `Weights only, the same ${count}`);
  return { kind: start ? 'start' : 'rebalance', row: change.row, determinedRow: determination.row, reason, turnover: change.turnover, cost: change.cost, cash: cashOf(change.after), notes: determination.notes, trades };
}

const EXIT_WORDS: Readonly<Record<ExitKind, string>> = {
  dead: 'its price is gone: carried 3 days, then zero (Rule 5.4)',
  truncated: 'its source stopped: out at the last price (Rule 5.4)',
  gap: 'no price for more than 3 days: out at the last price (Rule 1.5)',
};

/** The event of positions that ended between rebalances. Example: a dead token's trade says that it went to zero. */
export function forcedEvent(change: Change & { readonly exits: readonly { asset: number; kind: ExitKind }[] }): IndexEvent {
  const kinds = new Map(change.exits.map(({ asset, kind }) => [asset, kind]));
  const trades = tradesOf(change, (asset) => {
    const kind = kinds.get(asset);
    return { rank: null, reason: kind ? `Left: ${EXIT_WORDS[kind]}.` : 'Took its share of what left.' };
  });
  return { kind: 'exit', row: change.row, determinedRow: change.row, reason: headline(trades, 'Forced exit'), turnover: change.turnover, cost: change.cost, cash: cashOf(change.after), notes: [], trades };
}
