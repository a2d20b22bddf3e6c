import { describe, expect, it } from 'vitest';
import { gaugeRows } from '../../components/rebalance/board-model';
import { deferNotAdvised, type NotAdvised } from '../../lib/domain/rebalancing/not-advised';
import { planTrades } from '../../lib/domain/rebalancing/plan-trades';

describe('rows of the gauge table', () => {
  it('say of a kept token whether its close is too old, it is outside the plan, or it is stablecoin cash, from the plan alone', () => {
    const list: NotAdvised[] = [{ asset: 'old', reason: 'its last close is 52 h old', until: '2026-01-02' }];
    const result = deferNotAdvised(
      planTrades({
        cash: '0', day: '2026-01-01', band: { kind: 'absolute', points: 0.05 }, targets: [{ asset: 'a', weight: 0.5 }],
        positions: [{ asset: 'a', quantity: '5', price: '10' }, { asset: 'old', quantity: '2', price: '10' }, { asset: 'other', quantity: '1', price: '10' }, { asset: 'usdc', quantity: '20', price: '1', cashLike: true }],
      }),
      list,
    );
    const rows = result.ok ? gaugeRows(result.value, {}) : [];
    expect(rows.map(({ asset, kept, stale, cashLike }) => [asset, kept, stale, cashLike])).toEqual([['a', false, false, false], ['old', true, true, false], ['other', true, false, false], ['usdc', true, false, true]]);
  });
});
