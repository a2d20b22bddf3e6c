import 'server-only';
import { createHash } from 'node:crypto';
import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import type { MarketSource, SourceRow, SourceTable } from '../port';
import { chainMetrics, crowdMetrics, depthMetrics, developerMetrics, type Metrics } from './activity';
import { drawFactors, type MarketFactors } from './market-factors';
import { SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY, SAMPLE_SEED, SAMPLE_VERSION } from './model';
import { drawPath, drawStandIn, type PricePath } from './price-path';
import { sampleTokens, type SampleToken } from './token-table';

export const SAMPLE_NAME = 'Simulated market';

/** From which market cap at birth (USD) a token has each sort of data: small ones have little, as in real markets. */
const HAS = { chain: 350e6, developers: 450e6, crowd: 600e6, depth: 450e6 } as const;

export interface SampleOptions {
  readonly seed?: number;
  /** Last day, for tests: the days before it stay the same. */
  readonly lastDay?: string;
}

interface Sample {
  readonly seed: number;
  readonly start: number;
  readonly rng: Rng;
  readonly tokens: readonly SampleToken[];
  readonly factors: MarketFactors;
  readonly paths: ReadonlyMap<string, PricePath>;
}

function draw(options: SampleOptions): Sample {
  const seed = options.seed ?? SAMPLE_SEED;
  const start = dayNumber(isoDay(SAMPLE_FIRST_DAY));
  const days = dayNumber(isoDay(options.lastDay ?? SAMPLE_LAST_DAY)) - start + 1;
  const rng = createRng(seed);
  const tokens = sampleTokens(start).filter((token) => token.born - start < days);
  const sectors = [...new Set(tokens.map((token) => token.asset.sectors[0] ?? ''))].sort();
  const factors = drawFactors(rng.fork('factors'), days, sectors);
  const paths = new Map<string, PricePath>();
  const own = (token: SampleToken): Rng => rng.fork(`asset:${token.asset.id}`);
  for (const token of tokens) if (token.standsFor === null) paths.set(token.asset.id, drawPath(token, own(token), factors, token.born - start));
  for (const token of tokens) {
    if (token.standsFor !== null) paths.set(token.asset.id, drawStandIn(token, own(token), factors, token.born - start, paths.get(token.standsFor) ?? null));
  }
  return { seed, start, rng, tokens, factors, paths };
}

/** Seven significant digits, never an exponent for what a person reads. */
function digits(value: number): string {
  return Number.isInteger(value) ? String(value) : value >= 1e6 || value <= -1e6 ? String(Math.round(value)) : String(Number(value.toPrecision(7)));
}

function metricsOf(sample: Sample, token: SampleToken, path: PricePath): readonly Metrics[] {
  if (token.standsFor !== null) return [];
  const rng = sample.rng.fork(`metrics:${token.asset.id}`);
  const sets: Metrics[] = [];
  if (token.asset.kind === 'coin' && token.cap >= HAS.chain) sets.push(chainMetrics(path, rng.fork('chain')));
  if (token.cap >= HAS.developers) sets.push(developerMetrics(path, rng.fork('developers')));
  if (token.cap >= HAS.crowd || token.asset.sectors[0] === 'meme') sets.push(crowdMetrics(path, rng.fork('crowd')));
  if (token.cap >= HAS.depth) sets.push(depthMetrics(path, rng.fork('depth'), sample.factors));
  return sets;
}

/** A table as a stream of batches, one an asset, with line numbers as a file would have them. */
function table(name: SourceTable['name'], size: number, header: readonly string[], records: () => Iterable<readonly (readonly string[])[]>): SourceTable {
  return {
    name, file: `${name}.csv`, size,
    batches: async function* batches() {
      let line = 1;
      yield [{ line, fields: header }];
      for (const batch of records()) yield batch.map((fields): SourceRow => ({ line: (line += 1), fields, plain: fields.join(',') }));
    },
  };
}

function* dailyRecords(sample: Sample, days: readonly string[]): Generator<string[][]> {
  for (const token of sample.tokens) {
    const path = sample.paths.get(token.asset.id) as PricePath;
    yield Array.from(path.close, (price, index) => {
      const supply = path.supply[index] as number;
      return [token.asset.id, days[path.from + index] ?? '', digits(price), digits(path.tradedValue[index] as number), digits(price * supply), digits(supply)];
    });
  }
}

function* metricRecords(sample: Sample, days: readonly string[]): Generator<string[][]> {
  for (const token of sample.tokens) {
    const path = sample.paths.get(token.asset.id) as PricePath;
    const rows: string[][] = [];
    for (const metrics of metricsOf(sample, token, path)) {
      for (const [metric, values] of metrics) {
        for (let index = 0; index < values.length; index += 1) rows.push([token.asset.id, days[path.from + index] ?? '', metric, digits(values[index] as number)]);
      }
    }
    if (rows.length > 0) yield rows;
  }
}

/** A market that nobody traded in: deterministic from its seed, marked simulated, made of real identities and invented prices. */
export function sampleMarket(options: SampleOptions = {}): MarketSource {
  const sample = draw(options);
  const days = Array.from({ length: sample.factors.days }, (_, row) => dayFromNumber(sample.start + row) as string);
  const size = sample.tokens.length * days.length;
  return {
    dataset: {
      name: SAMPLE_NAME, simulated: true, licence: 'None needed: every number is invented.', attribution: 'Simulated by Bandwise',
      description: `Simulated prices of ${sample.tokens.length} tokens under real names, from a factor model. Nothing here was ever traded.`,
      source: `Bandwise sample ${SAMPLE_VERSION}, seed ${sample.seed}`,
    },
    assets: sample.tokens.map((token) => token.asset),
    refusedAssets: [],
    tables: [
      table('daily', size, ['id', 'day', 'close', 'tradedValue', 'marketCap', 'circulatingSupply'], () => dailyRecords(sample, days)),
      table('metrics', size * 2, ['id', 'day', 'metric', 'value'], () => metricRecords(sample, days)),
      table('market', 1000, ['day', 'metric', 'value'], () => [Array.from(sample.factors.fearGreed, (value, row) => [days[row] ?? '', 'fearGreed', String(value)])]),
    ],
    fingerprint: createHash('sha256').update(`sample ${SAMPLE_VERSION} ${sample.seed} ${options.lastDay ?? SAMPLE_LAST_DAY}`).digest('hex'),
  };
}
