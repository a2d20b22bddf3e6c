import type { Consensus } from '../market/asset';
import type { WeightMethod } from './weights/compute-weights';

export const TIERS = ['conservative', 'balanced', 'aggressive'] as const;
export type Tier = (typeof TIERS)[number];
export const CADENCES = ['weekly', 'monthly', 'quarterly'] as const;
export type Cadence = (typeof CADENCES)[number];
export const INDEX_TAGS = ['income', 'lowEnergy'] as const;
export type IndexTag = (typeof INDEX_TAGS)[number];

/** Data that a methodology cannot do without. */
export const DATA_NEEDS = ['marketCap', 'tradedValue', 'sectors', 'ecosystems', 'consensus', 'stakingYields', 'yieldSources'] as const;
export type DataNeed = (typeof DATA_NEEDS)[number];

export const SELECTION_MEASURES = ['marketCap', 'investorGrade', 'traderGrade', 'forecast'] as const;
export type SelectionMeasure = (typeof SELECTION_MEASURES)[number];

/** Who may be selected. Every limit narrows what passed the screens of Rule 2.3; an absent one does not. */
export interface UniverseRules {
  /** Whose default screens apply. */
  readonly screens: Tier;
  /** Market-cap ranks among the eligible, both inclusive; `to` null is open. */
  readonly ranks?: { readonly from: number; readonly to: number | null };
  /** Any of the asset's sectors. */
  readonly sectors?: readonly string[];
  /** An asset of unknown consensus is left out too: what is not known cannot be claimed. */
  readonly withoutConsensus?: readonly Consensus[];
  /** Leaves out so many ecosystems, the largest by eligible market cap; and assets of none. */
  readonly withoutLargestEcosystems?: number;
  /** Days since the first price. */
  readonly minAgeDays?: number;
  /** Waived when the grade rule falls back to market cap. */
  readonly minInvestorGrade?: number;
}

/** How many of them, and which. `forecast` stands for the trader grade while the gate is closed (Rule 3.5). */
export interface SelectionRules {
  readonly by: SelectionMeasure;
  /** Null takes all. */
  readonly count: number | null;
  /** Ranks: a newcomer enters at `enter` or better, a holding leaves beyond `leave`; free places go to the largest outside. */
  readonly buffer?: { readonly enter: number; readonly leave: number };
  /** Asset ids that come first whatever their rank. */
  readonly always?: readonly string[];
  /** The best `count` of each first sector with at least `minEligible` eligible, graded or not, instead of the best overall. */
  readonly perSector?: { readonly count: number; readonly minEligible: number };
}

export interface WeightRules {
  readonly scheme: WeightMethod | 'equalRiskBySector';
  /** Multiplies by grade/100; plain where the grade rule fell back. */
  readonly tilt?: 'investorGrade';
}

export interface CapRules {
  readonly asset: number;
  /** Caps and floors of single assets, by id. */
  readonly assets?: Readonly<Record<string, number>>;
  readonly floors?: Readonly<Record<string, number>>;
  /** Rule 5.1, by first sector; null is none. */
  readonly sector: number | null;
}

/**
 * An index's rules as data (Rule 4): stored with a version; a change is a new version. One pipeline runs them all:
 * screen → select → weigh → cap → schedule. A `blend` is made of other parts and has no universe of its own yet.
 */
export interface Methodology {
  readonly slug: string;
  readonly version: number;
  readonly name: string;
  /** One sentence on what it is. */
  readonly summary: string;
  readonly tier: Tier;
  readonly tags: readonly IndexTag[];
  readonly cadence: Cadence;
  readonly universe: UniverseRules;
  readonly selection: SelectionRules;
  readonly weighting: WeightRules;
  readonly caps: CapRules;
  /** Cash in a volatile bear (Rule 6.4), a fraction. */
  readonly volatileBearCash?: number;
  readonly blend?: readonly { readonly of: string; readonly weight: number }[];
  readonly needs: readonly DataNeed[];
}
