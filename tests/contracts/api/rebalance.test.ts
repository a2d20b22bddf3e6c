import { describe, expect, it } from 'vitest';
import * as cashflowReturns from '@/app/api/v1/cashflow-returns/route';
import * as rebalance from '@/app/api/v1/rebalance/route';
import { problemSchema } from '@/lib/schemas/api/problem';
import flows from '../../golden/vectors/cashflow-returns.json';
import vectors from '../../golden/vectors/rebalancing.json';
import { callApi } from '../../support/api-routes';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: { trades: { asset: string; side: string; notional: string; slippage: string }[]; drift: { asset: string; lower: number; upper: number }[]; after: { asset: string; weight: number }[]; cashAfter: string; value: string; nothingToDo: boolean } & Record<string, unknown>;
}

async function post(body: unknown): Promise<Answer> {
  const response = await callApi(rebalance, 'POST', '/rebalance', { body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) as Answer['json'] };
}

/** The request that the public description prints. */
const PRINTED = {
  cash: '1000.00', contribution: '0',
  positions: [{ asset: 'BTC', quantity: '0.5', price: '60000', lots: [{ acquired: '2024-01-01', quantity: '0.5', unitCost: '30000' }], depth2pct: '370000', dailyTradedValue: '50000000', dailyVolatility: 0.03 }],
  targets: [{ asset: 'BTC', weight: 0.25 }],
  day: '2026-01-01', band: { kind: 'absolute', points: 0.05 }, destination: 'target',
  tax: { lotMethod: 'least-tax', shortRate: 0.35, longRate: 0.15, deferDays: 0 }, costs: { feeBps: 10 }, limits: { minTrade: '10' },
};

describe('POST /rebalance', () => {
  it('answers the printed request', async () => {
    const { status, json } = await post(PRINTED);
    expect(status).toBe(200);
    expect(json.value).toBe('31000');
    expect(json.after[0]?.weight).toBeCloseTo(0.25, 9);
    expect(json.trades).toMatchObject([{ side: 'sell', order: { type: 'limit', days: 1 }, lots: [{ acquired: '2024-01-01', longTerm: true }] }]);
  });

  it('gives the same bytes for the same request', async () => {
    expect((await post(PRINTED)).text).toBe((await post(PRINTED)).text);
  });

  it('reproduces the worked example', async () => {
    const positions = vectors.example.positions.map(([asset, quantity, price]) => ({ asset, quantity, price }));
    const targets = positions.map(({ asset }, index) => ({ asset, weight: [0.4, 0.3, 0.3][index] }));
    const { json } = await post({ cash: '0', positions, targets, day: '2026-01-01', band: { kind: 'absolute', points: 0.05 }, destination: 'target' });
    expect(json.trades.map((trade) => [trade.side, trade.asset, Number(trade.notional).toFixed(2)])).toEqual([['sell', 'SOL', '20000.00'], ['buy', 'ETH', '10000.00'], ['buy', 'BTC', '10000.00']]);
  });

  it('reproduces the drift of a portfolio', async () => {
    const { weights, targets, drift } = vectors.portfolioDrift;
    const named = (list: readonly number[]) => list.map((weight, index) => [`A${index}`, weight] as const);
    const { json } = await post({ cash: '0', positions: named(weights).map(([asset, weight]) => ({ asset, quantity: String(1000 * weight), price: '1' })), targets: named(targets).map(([asset, weight]) => ({ asset, weight })), day: '2026-01-01', band: { kind: 'none' } });
    expect((json.portfolioDrift as { before: number }).before).toBeCloseTo(drift, 12);
  });

  it.each(vectors.bands)('reproduces the band $kind at $target', async ({ target, lower, upper, ...band }) => {
    const { json } = await post({ cash: '1', positions: [{ asset: 'A', quantity: '1', price: '1' }], targets: [{ asset: 'A', weight: target }], day: '2026-01-01', band });
    expect(Math.abs((json.drift[0]?.lower ?? NaN) - lower)).toBeLessThan(vectors.tolerance);
    expect(Math.abs((json.drift[0]?.upper ?? NaN) - upper)).toBeLessThan(vectors.tolerance);
  });

  it.each(vectors.costAware.cases)('reproduces the cost-aware half-width at $weight, $oneWayCost', async ({ weight, oneWayCost, halfWidth }) => {
    const { json } = await post({ cash: '1', positions: [{ asset: 'A', quantity: '1', price: '1' }], targets: [{ asset: 'A', weight }], day: '2026-01-01', band: { kind: 'costAware', oneWayCost, riskAversion: 1 } });
    expect(Math.abs((json.drift[0]?.upper ?? NaN) - weight - halfWidth)).toBeLessThan(vectors.tolerance);
  });

  it.each([
    ['depth', { depth2pct: '370000' }, vectors.slippage.depth.averageCost],
    ['square root', { dailyTradedValue: '1000000', dailyVolatility: vectors.slippage.squareRoot.dailyVolatility }, vectors.slippage.squareRoot.averageCost],
  ])('reproduces slippage by %s for 10,000', async (_, liquidity, average) => {
    const { json } = await post({ cash: '0', positions: [{ asset: 'X', quantity: '10000', price: '1', ...liquidity }], targets: [], untargeted: 'sell', day: '2026-01-01', band: { kind: 'none' } });
    expect(Math.abs(Number(json.trades[0]?.slippage) / 10_000 - average)).toBeLessThan(vectors.tolerance);
  });

  it('answers a portfolio worth nothing', async () => {
    const { status, json } = await post({ ...PRINTED, cash: '0', positions: [{ asset: 'BTC', quantity: '0', price: '60000' }] });
    expect([status, json.nothingToDo, json.cashAfter]).toEqual([200, true, '0']);
    expect(json.drift).toMatchObject([{ weight: null }]);
  });

  const first = PRINTED.positions[0];
  it.each<[string, object, string]>([
    ['a price of 0', { positions: [{ ...first, price: '0' }] }, 'positions.0.price'],
    ['a negative price', { positions: [{ ...first, price: '-1' }] }, 'positions.0.price'],
    ['a duplicate asset', { positions: [first, first] }, 'positions.1.asset'],
    ['an unknown field', { surprise: 1 }, 'surprise'],
    ['targets above 1', { targets: [{ asset: 'BTC', weight: 1.1 }] }, 'targets.0.weight'],
    ['targets above 1 in sum', { positions: [first, { asset: 'ETH', quantity: '0', price: '1' }], targets: [{ asset: 'BTC', weight: 0.7 }, { asset: 'ETH', weight: 0.4 }] }, 'targets'],
    ['a target without a position', { targets: [{ asset: 'ETH', weight: 0.1 }] }, 'targets.0.asset'],
    ['deferral', { tax: { ...PRINTED.tax, deferDays: 30 } }, 'tax.deferDays'],
    ['another lot method', { tax: { ...PRINTED.tax, lotMethod: 'hifo' } }, 'tax.lotMethod'],
    ['an impossible day', { day: '2026-02-30' }, 'day'],
    ['an unknown band', { band: { kind: 'sometimes' } }, 'band.kind'],
    ['a band without its width', { band: { kind: 'absolute' } }, 'band.points'],
    ['negative cash', { cash: '-1' }, 'cash'],
    ['an asset without a name', { positions: [{ ...first, asset: '' }] }, 'positions.0.asset'],
    ['lots beyond the position', { positions: [{ ...first, quantity: '0.4' }] }, 'positions.0.lots'],
    ['taking out more than there is', { contribution: '-31001' }, 'contribution'],
    ['41 digits', { cash: '1'.repeat(41) }, 'cash'],
    ['501 assets', { positions: Array.from({ length: 501 }, (_, index) => ({ asset: `A${index}`, quantity: '1', price: '1' })) }, 'positions'],
  ])('refuses %s', async (_, change, path) => {
    const { status, json } = await post({ ...PRINTED, ...change });
    expect(status).toBe(422);
    expect(problemSchema.parse(json).errors?.[0]?.path).toBe(path);
  });
});

describe('POST /cashflow-returns', () => {
  const returns = async (body: unknown): Promise<{ status: number; json: Record<string, unknown> }> => {
    const response = await callApi(cashflowReturns, 'POST', '/cashflow-returns', { body: JSON.stringify(body) });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it.each(flows.cases)('reproduces the rate $xirr', async ({ flows: purse, xirr }) => {
    const put = purse.map(([day, amount]) => ({ day, amount: -(amount as number) }));
    const last = put.length - 1;
    const values = put.map(({ day }, index) => ({ day, value: index === 0 ? put[0]?.amount : index === last ? 0 : 5000 }));
    const { json } = await returns({ flows: put, values });
    expect(Math.abs((json.moneyWeighted as number) - xirr)).toBeLessThan(flows.tolerance);
  });

  it('reads money in and worth on a day in this order', async () => {
    const { json } = await returns({ flows: [{ day: '2021-06-01', amount: 60 }], values: [{ day: '2021-01-01', value: 100 }, { day: '2021-06-01', value: '170' }] });
    expect(json.timeWeighted).toBeCloseTo(0.1, 12);
  });

  it('says why there is no rate', async () => {
    const { json } = await returns({ flows: [], values: [{ day: '2021-01-01', value: 100 }, { day: '2021-06-01', value: 0 }] });
    expect(json).toMatchObject({ moneyWeighted: null, reason: expect.stringContaining('lost') });
  });

  it.each<[string, object]>([
    ['a flow on a day without a value', { flows: [{ day: '2021-02-01', amount: 1 }], values: [{ day: '2021-01-01', value: 1 }] }],
    ['two values of a day', { flows: [], values: [{ day: '2021-01-01', value: 1 }, { day: '2021-01-01', value: 2 }] }],
    ['no values', { flows: [], values: [] }],
    ['a negative value', { flows: [], values: [{ day: '2021-01-01', value: -1 }] }],
  ])('refuses %s', async (_, body) => {
    expect((await returns(body)).status).toBe(422);
  });
});
