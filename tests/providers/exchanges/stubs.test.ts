import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { exchangeProvider } from '@/lib/providers/exchanges/provider';
import { createSourceFetch } from '@/lib/providers/http/source-fetch';
import { startSources, type RunningSources } from '../../support/source-stubs/start-sources';
import { openGate } from './fixtures';

const TODAY = isoDay('2026-06-15');
const NOW = new Date(`${TODAY}T12:00:00Z`);
const NAMES = ['kraken', 'coinbase', 'binance', 'okx', 'bybit', 'kucoin'] as const;
const pairOf = (name: string): string => (name === 'kraken' || name === 'coinbase' ? 'BTC/USD' : 'BTC/USDT');

let sources: RunningSources;
beforeAll(async () => void (sources = await startSources({ assets: 120, today: TODAY })));
afterAll(() => sources.stop());

function open(name: string) {
  const source = `exchange:${name}` as const;
  const clock = { now: () => NOW };
  return exchangeProvider({ name, fetch: createSourceFetch(source, openGate(), { clock, firstWaitMs: 1 }), ownUrl: String(sources.urls[source]), now: clock.now, cache: new Map() });
}

describe.each(NAMES)('%s over the network', (name) => {
  it('lists its assets with prices, the most traded first, under its own name of the pair', async () => {
    const pages = [];
    for await (const page of open(name).listing?.(30) ?? []) pages.push(page);
    const [page] = pages;
    expect(pages).toHaveLength(1);
    expect(page?.rows).toHaveLength(30);
    expect(page?.refused).toEqual([]);
    expect(page?.rows.find(({ symbol }) => symbol === 'BTC')?.externalId).toBe(pairOf(name));
    expect(new Set(page?.quotes.map(({ externalId }) => externalId))).toEqual(new Set(page?.rows.map(({ externalId }) => externalId)));
  });

  it('answers the days asked for, each once, the running day not', async () => {
    // More than one request gives, except of Kraken, which has no more.
    const back = name === 'kraken' ? 719 : 1_100;
    const span = { from: addDays(TODAY, -back), to: TODAY };
    const { rows, refused } = (await open(name).history?.(pairOf(name), span)) ?? { rows: [], refused: [] };
    expect(refused).toEqual([]);
    expect(rows.map(({ day }) => day)).toEqual(Array.from({ length: rows.length }, (_, i) => addDays(TODAY, i - rows.length)));
    const bitcoin = sources.market.asset('bitcoin');
    expect(rows).toHaveLength(Math.min(back, Date.parse(TODAY) / 86_400_000 - (bitcoin?.born ?? 0)));
    const last = rows.at(-1);
    const real = bitcoin && sources.market.day(bitcoin, Date.parse(String(last?.day)) / 86_400_000);
    expect(Number(last?.close) / (real?.close ?? Number.NaN)).toBeCloseTo(1, 3);
  });

  it('tells depth, spread, and what its contracts say', async () => {
    const { rows, refused } = (await open(name).metrics?.(pairOf(name), { from: TODAY, to: TODAY })) ?? { rows: [], refused: [] };
    expect(refused).toEqual([]);
    const names = rows.map(({ metric }) => metric);
    const contracts = name === 'coinbase' ? [] : ['FundingRate', 'OpenInterestUSD'];
    expect(names).toEqual(['Depth2PctBidUSD', 'Depth2PctAskUSD', 'SpreadBps', 'VenueTradedUSD', ...contracts]);
  });
});
