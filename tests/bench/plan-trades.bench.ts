import { dec } from '../../lib/domain/foundation/decimal';
import { createRng } from '../../lib/domain/foundation/rng';
import { planTrades } from '../../lib/domain/rebalancing/plan-trades';
import type { RebalanceRequest } from '../../lib/domain/rebalancing/types';

/**
 * planTrades with 100 positions, against a named alternative: the plain "sell what is above, buy what is below, to target" loop in
 * floating point that spreadsheets use, which knows no bands, lots, costs or exact money. It is the floor, not a rival in what it does.
 */
const POSITIONS = 100;
const ROUNDS = 200;

function request(band: RebalanceRequest['band'], contribution = '0'): RebalanceRequest {
  const rng = createRng(7);
  const positions = Array.from({ length: POSITIONS }, (_, index) => ({
    asset: `asset-${String(index).padStart(3, '0')}`,
    quantity: (rng.next() * 100).toFixed(8),
    price: (0.5 + rng.next() * 200).toFixed(6),
    lots: [{ acquired: '2020-03-01', quantity: '0.5', unitCost: '10' }, { acquired: '2021-06-01', quantity: '0.4', unitCost: '80' }],
    dailyTradedValue: (1e6 + rng.next() * 1e8).toFixed(2),
    dailyVolatility: 0.02 + rng.next() * 0.06,
  })).map((position) => (Number(position.quantity) < 1 ? { ...position, quantity: '1' } : position));
  const targets = positions.map(({ asset }) => ({ asset, weight: 0.98 / POSITIONS }));
  return { cash: '5000', contribution, positions, targets, day: '2021-12-30', band, destination: 'halfway', tax: { lotMethod: 'least-tax', shortRate: 0.35, longRate: 0.15 }, costs: { feeBps: 10 }, limits: { minTrade: '10' } };
}

function plainLoop({ positions, targets, cash }: RebalanceRequest): number {
  const values = positions.map((position) => Number(position.quantity) * Number(position.price));
  const total = values.reduce((sum, value) => sum + value, Number(cash));
  return values.reduce((traded, value, index) => traded + Math.abs((targets[index]?.weight ?? 0) * total - value), 0);
}

function median(run: () => unknown): number {
  for (let i = 0; i < 20; i += 1) run();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[ROUNDS / 2] as number;
}

const CASES: readonly (readonly [string, RebalanceRequest])[] = [
  ['either, halfway', request({ kind: 'either', points: 0.05, fraction: 0.25 })],
  ['none, all to target', request({ kind: 'none' })],
  ['inside the bands, contribution', request({ kind: 'absolute', points: 0.5 }, '2500')],
];

for (const [name, body] of CASES) {
  const result = planTrades(body);
  const trades = result.ok ? result.value.trades.length : 0;
  const exact = result.ok && dec(result.value.cashAfter).gte(0);
  console.log(`planTrades, ${POSITIONS} positions, ${name}: ${median(() => planTrades(body)).toFixed(2)} ms (${trades} trades, cash ${exact ? 'not negative' : 'WRONG'})`);
}
console.log(`alternative, plain floating-point loop to target: ${median(() => plainLoop(CASES[1]?.[1] as RebalanceRequest)).toFixed(4)} ms (no bands, lots, costs or exact money)`);
