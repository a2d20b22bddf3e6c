import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { chainPointSchema, feePointSchema, protocolPointSchema, protocolSchema } from '@/lib/providers/defillama/schema';
import { namedFees, toStablecoinMetrics } from '@/lib/providers/defillama/transform-day';
import { readDays, sumParts, toMetricRows } from '@/lib/providers/defillama/transform-metrics';
import { toYields } from '@/lib/providers/defillama/transform-pools';
import { plainTvl, readChains, readProtocols, unitsOf } from '@/lib/providers/defillama/units';
import { Refusals } from '@/lib/providers/refusals';
import { at, NOW, pool, protocol, stable, told } from './fixtures';

const DAY = isoDay('2026-05-01');

describe('values of days', () => {
  const read = (points: unknown[], kind: 'tvl' | 'chain' | 'fees' = 'tvl') => {
    const refusals = new Refusals();
    const schema = { tvl: protocolPointSchema, chain: chainPointSchema, fees: feePointSchema }[kind];
    const days = readDays('kelp-coin', points, schema, kind === 'fees' ? 'start' : 'close', 'value', NOW, refusals);
    return { days: [...days], refused: told(refusals.list) };
  };

  it('value locked at 00:00 is that of the day before; the running last point is dropped', () => {
    const points = [{ date: at('2026-05-01'), totalLiquidityUSD: 5 }, { date: at('2026-05-02'), totalLiquidityUSD: 6 }, { date: at('2026-05-02T09:12:39Z'), totalLiquidityUSD: 99 }];
    expect(read(points)).toEqual({ days: [['2026-04-30', 5], ['2026-05-01', 6]], refused: [] });
    expect(read([{ date: at('2026-05-01'), tvl: 5 }], 'chain').days).toEqual([['2026-04-30', 5]]);
  });

  it('fees stamped 00:00 are those of the day that begins then; the running day is dropped', () => {
    expect(read([[at('2026-05-01'), 5], [at('2026-05-02'), 1]], 'fees')).toEqual({ days: [['2026-05-01', 5]], refused: [] });
  });

  it('null is unknown, and zero is zero', () => {
    expect(read([{ date: at('2026-04-01'), totalLiquidityUSD: null }, { date: at('2026-04-02'), totalLiquidityUSD: 0 }])).toEqual({ days: [['2026-04-01', 0]], refused: [] });
  });

  it.each<[string, unknown[], string]>([
    ['a negative value', [{ date: at('2026-04-01'), totalLiquidityUSD: -1 }], 'negative value'],
    ['1e308', [{ date: at('2026-04-01'), totalLiquidityUSD: 1e308 }], 'value above 1000000000000000 (not possible)'],
    ['text', [{ date: at('2026-04-01'), totalLiquidityUSD: '5' }], 'value: totalLiquidityUSD: expected number, received string'],
    ['the future', [{ date: at('2026-05-04'), totalLiquidityUSD: 5 }], 'value: future day: its clock is wrong, and nothing of the answer is taken'],
    ['another time of day before the last', [{ date: at('2026-04-01') + 7, totalLiquidityUSD: 5 }, { date: at('2026-05-02') + 7, totalLiquidityUSD: 5 }], 'value: a point not at 00:00 UTC'],
    ['milliseconds', [{ date: at('2026-04-01') * 1_000, totalLiquidityUSD: 5 }], 'value: future day: its clock is wrong, and nothing of the answer is taken'],
    ['a time before all time', [{ date: -8.64e13, totalLiquidityUSD: 5 }], 'value: a time that is no date'],
  ])('refuse %s', (_, points, reason) => {
    expect(read(points)).toEqual({ days: [], refused: [`kelp-coin: ${reason}`] });
  });

  it('of several parts are summed from the first day of each, and a gap has no sum', () => {
    const day = (n: number) => isoDay(`2026-04-0${n}`);
    const old = new Map<IsoDay, number>([[day(1), 10], [day(2), 20], [day(3), 30], [day(4), 40]]);
    const young = new Map<IsoDay, number>([[day(2), 1], [day(4), 3]]);
    expect([...sumParts([old, young, new Map()])]).toEqual([['2026-04-01', 10], ['2026-04-02', 21], ['2026-04-04', 43]]);
    expect(toMetricRows('kelp-coin', 'TvlUSD', sumParts([old]), { from: day(2), to: day(3) })).toEqual([
      { externalId: 'kelp-coin', metric: 'TvlUSD', day: '2026-04-02', value: '20' },
      { externalId: 'kelp-coin', metric: 'TvlUSD', day: '2026-04-03', value: '30' },
    ]);
  });

  it('are finite and not negative whatever comes', () => {
    const wild = fc.oneof(fc.double(), fc.constant(null), fc.string(), fc.constantFrom(-1, 1e308));
    fc.assert(
      fc.property(fc.array(fc.record({ date: fc.oneof(fc.integer({ min: 0, max: 60 }).map((n) => at('2026-03-20') + n * 86_400), fc.double()), totalLiquidityUSD: wild })), (points) => {
        for (const [day, value] of read(points).days) expect([day < '2026-05-02', Number.isFinite(value) && value >= 0]).toEqual([true, true]);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('whose value it is', () => {
  const units = (protocols: Record<string, unknown>[], chains: { name: string; gecko_id: string | null }[] = []) => unitsOf(readProtocols(protocols, new Refusals()), chains);

  it('counts the plain chains only', () => {
    expect(plainTvl(protocolSchema.parse(protocol()).chainTvls)).toBe(300);
    expect(plainTvl({ staking: 5, 'OP Mainnet': 3, 'OP Mainnet-borrowed': 1 })).toBe(3);
    expect([plainTvl({}), plainTvl(null), plainTvl({ Base: null })]).toEqual([null, null, null]);
  });

  it('counts versions together under their parent', () => {
    const versions = [protocol({ name: 'Kelp V2', slug: 'kelp-v2', parentProtocol: 'parent#kelp' }), protocol({ name: 'Kelp V3', slug: 'kelp-v3', parentProtocol: 'parent#kelp', gecko_id: null })];
    expect([...units(versions)]).toEqual([['kelp-coin', [{ kind: 'protocol', at: 'kelp', slugs: ['kelp-v2', 'kelp-v3'], names: ['Kelp V2', 'Kelp V3'] }]]]);
  });

  it('takes a family with several coins apart', () => {
    const family = [protocol({ name: 'Kelp Swap', slug: 'kelp-swap', parentProtocol: 'parent#kelp' }), protocol({ name: 'Kelp Dollar', slug: 'kelp-dollar', parentProtocol: 'parent#kelp', gecko_id: 'kusd' })];
    expect([...units(family)].map(([id, own]) => [id, own.map(({ at: slug }) => slug)])).toEqual([['kelp-coin', ['kelp-swap']], ['kusd', ['kelp-dollar']]]);
  });

  it('judges the coin of a chain by its chain, and leaves out what exchanges hold', () => {
    const listed = units([protocol({ gecko_id: 'ethereum' }), protocol({ slug: 'some-exchange', category: 'CEX', gecko_id: 'xcoin' })], [{ name: 'Ethereum', gecko_id: 'ethereum' }, { name: 'Nowhere', gecko_id: null }]);
    expect([...listed]).toEqual([['ethereum', [{ kind: 'chain', at: 'Ethereum', slugs: [], names: ['Ethereum'] }]]]);
  });

  it('counts nothing twice, and never joins by a name that two bear', () => {
    const refusals = new Refusals();
    const twice = readProtocols([protocol(), protocol(), protocol({ slug: 'other', gecko_id: 'other-coin' })], refusals);
    const chains = readChains([{ name: 'Kelp Chain', gecko_id: 'kelp' }, { name: 'Kelp Chain', gecko_id: 'kelp' }, { gecko_id: 'x' }], refusals);
    expect([...unitsOf(twice, chains)].map(([id, own]) => [id, own.map(({ at: slug, names }) => [slug, names])])).toEqual([
      ['kelp-coin', [['kelp-swap', []]]],
      ['other-coin', [['other', []]]],
      ['kelp', [['Kelp Chain', ['Kelp Chain']]]],
    ]);
    expect(told(refusals.list)).toEqual(['kelp-swap: it came twice (the first stands)', 'Kelp Chain: it came twice (the first stands)', ': name: expected string, received undefined']);
  });

  it('refuses a row that is not as described by its slug and keeps the others', () => {
    const refusals = new Refusals();
    expect(readProtocols([protocol({ tvl: '5' }), null, protocol({ slug: 'good' })], refusals).map(({ slug }) => slug)).toEqual(['good']);
    expect(told(refusals.list)).toEqual(['kelp-swap: tvl: expected number, received string', ': expected object, received null']);
  });
});

describe('fees of a day', () => {
  it('are known by name; what is not told is not zero', () => {
    const refusals = new Refusals();
    const rows = [{ name: 'A', total24h: 5 }, { name: 'A', total24h: 6 }, { name: 'F', total24h: 9 }, { name: 'F', total24h: 9 }, { name: 'B', total24h: null }, { name: 'C', total24h: 0 }, { name: 'D', total24h: -1 }, { total24h: 1 }, { name: 'E', total24h: '7' }];
    expect([...namedFees(rows, 'fees', refusals)]).toEqual([['F', 9], ['C', 0]]);
    expect(told(refusals.list)).toEqual(['A: fees: two of one name', 'D: negative fees', ': fees: name: expected string, received undefined', 'E: fees: total24h: expected number, received string']);
  });
});

describe('stablecoins', () => {
  const metrics = (fields: Record<string, unknown>) => {
    const refusals = new Refusals();
    return { rows: toStablecoinMetrics([stable(fields)], DAY, refusals).map(({ metric, value }) => [metric, value]), refused: told(refusals.list) };
  };

  it.each<[string, Record<string, unknown>, string[][]]>([
    ['supply and distance', {}, [['StableSupply', '1000'], ['StablePegDeviation', '-0.002']]],
    ['a supply under several names', { circulating: { peggedUSD: 5, peggedVAR: 7 } }, [['StableSupply', '12'], ['StablePegDeviation', '-0.002']]],
    ['a euro without a distance', { pegType: 'peggedEUR', circulating: { peggedEUR: 5 }, price: 1.08 }, [['StableSupply', '5']]],
    ['no price', { price: null }, [['StableSupply', '1000']]],
    ['no supply', { circulating: {} }, [['StablePegDeviation', '-0.002']]],
    ['nobody', { gecko_id: null }, []],
  ])('have %s', (_, fields, rows) => {
    expect(metrics(fields)).toEqual({ rows, refused: [] });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a price of 0', { price: 0 }, 'kelp-dollar: zero price'],
    ['a negative supply', { circulating: { peggedUSD: -5 } }, 'kelp-dollar: negative circulating supply'],
    ['text', { price: '1' }, 'Kelp Dollar: price: expected number, received string'],
  ])('refuse %s', (_, fields, reason) => {
    expect(metrics(fields).refused).toEqual([reason]);
  });
});

describe('yields', () => {
  it('are fractions, per cent divided by a hundred; null is unknown', () => {
    expect(toYields([pool(), pool({ pool: 'pool-2', apyReward: null, tvlUsd: null, stablecoin: true })])).toEqual({
      rows: [
        { poolId: 'pool-1', project: 'kelp-swap', chain: 'Ethereum', symbol: 'KELP-USD', baseYield: 0.025, rewardYield: 0.1, tvl: '12000', stablecoin: false },
        { poolId: 'pool-2', project: 'kelp-swap', chain: 'Ethereum', symbol: 'KELP-USD', baseYield: 0.025, rewardYield: null, tvl: null, stablecoin: true },
      ],
      refused: [],
    });
  });

  it('of thousands of per cent are real, of a million are not', () => {
    expect(toYields([pool({ apyReward: 2_611.8992 })]).rows[0]?.rewardYield).toBeCloseTo(26.118992, 12);
    expect(toYields([pool({ apyReward: 1e8, apyBase: -101, tvlUsd: -3 })])).toMatchObject({ rows: [{ baseYield: null, rewardYield: null, tvl: null }], refused: [{}, {}, {}] });
  });

  it('refuse rows that are none, and the second of one id', () => {
    expect(told(toYields([pool(), pool(), pool({ pool: 'p', stablecoin: 'yes' }), 7, pool({ pool: 'q', apyBase: '3' })]).refused)).toEqual([
      'pool-1: it came twice (the first stands)',
      'p: stablecoin: expected boolean, received string',
      ': expected object, received number',
      'q: apyBase: expected number, received string',
    ]);
  });
});
