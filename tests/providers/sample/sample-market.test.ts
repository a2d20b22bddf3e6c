import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { correlation, mean, standardDeviation } from '@/lib/domain/foundation/statistics';
import { ASSET_KINDS, CONSENSUS_KINDS } from '@/lib/domain/market/asset';
import { classifyEnding } from '@/lib/domain/market/ending';
import { dayNumber, isoDay, weekday } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { chainMetrics, crowdMetrics, depthMetrics, developerMetrics } from '@/lib/providers/sample/activity';
import { drawFactors, type MarketFactors } from '@/lib/providers/sample/market-factors';
import { DEVELOPERS, MARKET_BETA, SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY, SAMPLE_SEED, SECTOR_LOADING } from '@/lib/providers/sample/model';
import { drawPath, loadingsOf, type PricePath } from '@/lib/providers/sample/price-path';
import { sampleMarket } from '@/lib/providers/sample/sample-market';
import { sampleTokens, type SampleToken } from '@/lib/providers/sample/token-table';
import type { MarketSource } from '@/lib/providers/port';

const START = dayNumber(isoDay(SAMPLE_FIRST_DAY));
const DAYS = dayNumber(isoDay(SAMPLE_LAST_DAY)) - START + 1;
const tokens = sampleTokens(START);

async function tableText(source: MarketSource, name: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of source.tables.find((table) => table.name === name)?.batches() ?? []) for (const row of batch) lines.push(row.fields?.join(',') ?? '');
  return lines;
}

async function hashOf(source: MarketSource): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of source.tables) hash.update((await tableText(source, name)).join('\n'));
  return hash.digest('hex');
}

function steps(path: PricePath): Float64Array {
  return path.close.slice(1).map((price, index) => Math.log(price / (path.close[index] as number)));
}

function excessKurtosis(values: ArrayLike<number>): number {
  const [center, spread] = [mean(values), standardDeviation(values)];
  return mean(Array.from(values, (value) => ((value - center) / spread) ** 4)) - 3;
}

describe('the tokens', () => {
  it('are at least 250 real identities, each id once, described in full', () => {
    expect(tokens.length).toBeGreaterThanOrEqual(250);
    expect(new Set(tokens.map((token) => token.asset.id)).size).toBe(tokens.length);
    for (const { asset, supply, cap, standsFor, maxSupply } of tokens) {
      expect(asset.id).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
      expect(ASSET_KINDS).toContain(asset.kind);
      expect(CONSENSUS_KINDS).toContain(asset.consensus);
      expect(asset.sectors.length).toBeGreaterThan(0);
      expect(asset.ecosystem).toMatch(/^[a-z0-9-]+$/);
      expect(supply).toBeGreaterThan(0);
      expect(maxSupply).toBeGreaterThanOrEqual(supply);
      expect(standsFor === null ? cap > 0 : ['usd', ...tokens.map((token) => token.asset.id)].includes(standsFor)).toBe(true);
    }
    expect(new Set(tokens.map((token) => token.asset.kind))).toEqual(new Set(['coin', 'token', 'stablecoin', 'wrapped', 'staked']));
    expect(tokens.filter((token) => token.standsFor === null && !((token.asset.sectors[0] ?? '') in MARKET_BETA))).toEqual([]);
  });
});

describe('the market', () => {
  let daily: string[];
  const source = sampleMarket();
  beforeAll(async () => {
    daily = await tableText(source, 'daily');
  });

  it('is marked simulated and spans six years', () => {
    expect(source.dataset).toMatchObject({ name: 'Simulated market', simulated: true });
    const days = new Set(daily.slice(1).map((line) => line.split(',')[1]));
    expect(days.size).toBe(DAYS);
    expect([...days].sort()[0]).toBe(SAMPLE_FIRST_DAY);
    expect([...days].sort().at(-1)).toBe(SAMPLE_LAST_DAY);
    expect(weekday(START)).toBe(1);
  });

  it('has the same bytes from the same seed on every machine, and others from another', async () => {
    const short = { lastDay: '2020-06-30' };
    const first = await hashOf(sampleMarket(short));
    // A change of this hash is a change of everyone's sample: raise SAMPLE_VERSION with it.
    expect(first).toBe('e65049e8ecc168bb71fd724dfc2672f042de75f351238a2454e0cdc4853f3fc8');
    expect(await hashOf(sampleMarket(short))).toBe(first);
    expect(await hashOf(sampleMarket({ ...short, seed: 50 }))).not.toBe(first);
    expect(sampleMarket(short).fingerprint).not.toBe(sampleMarket({ ...short, seed: 50 }).fingerprint);
  });

  it('never looks ahead: a sample that ends earlier is the beginning of the longer one', async () => {
    const [short, long] = [sampleMarket({ lastDay: '2020-03-31' }), sampleMarket({ lastDay: '2020-12-31' })];
    for (const name of ['daily', 'metrics', 'market']) {
      const until = (await tableText(long, name)).filter((line, index) => index === 0 || (/\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? '') <= '2020-03-31');
      expect((await tableText(short, name)).join('\n') === until.join('\n'), name).toBe(true);
    }
  });

  it('has births and deaths', () => {
    const first = new Map<string, string>();
    const last = new Map<string, string[]>();
    for (const line of daily.slice(1)) {
      const fields = line.split(',');
      if (!first.has(fields[0] ?? '')) first.set(fields[0] ?? '', fields[1] ?? '');
      last.set(fields[0] ?? '', fields);
    }
    expect([...first.values()].filter((day) => day > SAMPLE_FIRST_DAY).length).toBeGreaterThan(100);
    const ended = [...last.values()].filter((fields) => fields[1] !== SAMPLE_LAST_DAY);
    const dead = ended.filter((fields) => {
      const closes = daily.filter((line) => line.startsWith(`${fields[0]},`)).slice(-90).map((line) => Number(line.split(',')[2]));
      return classifyEnding({ lastDay: dayNumber(isoDay(fields[1] ?? '')), datasetLastDay: START + DAYS - 1, lastClose: Number(fields[2]), high90d: Math.max(...closes) }) === 'dead';
    });
    expect(dead.length).toBeGreaterThanOrEqual(10);
    expect(ended.length - dead.length).toBeGreaterThanOrEqual(1);
  });
});

describe('the model, recovered from what it makes', () => {
  const sectors = [...new Set(tokens.map((token) => token.asset.sectors[0] ?? ''))].sort();
  const rng = createRng(SAMPLE_SEED);
  const own = tokens.filter((token) => token.standsFor === null && token.born === START);
  let factors: MarketFactors;
  let paths: readonly (readonly [SampleToken, PricePath])[];
  beforeAll(() => {
    factors = drawFactors(rng.fork('factors'), DAYS, sectors);
    paths = own.map((token) => [token, drawPath(token, rng.fork(`asset:${token.asset.id}`), factors, 0)] as const).filter(([, path]) => path.close.length === DAYS);
  });

  /** Least squares of the return on the market, the size and the sector factor, which are drawn independently. */
  function slope(returns: Float64Array, factor: Float64Array): number {
    const x = factor.slice(1, returns.length + 1);
    return (correlation(returns, x) * standardDeviation(returns)) / standardDeviation(x);
  }

  it('gives the stated loadings back', () => {
    const gaps = { beta: [] as number[], size: [] as number[], sector: [] as number[] };
    for (const [token, path] of paths) {
      const stated = loadingsOf(token);
      const returns = steps(path);
      gaps.beta.push(slope(returns, factors.market) - stated.beta);
      gaps.size.push(slope(returns, factors.size) - stated.size);
      if (stated.sector > 0) gaps.sector.push(slope(returns, factors.sectors.get(token.asset.sectors[0] ?? '') as Float64Array) - SECTOR_LOADING);
    }
    expect(Math.abs(mean(gaps.beta))).toBeLessThan(0.08);
    expect(Math.abs(mean(gaps.size))).toBeLessThan(0.25);
    expect(Math.abs(mean(gaps.sector))).toBeLessThan(0.15);
    expect(standardDeviation(gaps.beta)).toBeLessThan(0.12);
  });

  it('has fat tails and clustered volatility', () => {
    expect(excessKurtosis(factors.market)).toBeGreaterThan(1);
    const kurtosis = paths.map(([, path]) => excessKurtosis(steps(path)));
    expect(Math.min(...kurtosis)).toBeGreaterThan(0);
    expect(mean(kurtosis)).toBeGreaterThan(2);
    const clustering = paths.map(([, path]) => {
      const size = steps(path).map(Math.abs);
      return correlation(size.slice(0, -1), size.slice(1));
    });
    expect(mean(clustering)).toBeGreaterThan(0.1);
    const memory = paths.map(([, path]) => correlation(steps(path).slice(0, -1), steps(path).slice(1)));
    expect(Math.abs(mean(memory))).toBeLessThan(0.05);
  });

  it('correlates within a sector more than across', () => {
    const [inside, across]: [number[], number[]] = [[], []];
    const picked = paths.filter(([token]) => token.asset.id !== 'bitcoin').slice(0, 60).map(([token, path]) => ({ sector: token.asset.sectors[0], returns: steps(path) }));
    picked.forEach((a, index) => {
      for (const b of picked.slice(index + 1)) (a.sector === b.sector ? inside : across).push(correlation(a.returns, b.returns));
    });
    expect(mean(inside)).toBeGreaterThan(mean(across) + 0.05);
    expect(mean(across)).toBeGreaterThan(0.2);
  });

  it('goes through every regime, and depth is thin in a crash', () => {
    expect(new Set(factors.regime)).toEqual(new Set(['bull', 'range', 'bear', 'crash']));
    const ratios = paths.slice(0, 40).map(([token, path]) => {
      const depth = depthMetrics(path, createRng(1).fork(token.asset.id), factors).get('Depth2PctUSD') as Float64Array;
      const share = (crash: boolean): number => mean(Array.from(depth, (usd, row) => Math.log(usd / ((path.close[row] as number) * (path.supply[row] as number)) ** 0.72)).filter((_, row) => (factors.regime[row] === 'crash') === crash));
      return Math.exp(share(true) - share(false));
    });
    expect(mean(ratios)).toBeGreaterThan(0.25);
    expect(mean(ratios)).toBeLessThan(0.42);
  });

  it('relates chain and crowd to the price as stated, and lets neither lead it', () => {
    const [together, ahead]: [number[], number[]] = [[], []];
    for (const [token, path] of paths.slice(0, 60)) {
      const returns = steps(path);
      const polarity = (crowdMetrics(path, createRng(2).fork(token.asset.id)).get('SocialPolarity') as Float64Array).slice(1);
      const addresses = steps({ ...path, close: chainMetrics(path, createRng(3).fork(token.asset.id)).get('AdrActCnt') as Float64Array });
      together.push(correlation(polarity, returns));
      ahead.push(correlation(polarity.slice(0, -1), returns.slice(1)), correlation(addresses.slice(0, -1), returns.slice(1)));
    }
    expect(mean(together)).toBeGreaterThan(0.15);
    expect(Math.abs(mean(ahead))).toBeLessThan(0.02);
  });

  it('lets no series lead a price: what changed yesterday says nothing of today', () => {
    const ahead = new Map<string, number[]>();
    for (const [token, path] of paths.slice(0, 60)) {
      const own = createRng(4).fork(token.asset.id);
      const returns = steps(path).slice(1);
      const series = [...chainMetrics(path, own.fork('chain')), ...developerMetrics(path, own.fork('developers')), ...crowdMetrics(path, own.fork('crowd')), ...depthMetrics(path, own.fork('depth'), factors), ['tradedValue', path.tradedValue] as const];
      for (const [name, values] of series) {
        const changes = values.slice(1).map((value, index) => Math.asinh(value) - Math.asinh(values[index] as number));
        ahead.set(name, [...(ahead.get(name) ?? []), correlation(changes.slice(0, -1), returns)]);
      }
    }
    expect(ahead.size).toBe(14);
    const led = [...ahead].map(([name, found]) => [name, mean(found.filter((value) => !Number.isNaN(value)))] as const);
    // A crash thins the book at once and lasts for days: this much depth tells, as the crash itself does.
    for (const [name, found] of led) expect(Math.abs(found), name).toBeLessThan(name === 'Depth2PctUSD' ? 0.05 : 0.02);
  });

  it('lets developers follow the price with the stated loading', () => {
    const slopes = paths.slice(0, 100).map(([token, path]) => {
      const commits = (developerMetrics(path, createRng(5).fork(token.asset.id)).get('DevCommits') as Float64Array).map((count) => Math.log(count + 0.5));
      let slow = Math.log(path.close[0] as number);
      const above = path.close.map((price) => Math.log(price) - (slow += (Math.log(price) - slow) * (2 / (DEVELOPERS.slowDays + 1))));
      return (correlation(commits, above) * standardDeviation(commits)) / standardDeviation(above);
    });
    expect(Math.abs(mean(slopes) - DEVELOPERS.commits)).toBeLessThan(0.05);
  });

  it('prints fear and greed in the morning, from the days before', () => {
    const mood = Array.from(factors.fearGreed);
    expect(Math.min(...mood)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...mood)).toBeLessThanOrEqual(100);
    expect(Math.abs(correlation(mood, factors.market))).toBeLessThan(0.1);
    expect(correlation(mood.slice(1), factors.market.slice(0, -1))).toBeGreaterThan(0.15);
  });
});
