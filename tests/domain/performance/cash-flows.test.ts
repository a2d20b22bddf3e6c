import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDay } from '../../../lib/domain/foundation/iso-day';
import { alignFlows, type CashFlow, type FlowHistory, type Valuation } from '../../../lib/domain/performance/cash-flows';
import { internalRate, moneyWeightedReturn, NO_RATE_REASONS } from '../../../lib/domain/performance/money-weighted';
import { timeWeightedReturn } from '../../../lib/domain/performance/time-weighted';
import vectors from '../../golden/vectors/cashflow-returns.json';

function history(flows: readonly CashFlow[], values: readonly Valuation[]): FlowHistory {
  const aligned = alignFlows(flows, values);
  if (!aligned.ok) throw new Error(aligned.reason);
  return aligned.value;
}

const day = (text: string) => isoDay(text);

describe('money-weighted return', () => {
  it.each(vectors.cases)('repeats the published rate $xirr', ({ flows, xirr }) => {
    const put = flows.map(([when, amount]) => ({ day: day(String(when)), amount: -Number(amount) }));
    const values = put.map(({ day: when }, i) => ({ day: when, value: i === 0 ? (put[0]?.amount as number) : 0 }));
    const middle = values.map((value, i) => (i > 0 && i < values.length - 1 ? { ...value, value: 1 } : value));
    const rate = moneyWeightedReturn(history(put, middle));
    expect(rate.ok && Math.abs(rate.value - xirr)).toBeLessThan(vectors.tolerance);
  });

  it('repeats the docstrings', () => {
    const rate = internalRate([{ years: 0, amount: -1000 }, { years: 1, amount: 1100 }]);
    expect(rate.ok && rate.value).toBeCloseTo(0.1, 10);
    const simple = moneyWeightedReturn(history([], [{ day: day('2020-01-01'), value: 1000 }, { day: day('2021-01-01'), value: 1100 }]));
    expect(simple.ok && simple.value).toBeCloseTo(0.09971358593414137, 10);
  });

  it.each([
    ['no time', [{ years: 0, amount: -1 }, { years: 0, amount: 2 }], 'no-time'],
    ['nothing put in', [{ years: 0, amount: 0 }, { years: 1, amount: 2 }], 'nothing-invested'],
    ['nothing back', [{ years: 0, amount: -1 }, { years: 1, amount: 0 }], 'nothing-back'],
    ['two rates', [{ years: 0, amount: -100 }, { years: 1, amount: 230 }, { years: 2, amount: -132 }], 'several-rates'],
    ['no rate', [{ years: 0, amount: 100 }, { years: 1, amount: -150 }, { years: 2, amount: 100 }], 'no-rate'],
  ] as const)('says why there is none: %s', (_, amounts, reason) => {
    expect(internalRate(amounts)).toEqual({ ok: false, reason });
    expect(NO_RATE_REASONS[reason].length).toBeGreaterThan(10);
  });

  it('discounts every history it accepts to nothing (1,000 cases)', () => {
    const drawn = fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: -50, max: 50, noNaN: true })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(drawn, fc.double({ min: 1, max: 1000, noNaN: true }), (steps, final) => {
        let years = 0;
        const amounts = [{ years: 0, amount: -100 }, ...steps.map(([days, amount]) => ({ years: (years += days / 365), amount }))];
        amounts.push({ years: years + 1, amount: final });
        const rate = internalRate(amounts);
        if (!rate.ok) return;
        const worth = amounts.reduce((sum, { years: at, amount }) => sum + amount * (1 + rate.value) ** -at, 0);
        const scale = amounts.reduce((sum, { years: at, amount }) => sum + Math.abs(amount) * (1 + rate.value) ** -at, 0);
        expect(Math.abs(worth) / scale).toBeLessThan(1e-9);
      }),
      { numRuns: 1000, seed: 8 },
    );
  });
});

describe('time-weighted return', () => {
  it('repeats its docstring and ignores what comes and goes', () => {
    expect(timeWeightedReturn({ days: [0, 1], values: [100, 170], flows: [0, 60] })).toBeCloseTo(0.1, 12);
    expect(timeWeightedReturn({ days: [0], values: [100], flows: [0] })).toBeNaN();
    expect(timeWeightedReturn({ days: [0, 1, 2], values: [100, 0, 50], flows: [0, -110, 50] })).toBeCloseTo(0.1, 12);
    expect(timeWeightedReturn({ days: [0, 1], values: [100, 10], flows: [0, 20] })).toBeNaN();
  });

  it('is the growth of the assets, whatever the flows (1,000 cases)', () => {
    const steps = fc.array(fc.tuple(fc.double({ min: 0.5, max: 2, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, (drawn) => {
        const values = [100];
        const flows = [0];
        for (const [growth, flow] of drawn) {
          values.push((values.at(-1) as number) * growth + flow);
          flows.push(flow);
        }
        const expected = drawn.reduce((product, [growth]) => product * growth, 1) - 1;
        const found = timeWeightedReturn({ days: values.map((_, i) => i), values, flows });
        expect(Math.abs(found - expected)).toBeLessThan(1e-9 * (1 + expected));
      }),
      { numRuns: 1000, seed: 9 },
    );
  });
});

describe('lining flows up', () => {
  const start = day('2021-01-01');
  const values = [{ day: addDays(start, 9), value: 3 }, { day: start, value: 1 }];

  it('sorts, adds up and repeats its docstring', () => {
    expect(alignFlows([{ day: addDays(start, 9), amount: 20 }, { day: addDays(start, 9), amount: 30 }], values)).toEqual({ ok: true, value: { days: [0, 9], values: [1, 3], flows: [0, 50] } });
  });

  it('names the day that does not fit', () => {
    expect(alignFlows([], [])).toEqual({ ok: false, reason: 'no-values', day: null });
    expect(alignFlows([{ day: addDays(start, 1), amount: 1 }], values)).toEqual({ ok: false, reason: 'flow-without-value', day: '2021-01-02' });
    expect(alignFlows([], [...values, { day: start, value: 2 }])).toMatchObject({ ok: false, reason: 'day-twice', day: '2021-01-01' });
  });
});
