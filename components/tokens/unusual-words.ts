import { UNUSUAL_LIMIT } from '@/lib/domain/scores/rules';
import { UNUSUAL_MEASURES, type UnusualMeasure } from '@/lib/domain/scores/unusual-measures';
import { formatNumber } from '@/lib/format/number';

const NAMES: Readonly<Record<UnusualMeasure, string>> = {
  price: 'price', tradedValue: 'traded value', volatility: 'size of its moves', supply: 'supply', activeAddresses: 'active addresses', transfers: 'transfers', valueMoved: 'value moved on chain', fees: 'fees',
  exchangeInflow: 'inflow to exchanges', hashRate: 'hash rate', holders: 'holders', lockedValue: 'locked value', depth: 'order-book depth', posts: 'posts about it',
};

/** “price up 6.1, fees down 4.0 times what a week usually brings”, the largest first (Rule 3.6); empty without any. */
export function unusualWords(detail: Readonly<Record<string, number>>): string {
  const changes = UNUSUAL_MEASURES.flatMap((measure) => (detail[measure] === undefined ? [] : [{ name: NAMES[measure], value: detail[measure] }]));
  changes.sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.name < b.name ? -1 : 1));
  const parts = changes.map(({ name, value }) => `${name} ${value < 0 ? 'down' : 'up'} ${Math.abs(value) < UNUSUAL_LIMIT ? formatNumber(Math.abs(value), { digits: 1 }) : `${formatNumber(UNUSUAL_LIMIT)} or more`}`);
  return parts.length === 0 ? '' : `${parts.join(', ')} times what a week usually brings`;
}
