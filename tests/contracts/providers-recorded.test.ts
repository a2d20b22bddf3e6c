import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { SourceError, type LiveProvider } from '@/lib/providers/live-port';
import { withProviderSpecs } from '@/tests/support/real-data';
import type { RunningSources } from '@/tests/support/source-stubs/start-sources';
import { faultsOf, KEY, providerOf, refusalFault, settingsFor, setupFor, type Told } from './provider-contract';

interface Meta {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Replay {
  readonly what: string;
  readonly source: string;
  /** Noon of the day that the answers are read on. */
  readonly on: string;
  /** Which recorded answer each path gets. */
  readonly answers: readonly (readonly [RegExp, string])[];
  readonly feeds?: readonly string[];
  readonly ask: (provider: LiveProvider) => Promise<Told> | undefined;
  readonly expects: (told: Told) => void;
}

const nobody = { urls: {}, feeds: [] } as unknown as RunningSources;
const told = (answer: Promise<unknown> | undefined): Promise<Told> | undefined => answer as Promise<Told> | undefined;
const GECKO = 'coingecko/responses/';
const LLAMA = 'defillama/responses/';

async function firstPage(provider: LiveProvider): Promise<Told> {
  for await (const page of provider.listing?.(250) ?? []) return { rows: [...page.rows, ...page.quotes] as unknown as Told['rows'], refused: page.refused };
  return { rows: [], refused: [] };
}

const REPLAYS: readonly Replay[] = [
  {
    what: 'ninety daily points: 00:00 of a day is the close of the day before, the last point is no close',
    source: 'coingecko', on: '2021-05-15', answers: [[/market_chart$/, `${GECKO}market_chart-bitcoin-90d-daily-2021.json`]],
    ask: (provider) => told(provider.history?.('bitcoin', { from: isoDay('2021-02-14'), to: isoDay('2021-05-15') })),
    expects: ({ rows, refused }) => {
      expect(refused).toEqual([]);
      expect(rows).toHaveLength(90);
      expect(rows[0]).toMatchObject({ day: '2021-02-14', close: '48607.8745224845' });
      expect(rows.at(-1)).toMatchObject({ day: '2021-05-14' });
    },
  },
  {
    what: 'five-minute points: of them only one is the close of a day', source: 'coingecko', on: '2021-05-16', answers: [[/market_chart$/, `${GECKO}market_chart-bitcoin-1d-5min-2021.json`]],
    ask: (provider) => told(provider.history?.('bitcoin', { from: isoDay('2021-05-15'), to: isoDay('2021-05-15') })),
    expects: ({ rows }) => expect(rows.length).toBeLessThanOrEqual(1),
  },
  {
    what: 'a page of markets', source: 'coingecko', on: '2024-04-07', answers: [[/coins\/markets$/, `${GECKO}coins-markets-example-2024.json`]], ask: firstPage,
    expects: ({ rows, refused }) => {
      expect(refused).toEqual([]);
      expect(rows).toEqual([expect.objectContaining({ externalId: 'bitcoin', name: 'Bitcoin' }), expect.objectContaining({ externalId: 'bitcoin', price: '70187', marketCap: '1381651251183', circulatingSupply: '19675987' })]);
    },
  },
  {
    what: 'a page of markets of 2021', source: 'coingecko', on: '2021-05-15', answers: [[/coins\/markets$/, `${GECKO}coins-markets-bitcoin-usd-2021.json`]],
    ask: (provider) => told(provider.quotes?.(['bitcoin'])), expects: ({ rows }) => expect(rows).toEqual([expect.objectContaining({ externalId: 'bitcoin', price: '49053' })]),
  },
  ...['full-2021', 'example-2024', 'slim-2024'].map((name): Replay => ({
    what: `a coin: ${name}`, source: 'coingecko', on: '2024-06-01', answers: [[/coins\/bitcoin$/, `${GECKO}coins-bitcoin-${name}.json`]],
    ask: (provider) => told(provider.describe?.('bitcoin')),
    expects: ({ rows, refused }) => {
      expect(refused).toEqual([]);
      expect(rows).toEqual([expect.objectContaining({ externalId: 'bitcoin', repositories: expect.arrayContaining(['bitcoin/bitcoin']) as string[] })]);
    },
  })),
  {
    what: 'more than the plan gives', source: 'coingecko', on: '2024-04-01', answers: [[/market_chart$/, `${GECKO}error-10012-over-365-days.json`]],
    ask: (provider) => told(provider.history?.('bitcoin-cash', { from: isoDay('2020-01-01'), to: isoDay('2024-03-30') })),
    expects: ({ rows, refused }) => {
      expect(rows).toEqual([]);
      expect(refused).toHaveLength(1);
    },
  },
  {
    what: 'prices now', source: 'defillama', on: '2026-06-24', answers: [[/prices\/current/, `${LLAMA}coins-prices-current-2026-06.json`]],
    ask: (provider) => told(provider.quotes?.(['bitcoin', 'ethereum'])),
    expects: ({ rows }) => expect(rows).toEqual([expect.objectContaining({ externalId: 'bitcoin', price: '60580.28121336298' }), expect.objectContaining({ externalId: 'ethereum', price: '1631.5124365600311' })]),
  },
  {
    what: 'an unknown coin', source: 'defillama', on: '2026-01-01', answers: [[/prices\/current/, `${LLAMA}coins-prices-current-unknown.json`]],
    ask: (provider) => told(provider.quotes?.(['no-such-coin'])), expects: ({ rows, refused }) => expect([rows, refused.length]).toEqual([[], 1]),
  },
  {
    what: 'pools, whose yields are per cent there and fractions here', source: 'defillama', on: '2025-05-20', answers: [[/pools$/, `${LLAMA}pools-two-2025-05.json`]], ask: (provider) => told(provider.yields?.()),
    expects: ({ rows, refused }) => {
      expect(refused).toEqual([]);
      expect(rows).toHaveLength(2);
      expect(rows[0]).toMatchObject({ project: 'lido', symbol: 'STETH', rewardYield: null, tvl: '22520760573' });
      expect(Number(rows[0]?.baseYield)).toBeCloseTo(0.0268, 10);
    },
  },
  {
    what: 'fear and greed', source: 'alternative-me', on: '2026-09-24', answers: [[/fng/, 'alternative-me/responses/fng-2026-09.json']],
    ask: (provider) => told(provider.series?.({ from: isoDay('2026-09-20'), to: isoDay('2026-09-24') })),
    expects: ({ rows }) => expect(rows).toEqual([['2026-09-20', '71'], ['2026-09-21', '70'], ['2026-09-22', '78'], ['2026-09-23', '71']].map(([day, value]) => ({ metric: 'fearGreed', day, value }))),
  },
  {
    what: 'two feeds', source: 'news', on: '2026-10-01', feeds: ['https://www.coindesk.com/arc/outboundfeeds/rss', 'https://cointelegraph.com/rss'],
    answers: [[/arc\/outboundfeeds/, 'rss/responses/coindesk-2026-09.xml'], [/rss$/, 'rss/responses/cointelegraph-2026-09.xml']], ask: (provider) => told(provider.news?.()),
    expects: ({ rows, refused }) => {
      expect(refused).toEqual([]);
      expect(rows).toHaveLength(3);
      expect(rows[0]).toMatchObject({ guid: 'a0b4a6ba-5569-4fef-940c-e402f9698d89', title: 'Circle and Tether step in to freeze hacker wallet after massive Bitget crypto heist' });
      for (const { title, link } of rows) expect(`${String(title)} ${String(link)}`).not.toMatch(/[<>]|utm_|\s$/);
    },
  },
];

withProviderSpecs('recorded answers, read by the providers', (dir) => {
  const metaOf = (file: string): Meta => JSON.parse(fs.readFileSync(path.join(dir, file.replace(/\.[a-z]+$/, '.meta.json')), 'utf8')) as Meta;

  function transport(answers: Replay['answers']): typeof fetch {
    return (input) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const file = answers.find(([at]) => at.test(pathname))?.[1];
      if (file === undefined) return Promise.resolve(new Response('{"error":"not recorded"}', { status: 404, headers: { 'content-type': 'application/json' } }));
      const { status, headers } = metaOf(file);
      const type = headers?.['content-type'] ?? (file.endsWith('.xml') ? 'application/rss+xml' : 'application/json');
      const wait = headers?.['retry-after'];
      return Promise.resolve(new Response(fs.readFileSync(path.join(dir, file), 'utf8'), { status, headers: { 'content-type': type, ...(wait ? { 'retry-after': wait } : {}) } }));
    };
  }

  const open = ({ source, on, answers, feeds }: Replay): LiveProvider =>
    providerOf(source, setupFor(nobody, { settings: settingsFor(nobody, { feeds: [...(feeds ?? [])] }), clock: { now: () => new Date(`${on}T18:00:00Z`) }, requests: { transport: transport(answers), attempts: 1 } }));

  it.each(REPLAYS)('$source: $what', async (replay) => {
    const answer = await replay.ask(open(replay));
    if (!answer) return expect.fail('has no such ability');
    expect(answer.refused.map(refusalFault).filter((fault) => fault !== null)).toEqual([]);
    replay.expects(answer);
    return undefined;
  });

  it('coingecko: the rate limit, with the time to come back and without the key', async () => {
    const replay: Replay = { what: '', source: 'coingecko', on: '2022-09-29', answers: [[/./, `${GECKO}error-429-rate-limit.json`]], ask: () => undefined, expects: () => undefined };
    const error = await open(replay).quotes?.(['bitcoin']).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ kind: 'rate-limited', retryAt: new Date('2022-09-29T18:01:59Z') });
    expect((error as SourceError).message).not.toContain(KEY);
  });
});

describe('the checks of the contract', () => {
  it.each([
    [{ externalId: 'a', day: '2026-06-14', close: 'NaN' }, 'close NaN is no plain decimal'],
    [{ externalId: 'a', day: '2026-06-14', close: '1e+21' }, 'close 1e+21 is no plain decimal'],
    [{ externalId: 'a', day: '2026-06-14', close: '0' }, 'close 0 is no price'],
    [{ externalId: 'a', day: '2026-06-14', close: '1', tradedValue: '-2' }, 'tradedValue -2 is negative'],
    [{ externalId: 'a', day: '2026-06-31', close: '1' }, 'day 2026-06-31 is none'],
    [{ externalId: 'a', day: '2026-07-01', close: '1' }, 'day 2026-07-01 lies in the future'],
    [{ externalId: '', close: '1' }, 'has no name'],
    [{ externalId: 'a', close: '5', high: '4', low: '3', open: '3' }, 'candle 3 4 3 5'],
    [{ change24h: Number.NaN }, 'change24h is NaN'],
  ])('see what is wrong: %j', (row, fault) => {
    expect(faultsOf(row)).toEqual([fault]);
  });
});
