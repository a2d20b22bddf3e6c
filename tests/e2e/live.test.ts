import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { expectAccessible, settle, signUp, withPage } from '../support/browser';
import { install, QUICK_SOURCES, type Installation } from '../support/installation';
import { startSources, type RunningSources } from '../support/source-stubs/start-sources';

const ASSETS = 500;
const DAYS = 400;
const FIRST_PAGES_MS = 60_000;
const BACK_MS = 10_000;
const TODAY = isoDay(new Date().toISOString().slice(0, 10));
const WIDTHS = [390, 1440] as const;

let sources: RunningSources;
let product: Installation;
let readyAt = 0;

beforeAll(async () => {
  sources = await startSources({ assets: ASSETS, since: addDays(TODAY, -DAYS) });
  product = await install({ env: { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls) }, settings: { sources: { limits: QUICK_SOURCES, feeds: sources.feeds } } });
  readyAt = await product.start();
});
afterAll(async () => {
  await product.remove();
  await sources.stop();
});

interface Token {
  readonly id: string;
  readonly price: string | null;
  readonly quote: { readonly price: string } | null;
}

async function allTokens(): Promise<Token[]> {
  const tokens: Token[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { tokens: Token[]; next: string | null } = await product.get(`/api/v1/tokens?limit=500${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    tokens.push(...page.tokens);
    cursor = page.next;
  }
  return tokens;
}

/** Looks at a page on a phone and on a desk. */
async function look(where: string, check: (page: Page) => Promise<void>): Promise<void> {
  for (const width of WIDTHS) {
    await withPage(
      async (page) => {
        await page.goto(where);
        await settle(page);
        await check(page);
        await expectAccessible(page);
        const folder = process.env.BANDWISE_TEST_PICTURES;
        if (folder) await page.screenshot({ path: `${folder}/${where.replace(/\W+/g, '-')}-${width}-${Math.round(performance.now())}.png`, fullPage: true });
      },
      { width, at: product.url },
    );
  }
}

/** What the status page says of a source. */
const rowOf = async (page: Page, name: string): Promise<string> => (await page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }).first().innerText()).replace(/\s+/g, ' ');

const textOf = (page: Page): Promise<string> => page.getByRole('main').innerText();

/** Goes on asking for pages and answers, as many people do at once, and notes when each was answered. */
function keepAsking(paths: readonly string[]) {
  const over = new AbortController();
  const answered = new Map<string, number[]>(paths.map((path) => [path, []]));
  let failures = 0;
  const asking = paths.flatMap((path) =>
    Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) {
        const response = await fetch(`${product.url}${path}`, { signal: AbortSignal.timeout(20_000) }).catch(() => null);
        await response?.arrayBuffer().catch(() => null);
        if (response?.ok) answered.get(path)?.push(performance.now());
        else failures += 1;
        await pause(30);
      }
    }),
  );
  return {
    failures: () => failures,
    /** Whether each path was answered since. */
    allSince: (moment: number) => [...answered.values()].every((moments) => (moments.at(-1) ?? 0) > moment),
    async stop() {
      over.abort();
      await Promise.all(asking);
    },
  };
}

const acknowledged = () => product.query<{ source: string; asset: string; rows: number }>('SELECT source, asset_id AS asset, count(*)::int AS rows FROM source_daily GROUP BY 1, 2');

describe('an empty machine with the network', () => {
  it('shows today’s market of 500 assets within a minute', async () => {
    await product.until('500 tokens', async () => (await allTokens()).length >= ASSETS, FIRST_PAGES_MS);
    const seconds = (performance.now() - readyAt) / 1000;
    process.stdout.write(`500 tokens ${seconds.toFixed(1)} s after the server was up\n`);
    expect(seconds).toBeLessThanOrEqual(FIRST_PAGES_MS / 1000);
    expect(await product.status()).toMatchObject({ mode: 'live', dataset: { name: 'Live market', live: true, simulated: false, lastDay: addDays(TODAY, -1) } });
    expect((await allTokens()).filter(({ price, quote }) => !(Number(price ?? quote?.price) > 0)).map(({ id }) => id)).toEqual([]);
    await look('/tokens', async (page) => expect(await page.locator('table.screener tbody tr:not(.spacer), .list-cards li').count()).toBeGreaterThan(10));
    await look('/', async (page) => expect(await textOf(page)).not.toContain('imulated'));
    await look('/status', async (page) => expect(await textOf(page)).toContain('CoinGecko'));
  });

  it('answers again, and goes on with the history, after its database was stopped under load', async () => {
    await product.until('some history', async () => (await product.job('backfill'))?.state === 'running');
    const load = keepAsking(['/indices', '/api/v1/status']);
    await pause(1_000);
    const before = await acknowledged();
    const restarts = product.output().split('the database is back').length;
    const down = performance.now();
    process.kill(product.server()?.pid ?? 0, 'SIGINT');
    while (product.output().split('the database is back').length === restarts) await pause(20);
    const back = performance.now();
    while (!load.allSince(back)) await pause(20);
    const answering = performance.now();
    process.stdout.write(`database away for ${Math.round(back - down)} ms, all answered ${Math.round(answering - back)} ms later, ${load.failures()} requests failed\n`);
    expect(answering - back).toBeLessThan(BACK_MS);
    const after = new Map((await acknowledged()).map(({ source, asset, rows }) => [`${source} ${asset}`, rows]));
    expect(before.filter(({ source, asset, rows }) => (after.get(`${source} ${asset}`) ?? 0) < rows)).toEqual([]);
    const [{ done } = { done: 0 }] = await product.query<{ done: number }>(`SELECT count(*)::int AS done FROM backfill_task WHERE state = 'done'`);
    await product.until('the worker to go on', async () => (await product.query(`SELECT 1 FROM backfill_task WHERE state = 'done' OFFSET ${done}`)).length > 0, 30_000);
    const going = performance.now() - back;
    process.stdout.write(`the history goes on ${Math.round(going)} ms after the database was back\n`);
    expect(going).toBeLessThan(BACK_MS);
    await load.stop();
  });

  it('fetches the whole history, to the last close as the sources tell it', { timeout: 1_200_000 }, async () => {
    await product.until('the history', async () => (await product.job('backfill'))?.state === 'done', 1_100_000, 1_000);
    expect(await product.query(`SELECT source, kind, asset_id, error FROM backfill_task WHERE state <> 'done'`)).toEqual([]);
    const rows = await product.query<{ external: string; day: string; close: string }>(
      `SELECT s.external_id AS external, f.day::text, f.close FROM daily_fact f JOIN dataset d ON d.id = f.dataset_id AND d.live
       JOIN source_asset s ON s.asset_id = f.asset_id AND s.source = 'coingecko' WHERE f.close IS NOT NULL`,
    );
    const stored = new Map(rows.map(({ external, day, close }) => [`${external} ${day}`, Number(close)]));
    const wrong: string[] = [];
    let told = 0;
    // Days that only another source tells differ by fractions of a percent.
    for (const asset of sources.market.assets) {
      for (let day = asset.born + 1; day < dayNumber(TODAY); day += 1) {
        const truth = sources.market.day(asset, day)?.close ?? Number.NaN;
        const close = stored.get(`${asset.id} ${dayFromNumber(day)}`);
        told += 1;
        if (close === undefined || Math.abs(close / truth - 1) > 5e-3) wrong.push(`${asset.id} ${dayFromNumber(day)}: ${close} instead of ${truth}`);
      }
    }
    process.stdout.write(`${told} closes compared\n`);
    expect(wrong.slice(0, 10)).toEqual([]);
    // Jobs that are done may be those of the market before its history was whole: facts that wait tell.
    await product.until('grades and indices', async () => {
      const { jobs } = await product.status();
      return ['scores', 'indices', 'alerts'].every((name) => jobs.find((job) => job.name === name)?.state === 'done') && (await nothingWaits()) && (await liveIndices()) > 0;
    }, 300_000, 1_000);
    expect((await product.query(`SELECT 1 FROM grade_row WHERE day = '${addDays(TODAY, -1)}' LIMIT 1`)).length).toBe(1);
  });
});

/** Whether all stored facts have been scored. */
const nothingWaits = async (): Promise<boolean> => (await product.query('SELECT 1 FROM dataset WHERE live AND dirty_from IS NULL')).length === 1;

const liveIndices = async (): Promise<number> => (await product.get<{ indices: { status: string }[] }>('/api/v1/indices')).indices.filter(({ status }) => status === 'live').length;

describe('sources in trouble', () => {
  let before: Token[] = [];

  it('keep the last good prices, and every page up', async () => {
    await product.until('500 tokens', async () => (await allTokens()).length >= ASSETS, FIRST_PAGES_MS);
    await product.until('exchanges are known', async () => (await product.query(`SELECT 1 FROM source_asset WHERE source = 'exchange:kraken' LIMIT 1`)).length > 0);
    before = await allTokens();
    sources.inject({ fault: 'garbage', source: 'coingecko', path: /coins\/markets/, times: 2 });
    sources.inject({ fault: 'server-error', source: 'coingecko' });
    sources.inject({ fault: 'rate-limited', source: 'defillama', retryAfter: '600' });
    sources.inject({ fault: 'times-100', source: 'exchange:kraken' });
    sources.inject({ fault: 'hang', source: 'exchange:okx' });
    for (const job of ['quotes', 'universe']) await product.request(job);
    await product.until('CoinGecko to rest', async () => (await product.source('coingecko'))?.breaker === 'open', 240_000);
    await product.until('DefiLlama to wait', async () => (await product.source('defillama'))?.state === 'waiting', 120_000);
    await product.until('OKX not to answer', async () => (await product.source('exchange:okx'))?.errorKind === 'timed-out', 120_000);
    await product.until('what Kraken says to be refused', async () => (await product.query(`SELECT 1 FROM refused_answer WHERE source = 'exchange:kraken' AND reason LIKE '%50 times%' LIMIT 1`)).length > 0, 120_000);
    const after = new Map((await allTokens()).map((token) => [token.id, token]));
    const jumped = before.filter(({ id, price }) => {
      const now = after.get(id);
      return !now?.price || Math.abs(Number(now.price) / Number(price) - 1) > 0.5 || (now.quote !== null && Math.abs(Number(now.quote.price) / Number(price) - 1) > 0.5);
    });
    expect(jumped).toEqual([]);
    for (const path of ['/', '/tokens', '/tokens/bitcoin', '/indices', '/indices/large-cap-10']) await withPage(async (page) => void (await page.goto(path)), { at: product.url });
  });

  it('are told in words on the status page', async () => {
    // Its rest may be over by now: whoever asks next finds it ill still, and it rests anew, for longer.
    await product.until('CoinGecko to rest for a while', async () => {
      const { retryAt } = (await product.source('coingecko')) ?? {};
      if (retryAt && Date.parse(retryAt) - Date.now() > 20_000) return true;
      await product.request('quotes');
      return false;
    }, 240_000, 2_000);
    await look('/status', async (page) => {
      const row = (name: string) => rowOf(page, name);
      expect(await row('CoinGecko')).toMatch(/rests after failures.*(Asked again|asked again)/);
      expect(await row('DefiLlama')).toMatch(/asked us to wait.*(Asked again|asked again)/);
      expect(await row('OKX')).toMatch(/It did not answer in time/);
      expect(await textOf(page)).toContain('Answers not taken');
    });
  });

  it('are asked again at once when somebody presses the button, and are well again', async () => {
    sources.heal();
    await withPage(
      async (page) => {
        await signUp(page, '/status');
        await settle(page);
        for (const title of ['CoinGecko', 'DefiLlama']) {
          await page.getByRole('form', { name: `Try ${title} again` }).getByRole('button').click();
          await page.getByText('It is being asked again.').first().waitFor();
        }
      },
      { at: product.url },
    );
    for (const source of ['coingecko', 'defillama']) await product.until(`${source} to be well`, async () => (await product.source(source))?.state === 'ok', 120_000);
    await look('/status', async (page) => {
      for (const title of ['CoinGecko', 'DefiLlama']) expect(await rowOf(page, title)).toMatch(/● answers/);
    });
  });
});
