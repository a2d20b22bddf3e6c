import { expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { feeHistorySchema, feePointSchema, poolsSchema, pricesSchema, protocolHistorySchema, protocolPointSchema, stablecoinsSchema } from '@/lib/providers/defillama/schema';
import { toStablecoinMetrics } from '@/lib/providers/defillama/transform-day';
import { readDays } from '@/lib/providers/defillama/transform-metrics';
import { toYields } from '@/lib/providers/defillama/transform-pools';
import { toCloses, toQuotes } from '@/lib/providers/defillama/transform-prices';
import { plainTvl, readProtocols, unitsOf } from '@/lib/providers/defillama/units';
import { Refusals } from '@/lib/providers/refusals';
import { withProviderSpecs } from '../../support/real-data';
import { recordedBody, specExamples } from '../../support/source-answers';

withProviderSpecs('recorded answers of DefiLlama', (dir) => {
  const body = (file: string) => recordedBody(dir, 'defillama', file);
  const coins = (file: string) => pricesSchema.parse(body(file)).coins;

  it('prices of the moment, with and without decimals', () => {
    expect(toQuotes(['bitcoin', 'ethereum'], coins('coins-prices-current-2026-06.json'), new Date('2026-06-24T15:44:00Z')).rows.map(({ externalId, price }) => [externalId, price])).toEqual([
      ['bitcoin', '60580.28121336298'],
      ['ethereum', '1631.5124365600311'],
    ]);
    const older = toQuotes(['arbitrum', 'dai', 'chainlink'], coins('coins-prices-current-2025-03.json'), new Date('2025-03-06T15:57:00Z'));
    expect([older.rows.map(({ price }) => price), older.refused]).toEqual([['0.415488', '0.99972', '17.22'], []]);
  });

  it('a share of a pool by chain and address, at a price in the millions', () => {
    const key = 'base:0x61366A4e6b1DB1b85DD701f2f4BFa275EF271197';
    expect(toQuotes([key], coins('coins-prices-current-lp-token.json'), new Date('2024-09-11T11:54:00Z')).rows).toMatchObject([{ externalId: key, price: '13146300.613692524' }]);
  });

  it('an unknown token: nothing, and named', () => {
    expect(toQuotes(['gone'], coins('coins-prices-current-unknown.json'), new Date()).refused).toMatchObject([{ subject: 'gone', reason: 'not in the answer' }]);
  });

  it('a sample of 21:08 is no close of its day', () => {
    expect(toCloses(['binancecoin'], coins('coins-prices-historical-bnb-2020.json'), isoDay('2020-11-03'))).toMatchObject({ rows: [], refused: [{ reason: 'the sample is 3 hours away from the close' }] });
  });

  it('a protocol’s days: closes of the day before, the running one dropped', () => {
    const refusals = new Refusals();
    const { tvl } = protocolHistorySchema.parse(body('protocol-weiss-finance-2025-12.json'));
    const days = [...readDays('weiss', tvl, protocolPointSchema, 'close', 'value locked', new Date('2025-12-19T19:06:00Z'), refusals)];
    expect([days.length, days[0], days.at(-1), refusals.list]).toEqual([tvl.length - 1, ['2025-06-24', 23963], ['2025-12-18', 12453], []]);
  });

  it('a version of Aave: its value is the sum of its plain chains', () => {
    const refusals = new Refusals();
    const protocols = readProtocols(body('protocols-one-2025-05.json') as unknown[], refusals);
    expect(refusals.list).toEqual([]);
    expect(plainTvl(protocols[0]?.chainTvls)).toBeCloseTo(protocols[0]?.tvl as number, 3);
    expect(unitsOf(protocols, []).get('aave')).toEqual([{ kind: 'protocol', at: 'aave', slugs: ['aave-v2'], names: ['AAVE V2'] }]);
  });

  it('stablecoins, with and without what a publisher left out', () => {
    const refusals = new Refusals();
    const day = isoDay('2026-09-07');
    expect(toStablecoinMetrics(stablecoinsSchema.parse(body('stablecoins-2026-09.json')).peggedAssets, day, refusals)).toEqual([]);
    expect(toStablecoinMetrics(stablecoinsSchema.parse(body('stablecoins-dola-2025-05.json')).peggedAssets, day, refusals).map(({ externalId, metric, value }) => [externalId, metric, value])).toEqual([
      ['dola-usd', 'StableSupply', '203802204.63944054'],
      ['dola-usd', 'StablePegDeviation', '0'],
    ]);
    expect(refusals.list).toEqual([]);
  });

  it('yields', () => {
    const { rows, refused } = toYields(poolsSchema.parse(body('pools-two-2025-05.json')).data);
    expect(refused).toEqual([]);
    expect(rows.map(({ project, rewardYield, tvl }) => [project, rewardYield, tvl])).toEqual([['lido', null, '22520760573'], ['ether.fi-stake', expect.closeTo(0.0052055, 12), '6069862567']]);
    expect(rows[0]?.baseYield).toBeCloseTo(0.0268, 12);
  });

  it('the example of the description: fees of the day they are stamped with', () => {
    const refusals = new Refusals();
    const example = feeHistorySchema.parse(specExamples(dir, 'defillama')['GET /summary/fees/{protocol}']);
    expect([...readDays('hyperliquid', example.totalDataChart, feePointSchema, 'start', 'fees', new Date(), refusals)]).toEqual([['2024-12-23', 1472923]]);
    expect(refusals.list).toEqual([]);
  });
});
