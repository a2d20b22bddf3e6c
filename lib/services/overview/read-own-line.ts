import 'server-only';
import { closesOn } from '@/lib/data/prices';
import { decText, ZERO, type Dec } from '@/lib/domain/foundation/decimal';
import { addDays, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { planOnCalendar } from '@/lib/domain/rebalancing/calendar';
import { PORTFOLIO_DRIFT_LIMIT } from '@/lib/domain/rebalancing/rules';
import { suggestionRequest } from '@/lib/domain/rebalancing/suggestion-request';
import type { DriftRow, RebalancePlan } from '@/lib/domain/rebalancing/types';
import { controlsOf } from '@/lib/schemas/rebalance-controls';
import type { Holdings } from '@/lib/services/portfolio/holdings';
import { prepareSuggestion, type PreparedSuggestion } from '@/lib/services/rebalancing/suggestion-base';
import { usualOf } from '@/lib/services/rebalancing/usual-controls';

/** A token by name and where it stands against its band. */
export interface OwnToken {
  readonly name: string;
  readonly place: 'above' | 'below' | 'inside';
  /** Share of the way from target to edge that is used; null without room. */
  readonly used: number | null;
}

export interface OwnLine {
  readonly value: string;
  /** Since the close before, of what is held now; null where a token had no close then. */
  readonly change1d: number | null;
  readonly changeAmount: string | null;
  readonly drift: number | null;
  readonly driftLimit: number;
  /** The day on which a calendar that waits is due next; null where none waits (Rule 6.3). */
  readonly nextDue: string | null;
  readonly trades: number;
  /** Breached tokens, else the one that has used most of its band. */
  readonly tokens: readonly OwnToken[];
  /** Tokens held or wanted that nothing is advised about, their closes being past 48 hours. */
  readonly stale: number;
  /** Hours since the newest close where the whole market is too old. */
  readonly staleHours: number | null;
  readonly hasPlan: boolean;
  readonly hasPositions: boolean;
}

/** What is held now at yesterday's closes; null where one is missing: never a zero. */
async function valueBefore({ dataset, day, value }: Holdings): Promise<Dec | null> {
  const before = addDays(day as IsoDay, -1);
  const closes = await closesOn(dataset.id, value.positions.map(({ asset }) => ({ asset, day: before })));
  return value.positions.reduce<Dec | null>((sum, { asset, quantity }) => {
    const close = closes.get(`${asset} ${before}`);
    return sum === null || close === undefined ? null : sum.plus(quantity.times(close));
  }, value.cash);
}

function placeOf({ weight, lower, upper, breached }: DriftRow): OwnToken['place'] {
  if (!breached || weight === null) return 'inside';
  return weight > upper ? 'above' : weight < lower ? 'below' : 'inside';
}

function tokensOf(plan: RebalancePlan, names: PreparedSuggestion['names']): OwnToken[] {
  const rows = plan.drift.filter((row) => !row.kept).map((row) => ({ name: names[row.asset]?.name ?? row.asset, place: placeOf(row), used: row.bandUsed }));
  const breached = rows.filter((row) => row.place !== 'inside');
  if (breached.length > 0) return breached;
  return rows.filter((row) => row.used !== null).sort((a, b) => (b.used ?? 0) - (a.used ?? 0) || a.name.localeCompare(b.name)).slice(0, 1);
}

/** A person's own line of the first screen; null while no market is loaded. Stores nothing. */
export async function readOwnLine(userId: string): Promise<OwnLine | null> {
  const prepared = await prepareSuggestion(userId);
  if (prepared === null) return null;
  const { holdings, base, plan, calendar } = prepared;
  const { usual, points } = usualOf(prepared);
  const waits = calendar?.due === false;
  const result = plan === null ? null : planOnCalendar(suggestionRequest(base, controlsOf(usual, points)), calendar).result;
  const planned = result?.ok === true ? result.value : null;
  const before = await valueBefore(holdings);
  const { total } = holdings.value;
  const known = before !== null && before.gt(ZERO) && holdings.value.missing.length === 0;
  return {
    value: decText(total),
    change1d: known ? total.div(before).minus(1).toNumber() : null,
    changeAmount: known ? decText(total.minus(before)) : null,
    drift: planned?.portfolioDrift.before ?? null,
    driftLimit: PORTFOLIO_DRIFT_LIMIT,
    nextDue: waits ? calendar.next : null,
    trades: planned?.trades.length ?? 0,
    tokens: planned === null ? [] : tokensOf(planned, prepared.names),
    stale: prepared.notAdvised.length,
    staleHours: prepared.marketStale?.ageHours ?? null,
    hasPlan: plan !== null,
    hasPositions: holdings.value.positions.length > 0 || holdings.value.cash.gt(ZERO),
  };
}
