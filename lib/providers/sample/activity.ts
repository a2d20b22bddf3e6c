import type { Rng } from '@/lib/domain/foundation/rng';
import { Drifting, type MarketFactors } from './market-factors';
import { CHAIN, CROWD, DEPTH, DEVELOPERS } from './model';
import type { PricePath } from './price-path';

/** Metrics of one asset by name, one value a day of its path. */
export type Metrics = ReadonlyMap<string, Float64Array>;

/** Log price against its slow mean (exponential, that day included): how far the asset is above what people are used to. */
function aboveSlowMean(close: Float64Array, days: number): Float64Array {
  let slow = Math.log(close[0] as number);
  return close.map((price) => {
    const log = Math.log(price);
    slow += (log - slow) * (2 / (days + 1));
    return log - slow;
  });
}

/** Saturday and Sunday, from a row: row 0 of the sample is a Monday. */
function isWeekend(row: number): boolean {
  return row % 7 >= 5;
}

function collect(days: number, names: readonly string[], day: (index: number) => readonly number[]): Metrics {
  const columns = names.map(() => new Float64Array(days));
  for (let index = 0; index < days; index += 1) {
    const values = day(index);
    for (let column = 0; column < names.length; column += 1) (columns[column] as Float64Array)[index] = values[column] as number;
  }
  return new Map(names.map((name, index) => [name, columns[index] as Float64Array]));
}

/** On-chain activity under Coin Metrics' names. Follows the price; nothing follows it. */
export function chainMetrics(path: PricePath, rng: Rng): Metrics {
  const above = aboveSlowMean(path.close, CHAIN.slowDays);
  const [noise, flow] = [new Drifting(rng.fork('addresses'), 0.6, 0.06), new Drifting(rng.fork('flow'), 0.5, 0.2)];
  const adoptionRng = rng.fork('adoption');
  const perAddress = Math.exp(0.3 * rng.normal() + 0.4);
  const feeUsd = Math.exp(0.8 * rng.normal() - 1.5);
  const velocity = CHAIN.turnover * Math.exp(0.4 * rng.normal());
  const { share, level, realised: realisedShare } = CHAIN.atBirth;
  let adoption = Math.log((path.close[0] as number) * (path.supply[0] as number)) * share + level;
  let realised = (path.close[0] as number) * (path.supply[0] as number) * realisedShare;
  return collect(path.close.length, ['AdrActCnt', 'TxCnt', 'TxTfrValAdjUSD', 'FeeTotUSD', 'CapRealUSD', 'CapMVRVCur', 'NVTAdj', 'IssContPctAnn'], (index) => {
    const cap = (path.close[index] as number) * (path.supply[index] as number);
    const before = path.supply[Math.max(0, index - 1)] as number;
    const step = index === 0 ? 0 : Math.log((path.close[index] as number) / (path.close[index - 1] as number));
    adoption += CHAIN.adoptionDrift + CHAIN.adoptionNoise * adoptionRng.normal();
    const addresses = Math.exp(adoption + CHAIN.addresses * (above[index] as number) + noise.next() + (isWeekend(path.from + index) ? CHAIN.weekend : 0));
    const transactions = addresses * perAddress;
    const moved = cap * velocity * Math.exp(CHAIN.velocity * Math.min(4, Math.abs(step) / path.volatility) + flow.next());
    const issued = Math.max(0, (path.supply[index] as number) - before) * (path.close[index] as number);
    realised += (cap - realised) * CHAIN.realising + issued;
    const fees = transactions * feeUsd * Math.exp(CHAIN.fees * (above[index] as number));
    return [Math.round(addresses), Math.round(transactions), moved, fees, realised, cap / realised, cap / moved, 100 * 365 * ((path.supply[index] as number) / before - 1)];
  });
}

/** Commits and contributors a day. */
export function developerMetrics(path: PricePath, rng: Rng): Metrics {
  const above = aboveSlowMean(path.close, DEVELOPERS.slowDays);
  const mood = new Drifting(rng.fork('pace'), DEVELOPERS.memory, DEVELOPERS.noise);
  const base = Math.log(4) + 0.9 * rng.normal();
  const perContributor = 2 + 2 * rng.next();
  const counts = rng.fork('counts');
  return collect(path.close.length, ['DevCommits', 'DevContributors'], (index) => {
    const pace = base + DEVELOPERS.commits * (above[index] as number) + mood.next() + DEVELOPERS.drift * index + (isWeekend(path.from + index) ? DEVELOPERS.weekend : 0);
    const expected = Math.exp(pace);
    const commits = Math.max(0, Math.round(expected + Math.sqrt(expected) * counts.normal()));
    return [commits, Math.ceil(commits / perContributor)];
  });
}

/** Polarity and number of posts a day, as known after the day. */
export function crowdMetrics(path: PricePath, rng: Rng): Metrics {
  const mood = new Drifting(rng.fork('mood'), CROWD.memory, CROWD.noise);
  const talk = new Drifting(rng.fork('talk'), 0.9, 0.15);
  const base = Math.log(200) + rng.normal();
  return collect(path.close.length, ['SocialPolarity', 'SocialCount'], (index) => {
    const back = Math.min(index, CROWD.days);
    const move = back === 0 ? 0 : Math.log((path.close[index] as number) / (path.close[index - back] as number)) / path.volatility / back;
    const day = index === 0 ? 0 : Math.abs(Math.log((path.close[index] as number) / (path.close[index - 1] as number))) / path.volatility;
    return [Math.tanh(CROWD.polarity * move + mood.next()), Math.round(Math.exp(base + CROWD.posts * Math.min(4, day) + talk.next()))];
  });
}

/** USD within 2 % of the middle of the book, both sides: a third of it is there in a crash, and it comes back over days. */
export function depthMetrics(path: PricePath, rng: Rng, factors: MarketFactors): Metrics {
  const noise = new Drifting(rng.fork('book'), DEPTH.memory, DEPTH.noise);
  const level = DEPTH.level + 0.4 * rng.normal();
  let stress = 0;
  return collect(path.close.length, ['Depth2PctUSD'], (index) => {
    stress = factors.regime[path.from + index] === 'crash' ? 1 : stress * DEPTH.healing;
    const cap = (path.close[index] as number) * (path.supply[index] as number);
    return [Math.exp(level + DEPTH.share * Math.log(cap) + DEPTH.crash * stress + noise.next())];
  });
}
