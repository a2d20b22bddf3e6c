import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import type { MetricRow } from '../live-port';
import { plainNumber } from '../plain-number';

/** What a single exchange tells of an asset; the names that features read are made of these by `combineVenues`. */
export const VENUE_METRICS = ['Depth2PctBidUSD', 'Depth2PctAskUSD', 'SpreadBps', 'FundingRate', 'OpenInterestUSD', 'VenueTradedUSD'] as const;
export type VenueMetric = (typeof VENUE_METRICS)[number];

/** One exchange's answer about one asset. */
export interface VenueAnswer {
  readonly source: string;
  readonly rows: readonly MetricRow[];
}

/** A metric of an asset over its venues. */
export interface CombinedMetric {
  readonly metric: 'Depth2PctUSD' | 'SpreadBps' | 'FundingRate' | 'OpenInterestUSD' | 'VenueCnt' | 'VenueTopShare';
  readonly day: IsoDay;
  readonly value: string;
}

type Of = (metric: VenueMetric) => readonly number[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Mean funding, weighted by open interest; where no venue tells what is open, the plain mean. */
function fundingOf(venues: readonly ReadonlyMap<string, number>[]): number {
  const pairs = venues.flatMap((venue) => {
    const rate = venue.get('FundingRate');
    return rate === undefined ? [] : [{ rate, open: venue.get('OpenInterestUSD') ?? 0 }];
  });
  const total = sum(pairs.map(({ open }) => open));
  return total > 0 ? sum(pairs.map(({ rate, open }) => rate * open)) / total : sum(pairs.map(({ rate }) => rate)) / pairs.length;
}

/** The thinner side of all books together: what an order of either direction finds within 2 %. */
function depthOf(venues: readonly ReadonlyMap<string, number>[]): number {
  const whole = venues.flatMap((venue) => {
    const [bids, asks] = [venue.get('Depth2PctBidUSD'), venue.get('Depth2PctAskUSD')];
    return bids === undefined || asks === undefined ? [] : [{ bids, asks }];
  });
  return whole.length === 0 ? Number.NaN : Math.min(sum(whole.map(({ bids }) => bids)), sum(whole.map(({ asks }) => asks)));
}

/**
 * One asset's liquidity on a day from its venues' answers. `asked` is how many exchanges list it. Depth (the thinner side), open interest and
 * the largest venue's share are of all venues: while one has not answered they are left out, so that its trouble is no fall of depth; the
 * stored values stand. A venue whose book does not reach 2 % is no part of the depth. Spread is the narrowest, funding the mean weighted by
 * open interest. Independent of the order of answers. Example: spreads of 3 and 5 are 3; funding 0.001 on 300 and 0.003 on 100 is 0.0015.
 */
export function combineVenues(day: IsoDay, answers: readonly VenueAnswer[], asked: number): CombinedMetric[] {
  const sorted = [...answers].sort((a, b) => (a.source < b.source ? -1 : 1));
  const venues = sorted.map(({ rows }) => new Map(rows.filter((row) => row.day === day).map((row) => [row.metric, Number(row.value)])));
  const of: Of = (metric) => venues.flatMap((venue) => venue.get(metric) ?? []);
  const traded = of('VenueTradedUSD');
  const complete = answers.length > 0 && answers.length >= asked;
  const whole: [CombinedMetric['metric'], number][] = [
    ['Depth2PctUSD', depthOf(venues)],
    ['OpenInterestUSD', of('OpenInterestUSD').length > 0 ? sum(of('OpenInterestUSD')) : Number.NaN],
    ['VenueTopShare', traded.length >= asked && sum(traded) > 0 ? Math.max(...traded) / sum(traded) : Number.NaN],
  ];
  const always: [CombinedMetric['metric'], number][] = [
    ['SpreadBps', Math.min(...of('SpreadBps'))],
    ['FundingRate', fundingOf(venues)],
    ['VenueCnt', asked > 0 ? asked : Number.NaN],
  ];
  return [...(complete ? whole : []), ...always].filter(([, value]) => Number.isFinite(value)).map(([metric, value]) => ({ metric, day, value: plainNumber(value) }));
}
