import { describe, expect, it } from 'vitest';
import { isoDay } from '../../../lib/domain/foundation/iso-day';
import { amountFault, dailyFault, dayFault, isSuspectMove, priceFault } from '../../../lib/domain/market/data-quality';
import { classifyEnding } from '../../../lib/domain/market/ending';
import { FACT_TABLES } from '../../../lib/domain/market/fact-tables';
import { KNOWN_AFTER_DAYS, marketSeriesKnownAfter } from '../../../lib/domain/market/known-at';
import { dec, decText } from '../../../lib/domain/foundation/decimal';
import { LINEAGES, lineageOf, lineageStep, newestSuccessor, successorsOf } from '../../../lib/domain/market/lineage';
import { DEFAULT_SCREENS } from '../../../lib/domain/market/rules';
import { sizeBucket } from '../../../lib/domain/market/size-bucket';
import { medianTradedValue30d } from '../../../lib/domain/market/traded-value';

describe('how a series ends (Rule 2.1)', () => {
  const end = { lastDay: 96, datasetLastDay: 100, lastClose: 5, high90d: 100 };
  it.each([
    ['ends with its dataset', { ...end, lastDay: 100, lastClose: 0.001 }, 'alive'],
    ['ends 3 days before', { ...end, lastDay: 97, lastClose: 0.001 }, 'alive'],
    ['ends 4 days before, at 5 % of its high', end, 'truncated'],
    ['ends 4 days before, under 5 % of its high', { ...end, lastClose: 4 }, 'dead'],
    ['a source says so', { ...end, lastClose: 90, declaredDead: true }, 'dead'],
  ] as const)('%s', (_, given, expected) => {
    expect(classifyEnding(given)).toBe(expected);
  });
});

describe('lineages (Rule 2.2)', () => {
  it('carry through renames and migrations', () => {
    expect(successorsOf('ethlend')).toEqual(['aave']);
    expect(successorsOf('aave')).toEqual([]);
    expect(successorsOf('bitcoin')).toEqual([]);
    expect(newestSuccessor('ethlend', new Set(['ethlend', 'aave']))).toBe('aave');
    expect(newestSuccessor('ethlend', new Set(['ethlend']))).toBeNull();
    expect(lineageOf('aave')?.members[0]).toBe('ethlend');
    expect(lineageOf('bitcoin')).toBeNull();
  });

  it('name each id once, with a day and a source', () => {
    const members = LINEAGES.flatMap((lineage) => lineage.members);
    expect(new Set(members).size).toBe(members.length);
    for (const lineage of LINEAGES) {
      expect(lineage.members.length).toBeGreaterThan(1);
      expect(isoDay(lineage.since)).toBe(lineage.since);
      expect(lineage.source.length).toBeGreaterThan(10);
      expect(lineage.ratios).toHaveLength(lineage.members.length - 1);
      for (const ratio of lineage.ratios) expect(dec(ratio).gt(0) && decText(dec(ratio)) === ratio).toBe(true);
    }
  });

  it('say how many units of the new one unit of the old became', () => {
    expect(lineageStep('ethlend', 'aave')).toMatchObject({ ratio: '0.01', since: '2020-10-02' });
    expect(lineageStep('bittorrent-old', 'bittorrent')?.ratio).toBe('1000');
    expect(lineageStep('matic-network', 'polygon-ecosystem-token')?.ratio).toBe('1');
    expect([lineageStep('aave', 'ethlend'), lineageStep('aave', 'aave'), lineageStep('ethlend', 'fantom'), lineageStep('bitcoin', 'aave')]).toEqual([null, null, null, null]);
  });
});

describe('data quality', () => {
  it.each([
    [0.5, null], [1e-15, null], [9.9e-16, 'close below 1e-15 (no real price)'], [1e30, null], [-1, 'negative close'], [0, 'zero close'],
    [Number.POSITIVE_INFINITY, 'close is not finite'], [Number.NaN, 'close is unknown (blank)'],
  ])('a close of %s: %s', (close, reason) => {
    expect(priceFault(close)).toBe(reason);
  });

  it.each([[0, null], [Number.NaN, null], [5, null], [-5000, 'negative traded value'], [Number.NEGATIVE_INFINITY, 'traded value is not finite']])('a traded value of %s: %s', (value, reason) => {
    expect(amountFault(value, 'traded value')).toBe(reason);
  });

  it('judges a row by its first fault', () => {
    const row = { close: 1, tradedValue: Number.NaN, marketCap: 0, circulatingSupply: 0, open: Number.NaN, high: Number.NaN, low: Number.NaN };
    expect(dailyFault(row)).toBeNull();
    expect(dailyFault({ ...row, tradedValue: -1, marketCap: -1 })).toBe('negative traded value');
    expect(dailyFault({ ...row, low: 0 })).toBe('zero low');
  });

  it('knows which days can be', () => {
    const today = isoDay('2021-12-31');
    expect(dayFault(today, today)).toBeNull();
    expect(dayFault(isoDay('2999-01-01'), today)).toBe('future day');
    expect(dayFault(isoDay('2009-01-02'), today)).toBe('day before the first crypto-asset (2009-01-03)');
  });

  it.each([[1, 3, false], [1, 3.01, true], [3.01, 1, true], [3, 1, false]])('a step from %s to %s is suspect: %s', (before, after, suspect) => {
    expect(isSuspectMove(before, after)).toBe(suspect);
  });
});

describe('size, known-at and screens', () => {
  it.each([[1, 'large'], [20, 'large'], [21, 'mid'], [100, 'mid'], [101, 'small']] as const)('rank %s is %s (Rule 2.4)', (rank, bucket) => {
    expect(sizeBucket(rank)).toBe(bucket);
  });

  it('states when facts become known (Rule 1.4)', () => {
    expect(KNOWN_AFTER_DAYS).toEqual({ daily: 1, metrics: 2, universe: 1 });
    expect([marketSeriesKnownAfter('fearGreed'), marketSeriesKnownAfter('dominance')]).toEqual([0, 1]);
    expect(FACT_TABLES).toEqual(['daily', 'metrics', 'market', 'universe']);
  });

  it('carries the numbers of Rule 2.3', () => {
    const usual = { minHistoryDays: 90, minMedianTradedValue30d: 1_000_000, recentPriceDays: 3 };
    expect(DEFAULT_SCREENS).toEqual({ conservative: usual, balanced: usual, aggressive: { ...usual, minMedianTradedValue30d: 100_000 } });
  });

  it('takes the median of the known days', () => {
    const tradedValue = [Float64Array.from({ length: 30 }, (_, row) => (row === 7 ? 1000 : 5))];
    expect(medianTradedValue30d({ tradedValue }, 0, 29)).toBe(5);
    expect(medianTradedValue30d({ tradedValue: [Float64Array.from({ length: 30 }, (_, row) => row)] }, 0, 29)).toBe(14.5);
    expect(medianTradedValue30d({ tradedValue }, 0, 13)).toBeNaN();
  });
});
