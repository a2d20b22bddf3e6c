import { expect, it } from 'vitest';
import type { DailyNumbers } from '@/lib/domain/market/data-quality';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { amountJump, capContradicts, judgedNumber, liveDailyFault, liveDayFault, metricFault, newsFault, quoteFault, yieldFault, type QuoteNumbers } from '@/lib/domain/market/live-quality';

const NOON = Date.parse('2021-12-30T12:00:00Z');
const MINUTE = 60_000;
const row = (given: Partial<DailyNumbers>): DailyNumbers => ({ close: 1, tradedValue: NaN, marketCap: NaN, circulatingSupply: NaN, open: NaN, high: NaN, low: NaN, ...given });

it.each([
  ['1.5', 1.5], [null, NaN], ['1e5', Infinity], ['', Infinity], ['NaN', Infinity], ['-2', -2], ['0x10', Infinity], ['1'.repeat(61), Infinity], [' 1', Infinity], ['1,000', Infinity],
])('reads %s as %s', (text, number) => {
  expect(judgedNumber(text)).toBe(number);
});

it.each<[Partial<DailyNumbers>, string | null]>([
  [{}, null],
  [{ close: NaN }, 'states nothing'],
  [{ close: NaN, circulatingSupply: 5 }, null],
  [{ close: 2e9 }, 'close above 1000000000 USD (not plausible)'],
  [{ close: -1 }, 'negative close'],
  [{ close: 0 }, 'zero close'],
  [{ close: 1e-16 }, 'close below 1e-15 (no real price)'],
  [{ close: Infinity }, 'close is not finite'],
  [{ tradedValue: -1 }, 'negative traded value'],
  [{ tradedValue: 0 }, null],
  [{ tradedValue: 2e14 }, 'traded value above 100000000000000 (not plausible)'],
  [{ marketCap: 2e14 }, 'market cap above 100000000000000 (not plausible)'],
  [{ circulatingSupply: 1e31 }, 'circulating supply above 1e+30 (not plausible)'],
  [{ close: 1, marketCap: 500, circulatingSupply: 100 }, 'market cap contradicts close × supply beyond 2 times'],
  [{ close: 1, marketCap: 200, circulatingSupply: 100 }, null],
  [{ open: 1 }, 'candle is not whole (open, high and low belong together)'],
  [{ open: 1, high: 2, low: 0.5 }, null],
  [{ open: 1, high: 0.5, low: 2 }, 'candle contradicts itself'],
  [{ open: 3, high: 2, low: 0.5 }, 'candle contradicts itself'],
  [{ close: 3, open: 1, high: 2, low: 0.5 }, 'candle contradicts itself'],
  [{ open: 1, high: 2, low: 0 }, 'zero low'],
])('judges the row %o: %s', (given, fault) => {
  expect(liveDailyFault(row(given))).toBe(fault);
});

it.each([
  ['2021-12-29', null], ['2021-12-30', 'day not finished yet'], ['2021-12-31', 'future day'], ['2999-01-01', 'future day'], ['2009-01-02', 'day before the first crypto-asset (2009-01-03)'],
])('judges the day %s at noon of 2021-12-30: %s', (day, fault) => {
  expect(liveDayFault(isoDay(day), NOON)).toBe(fault);
});

it('lets a day carry a close from the very moment it has ended', () => {
  expect(liveDayFault(isoDay('2021-12-29'), Date.parse('2021-12-30T00:00:00Z'))).toBeNull();
});

it('holds a market cap against price × supply', () => {
  expect(capContradicts(2, 100, 500)).toBe(true);
  expect(capContradicts(2, 100, 300)).toBe(false);
  expect(capContradicts(2, NaN, 300)).toBe(false);
  expect(capContradicts(2, 100, 90)).toBe(true);
});

const quote = (given: Partial<QuoteNumbers>): QuoteNumbers => ({ price: 1, marketCap: NaN, circulatingSupply: NaN, tradedValue24h: NaN, change24h: NaN, quotedAt: NOON, ...given });

it.each<[Partial<QuoteNumbers>, number, string | null]>([
  [{}, NaN, null],
  [{ price: 51 }, 1, 'off the last price by more than 50 times'],
  [{ price: 50 }, 1, null],
  [{ price: 1 }, 51, 'off the last price by more than 50 times'],
  [{ price: -1 }, 1, 'negative price'],
  [{ price: NaN }, 1, 'price is unknown (blank)'],
  [{ quotedAt: NOON + 5 * MINUTE }, 1, null],
  [{ quotedAt: NOON + 6 * MINUTE }, 1, 'stamped in the future (clock skew beyond 5 minutes)'],
  [{ quotedAt: NOON - 49 * 60 * MINUTE }, 1, 'older than 48 hours'],
  [{ quotedAt: NaN }, 1, 'has no moment'],
  [{ change24h: -1.01 }, 1, 'change over 24 hours is not possible'],
  [{ change24h: Infinity }, 1, 'change over 24 hours is not possible'],
  [{ marketCap: 500, circulatingSupply: 100 }, 1, 'market cap contradicts price × supply beyond 2 times'],
])('judges the quote %o against a close of %s: %s', (given, close, fault) => {
  expect(quoteFault(quote(given), close, NOON)).toBe(fault);
});

it.each([
  ['DevCommits', -1, 'negative DevCommits'], ['DevCommits', 0, null], ['FundingRate', -0.01, null], ['fearGreed', 101, 'fearGreed above 100 (not plausible)'], ['fearGreed', 100, null],
  ['TvlUSD', Infinity, 'TvlUSD is not finite'], ['TvlUSD', NaN, 'TvlUSD is unknown (blank)'], ['FundingRate', -Infinity, 'FundingRate is not finite'],
])('judges %s %s: %s', (metric, value, fault) => {
  expect(metricFault(metric, value)).toBe(fault);
});

it.each([
  [0.05, NaN, 1e6, null], [NaN, NaN, NaN, null], [-0.5, 0, 1e6, null], [-2, 0, 1e6, 'negative base yield'], [1001, 0, 1e6, 'base yield above 1000 (not plausible)'], [0, -1, 1e6, 'negative reward yield'],
  [0, 0, -1, 'negative value locked'], [Infinity, 0, 1, 'base yield is not finite'],
])('judges a yield of %s and %s on %s: %s', (base, reward, tvl, fault) => {
  expect(yieldFault(base, reward, tvl)).toBe(fault);
});

it.each([
  ['News', 'https://example.org', NOON, null], [' ', 'https://example.org', NOON, 'has no title'], ['News', 'javascript:alert(1)', NOON, 'link is no web address'],
  ['News', 'http://example.org', NOON + 10 * MINUTE, 'stamped in the future (clock skew beyond 5 minutes)'], ['News', 'http://example.org', 0, 'older than a year'],
])('judges the headline %s at %s', (title, link, moment, fault) => {
  expect(newsFault(title, link, moment, NOON)).toBe(fault);
});

it.each([
  ['TvlUSD', 1e9, 1e7, 'unconfirmed jump: TvlUSD ×100 of the value before'], ['TvlUSD', 1e7, 1e9, 'unconfirmed jump: TvlUSD ×0.01 of the value before'], ['TvlUSD', 4e8, 1e7, null],
  ['TvlUSD', 9e5, 1, null], ['DevCommits', 1e9, 1, null], ['StableSupply', 1e12, NaN, null], ['StableSupply', 1e12, 0, null], ['SplyCur', 1e12, 1e6, 'unconfirmed jump: SplyCur ×1000000 of the value before'],
])('holds %s %s against %s', (metric, value, before, fault) => {
  expect(amountJump(metric, value, before)).toBe(fault);
});
