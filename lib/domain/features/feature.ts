import type { Asset } from '../market/asset';
import type { Lens } from './lens';
import type { Series } from './series';

/** What a feature reads; `metric:Name` is a per-asset metric of the dataset. */
export type Input = 'close' | 'tradedValue' | 'marketCap' | 'supply' | 'range' | 'sector' | 'reference' | `metric:${string}`;

/** Changes of scale that must not change a value: this asset's price and cap; all USD amounts; price ÷ k with supply × k. */
export type Invariance = 'price' | 'money' | 'redenomination';

export type FeatureUnit = 'fraction' | 'ratio' | 'usd' | 'days' | 'hours' | 'count' | 'points' | 'bps' | 'perUsdMillion' | 'perYear';

/**
 * One measured property of an asset. `values` answers for each row of a block from what was known at that row's close, NaN where it
 * cannot (Rule 1.5); it is finite otherwise and inside `range`.
 */
export interface Feature {
  readonly code: string;
  readonly name: string;
  readonly lens: Lens;
  /** Families weigh equally within a lens (Rule 3.2). */
  readonly family: string;
  readonly unit: FeatureUnit;
  /** Which way a better asset lies. */
  readonly direction: 'higher' | 'lower';
  /** Days after the first day of its inputs on which the first value stands. */
  readonly warmUpDays: number;
  readonly needs: readonly Input[];
  readonly range: readonly [number, number];
  readonly invariantTo: readonly Invariance[];
  readonly formula: string;
  /** Where the idea is published. */
  readonly reference: string;
  /** Set where the feature makes no sense for some assets: outside the weight, not missing (Rule 3.2). */
  readonly applies?: { readonly test: (asset: Asset) => boolean; readonly otherwise: string };
  readonly values: Series;
}

/** What a family's features share, so that each states only what is its own. */
export type Shared = Pick<Feature, 'lens' | 'family'> & Partial<Feature>;

/** Completes the features of one family with what they share. Example: `family({lens: 'technical', family: 'trend'}, [...])`. */
export function family<S extends Shared>(shared: S, own: readonly (Omit<Feature, keyof S> & Partial<Feature>)[]): Feature[] {
  return own.map((feature) => ({ ...shared, ...feature }) as unknown as Feature);
}
