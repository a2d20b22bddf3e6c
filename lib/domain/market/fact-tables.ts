/** The tables of facts that a market is made of, in the order in which they are imported. */
export const FACT_TABLES = ['daily', 'metrics', 'market', 'universe'] as const;
export type FactTable = (typeof FACT_TABLES)[number];
