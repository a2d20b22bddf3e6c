/** Rule 9.1: where a yield can come from. */
export const INCOME_KINDS = ['staking', 'lending', 'liquidity', 'farming'] as const;
export type IncomeKind = (typeof INCOME_KINDS)[number];

/** Rule 9.1: the published mix of an income portfolio, shares of capital. */
export const INCOME_MIX: Readonly<Record<IncomeKind, { readonly low: number; readonly high: number }>> = {
  staking: { low: 0.4, high: 0.5 },
  lending: { low: 0.3, high: 0.4 },
  liquidity: { low: 0.1, high: 0.2 },
  farming: { low: 0, high: 0.1 },
};

/** Rule 9.2: what a source must be to count as sustainable. */
export const SUSTAINABLE_SOURCE = { maximumNominalYield: 1, minimumUserPaidShare: 0.5, minimumAgeDays: 365, minimumTvlUsd: 10_000_000 } as const;

/** Rule 9.3: a higher yearly yield than this is called unsustainable. */
export const SUSTAINABLE_YIELD = 0.07;
/** Rule 9.3: share of capital withdrawn a year unless told otherwise. */
export const DEFAULT_WITHDRAWAL_RATE = 0.04;
