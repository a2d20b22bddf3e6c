import { Refusals } from '@/lib/providers/refusals';

export const NOW = new Date('2026-05-02T10:00:00.000Z');

/** One asset of a page, by hand and to the recorded shape. */
export function market(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'kelp-coin', symbol: 'kelp', name: 'Kelp Coin', image: 'missing_large.png', current_price: 0.00000012, market_cap: 1_200_000, market_cap_rank: null,
    fully_diluted_valuation: null, total_volume: 34_567.5, high_24h: null, low_24h: null, price_change_24h: null, price_change_percentage_24h: -12.5,
    circulating_supply: 10_000_000_000_000, total_supply: null, max_supply: null, ath: 1, atl: 0.1, roi: null, last_updated: '2026-05-02T09:59:00.000Z', ...fields,
  };
}

/** A page of so many assets, the largest first. */
export const page = (count: number, first = 0): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, i) => market({ id: `coin-${first + i}`, symbol: `c${first + i}`, name: `Coin ${first + i}`, current_price: 1 + i }));

export const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Three lists with one point a stamp. */
export function chart(points: readonly (readonly [number, unknown, unknown?, unknown?])[]): { prices: unknown[]; market_caps: unknown[]; total_volumes: unknown[] } {
  return { prices: points.map(([at, price]) => [at, price]), market_caps: points.map(([at, , cap]) => [at, cap ?? null]), total_volumes: points.map(([at, , , volume]) => [at, volume ?? null]) };
}

export const reasons = (from: Refusals | { readonly refused: readonly { readonly subject: string; readonly reason: string }[] }): string[] =>
  (from instanceof Refusals ? from.list : from.refused).map(({ subject, reason }) => `${subject}: ${reason}`);
