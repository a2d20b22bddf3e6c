import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { combineVenues, type VenueAnswer, type VenueMetric } from '@/lib/providers/exchanges/combine-venues';

const DAY = isoDay('2026-05-04');
const venue = (source: string, values: Partial<Record<VenueMetric, number>>): VenueAnswer => ({ source, rows: Object.entries(values).map(([metric, value]) => ({ externalId: `${source} pair`, metric, day: DAY, value: String(value) })) });
const combined = (answers: readonly VenueAnswer[], asked = answers.length): Record<string, string> => Object.fromEntries(combineVenues(DAY, answers, asked).map(({ metric, value }) => [metric, value]));

const KRAKEN = venue('exchange:kraken', { Depth2PctBidUSD: 300, Depth2PctAskUSD: 500, SpreadBps: 3, FundingRate: 0.001, OpenInterestUSD: 300, VenueTradedUSD: 60 });
const OKX = venue('exchange:okx', { Depth2PctBidUSD: 400, Depth2PctAskUSD: 100, SpreadBps: 5, FundingRate: 0.003, OpenInterestUSD: 100, VenueTradedUSD: 40 });

describe('an asset on several venues', () => {
  it('has the depth of all on its thinner side, the least spread, funding by open interest', () => {
    expect(combined([KRAKEN, OKX])).toEqual({ Depth2PctUSD: '600', OpenInterestUSD: '400', VenueTopShare: '0.6', SpreadBps: '3', FundingRate: '0.0015', VenueCnt: '2' });
  });

  it('is the same in any order of answers', () => {
    const third = venue('exchange:bybit', { Depth2PctBidUSD: 0.1, Depth2PctAskUSD: 0.2, SpreadBps: 0.3, FundingRate: 0.7, OpenInterestUSD: 0.3, VenueTradedUSD: 0.1 });
    expect(combineVenues(DAY, [OKX, third, KRAKEN], 3)).toEqual(combineVenues(DAY, [third, KRAKEN, OKX], 3));
  });

  it('keeps its depth while one of them is silent: sums are left to the stored ones', () => {
    expect(combined([KRAKEN], 2)).toEqual({ SpreadBps: '3', FundingRate: '0.001', VenueCnt: '2' });
    expect(combined([], 2)).toEqual({ VenueCnt: '2' });
    expect(combined([], 0)).toEqual({});
  });

  it('counts a book that ends too early, or on one side, as no depth', () => {
    const short = venue('exchange:kucoin', { Depth2PctBidUSD: 1_000, SpreadBps: 4, VenueTradedUSD: 100 });
    expect(combined([KRAKEN, short])).toMatchObject({ Depth2PctUSD: '300', SpreadBps: '3', VenueTopShare: '0.625' });
    expect(combined([short])).toEqual({ SpreadBps: '4', VenueCnt: '1', VenueTopShare: '1' });
  });

  it('has the plain mean of funding where nobody tells what is open, and no share where one does not tell its trade', () => {
    const [a, b] = [venue('a', { FundingRate: -0.001, VenueTradedUSD: 5 }), venue('b', { FundingRate: 0.003 })];
    expect(combined([a, b])).toEqual({ FundingRate: '0.001', VenueCnt: '2' });
  });

  it('takes no other day, and nothing that is no number', () => {
    const other: VenueAnswer = { source: 'c', rows: [{ externalId: 'x', metric: 'SpreadBps', day: isoDay('2026-05-03'), value: '1' }, { externalId: 'x', metric: 'FundingRate', day: DAY, value: 'NaN' }] };
    expect(combined([other])).toEqual({ VenueCnt: '1' });
  });
});
