import { expect, it } from 'vitest';
import { dec } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { watchPlan } from '@/lib/domain/planning/watches';
import { cryptoInUse } from '@/lib/services/rebalancing/crypto-in-use';

const day = isoDay('2021-01-01');
const lot = (asset: string, quantity: number, unitCost: number | null) => ({ account: 'a', asset, acquired: day, quantity: dec(quantity), cost: unitCost === null ? null : dec(unitCost * quantity), unitCost: unitCost === null ? null : dec(unitCost), origin: `${asset}${unitCost ?? ''}` });
const priced = (asset: string, quantity: number, price: number | null) => ({ asset, quantity: dec(quantity), price: price === null ? null : dec(price), value: price === null ? null : dec(quantity * price) });
const plan = { result: { classes: { crypto: 0.15 } }, answers: { investable: '100000', netWorth: '100000' } } as unknown as Parameters<typeof cryptoInUse>[0];

it.each([
  ['a loss at the limit', [lot('x', 10, 2000)], [priced('x', 10, 1000)], '-10000', true],
  ['gifts of unknown cost beside it hide nothing', [lot('x', 10, 2000), lot('y', 10, null)], [priced('x', 10, 1000), priced('y', 10, 3000)], '-10000', true],
  ['a token without a price is no loss', [lot('x', 1, 2000), lot('z', 10, 2000)], [priced('x', 1, 2000), priced('z', 10, null)], '0', false],
] as const)('%s', (_, lots, positions, unrealised, stops) => {
  const total = positions.reduce((sum, { value }) => (value === null ? sum : sum.plus(value)), dec(0));
  const state = cryptoInUse(plan, {
    books: { lots: [...lots], cash: new Map(), realised: [{ entry: 'r', day, asset: 'y', gain: null }], flows: [] },
    value: { positions: [...positions], cash: dec(0), total, missing: [] },
  });
  expect(state.unrealisedGain.toFixed()).toBe(unrealised);
  expect(state.realisedGain.toFixed()).toBe('0');
  expect(watchPlan(state).some(({ watch }) => watch === 'stopBuying')).toBe(stops);
});
