import 'server-only';
import { loadAssetNames, loadNewAnomalies, loadRatingChanges, loadRebalances, type AnomalyEventRecord, type RatingRecord, type RebalanceRecord } from '@/lib/data/overview';
import { addDays, dayNumber, parseIsoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';

const WEEK_DAYS = 7;
/** Ratings of smaller tokens change too often to be news. */
export const RATING_RANKS = 100;

export interface RebalanceEvent {
  readonly slug: string;
  readonly name: string;
  readonly came: readonly string[];
  readonly left: readonly string[];
  readonly turnover: number;
}

export interface DayEvents {
  readonly day: string;
  readonly rebalances: readonly RebalanceEvent[];
  readonly ratings: readonly RatingRecord[];
  readonly flags: readonly AnomalyEventRecord[];
  readonly watches: readonly AnomalyEventRecord[];
}

export interface Week {
  readonly from: string;
  readonly to: string;
  /** Newest first; days without an event are left out. */
  readonly days: readonly DayEvents[];
  readonly ratingRanks: number;
  /** Last day of the week before. */
  readonly previous: string;
}

interface Bounds {
  readonly datasetId: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The week's last day: the one asked for where it lies in the market, else the market's last. */
function weekEnd(asked: string | undefined, { firstDay, lastDay }: Bounds): IsoDay {
  const day = asked === undefined ? null : parseIsoDay(asked);
  return day !== null && day >= firstDay && day <= lastDay ? day : (lastDay as IsoDay);
}

function entered(event: RebalanceRecord, names: ReadonlyMap<string, string>): RebalanceEvent {
  const name = (id: string): string => names.get(id) ?? id;
  return {
    slug: event.slug,
    name: event.name,
    turnover: event.turnover,
    came: event.trades.filter((trade) => trade.from === 0 && trade.to > 0).map((trade) => name(trade.id)),
    left: event.trades.filter((trade) => trade.from > 0 && trade.to === 0).map((trade) => name(trade.id)),
  };
}

/** What changed in the seven days up to `until`: rebalances, ratings and anomalies in one list by day. */
export async function readWeek(bounds: Bounds, until?: string): Promise<Week> {
  const to = weekEnd(until, bounds);
  const from = addDays(to, 1 - WEEK_DAYS);
  const [rebalances, ratings, anomalies] = await Promise.all([
    loadRebalances(bounds.datasetId, from, to),
    loadRatingChanges(bounds.datasetId, from, to, RATING_RANKS),
    loadNewAnomalies(bounds.datasetId, from, to),
  ]);
  const moved = rebalances.flatMap((event) => event.trades.filter((trade) => trade.from === 0 || trade.to === 0).map((trade) => trade.id));
  const names = moved.length === 0 ? new Map<string, string>() : await loadAssetNames(bounds.datasetId, [...new Set(moved)]);
  const days = Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, back) => addDays(to, -back)).map((day) => ({
    day,
    rebalances: rebalances.filter((event) => event.day === day).map((event) => entered(event, names)),
    ratings: ratings.filter((event) => event.day === day),
    flags: anomalies.filter((event) => event.day === day && event.severity === 'flag'),
    watches: anomalies.filter((event) => event.day === day && event.severity !== 'flag'),
  }));
  return { from, to, days: days.filter((day) => day.rebalances.length + day.ratings.length + day.flags.length + day.watches.length > 0), ratingRanks: RATING_RANKS, previous: addDays(from, -1) };
}
