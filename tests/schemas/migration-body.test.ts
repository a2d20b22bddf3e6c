import { expect, it } from 'vitest';
import { transactionBodySchema } from '../../lib/schemas/api/ledger';

const body = { kind: 'migration', day: '2021-01-05', asset: 'ethlend', quantity: '300', toAsset: 'aave', toQuantity: '3' };

it('takes a migration with both sides', () => {
  expect(transactionBodySchema.parse(body)).toMatchObject({ ...body, fee: '0' });
});

it.each([
  ['without what it became', { toAsset: undefined }, 'toAsset'],
  ['without its units', { toQuantity: undefined }, 'toQuantity'],
  ['into itself', { toAsset: 'ethlend' }, 'toAsset'],
  ['into money', { toAsset: 'usd' }, 'toAsset'],
  ['of money', { asset: 'usd' }, 'asset'],
  ['into nothing', { toQuantity: '0' }, 'toQuantity'],
  ['to another account', { toAccount: 'Cold' }, 'toAccount'],
  ['at a price, which would be dropped', { price: '5' }, 'price'],
  ['under another kind', { kind: 'withdraw' }, 'toAsset'],
])('refuses a migration %s', (_, change, path) => {
  const parsed = transactionBodySchema.safeParse({ ...body, ...change });
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
});
