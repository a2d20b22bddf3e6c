import { LARGE_CAP_RANKS, MID_CAP_RANKS } from './rules';

export const SIZE_BUCKETS = ['large', 'mid', 'small'] as const;
export type SizeBucket = (typeof SIZE_BUCKETS)[number];

/** Size bucket by market-cap rank among the eligible, 1 the largest (Rule 2.4). Example: rank 20 is large, 21 mid, 101 small. */
export function sizeBucket(rank: number): SizeBucket {
  if (rank <= LARGE_CAP_RANKS) return 'large';
  return rank <= MID_CAP_RANKS ? 'mid' : 'small';
}
