/** Rule 7.5: the three tiers, from calm to bold; every list of tiers keeps this order. */
export const TIERS = ['conservative', 'balanced', 'aggressive'] as const;
export type Tier = (typeof TIERS)[number];
export type TierSplit = Readonly<Record<Tier, number>>;

/** How much movement a person wants to bear. */
export const TEMPERAMENTS = ['conservative', 'balanced', 'aggressive'] as const;
export type Temperament = (typeof TEMPERAMENTS)[number];

/** Rule 7.2: what everything investable is divided into. */
export const ASSET_CLASSES = ['crypto', 'stocks', 'bonds', 'alternatives', 'cash'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Rule 7.1: months of expenses in the reserve: below the minimum crypto is 0, the fund is full at the maximum. */
export const RESERVE_MONTHS = { minimum: 6, full: 12 } as const;
/** Rule 7.1: yearly rates of debt: a note above the first, a question above the second, an obstacle above the third. */
export const DEBT_RATES = { note: 0.05, question: 0.08, obstacle: 0.1 } as const;
/** Rule 7.1: years: under the first crypto is 0, from there to under the second it takes the low end. */
export const HORIZON_YEARS = { minimum: 3, lowEndBelow: 5 } as const;
/** Rule 7.2: the youngest age that is given a plan. */
export const MINIMUM_AGE = 18;

export const STAGES = ['accumulation', 'growth', 'preRetirement', 'distribution'] as const;
export type Stage = (typeof STAGES)[number];

export interface StageRule {
  readonly stage: Stage;
  readonly name: string;
  /** First age of the stage; the stage ends where the next one begins. */
  readonly fromAge: number;
  readonly ranges: Readonly<Record<AssetClass, Range>>;
}

const range = (low: number, high: number): Range => ({ low, high });

/** Rule 7.2: stages of life with the published range of each class. */
export const STAGE_RULES: readonly StageRule[] = [
  {
    stage: 'accumulation',
    name: 'Aggressive accumulation',
    fromAge: MINIMUM_AGE,
    ranges: { crypto: range(0.15, 0.3), stocks: range(0.5, 0.6), bonds: range(0.1, 0.15), alternatives: range(0.05, 0.1), cash: range(0.05, 0.1) },
  },
  {
    stage: 'growth',
    name: 'Balanced growth',
    fromAge: 35,
    ranges: { crypto: range(0.1, 0.2), stocks: range(0.5, 0.6), bonds: range(0.15, 0.2), alternatives: range(0.1, 0.15), cash: range(0.05, 0.1) },
  },
  {
    stage: 'preRetirement',
    name: 'Pre-retirement',
    fromAge: 50,
    ranges: { crypto: range(0.05, 0.1), stocks: range(0.4, 0.5), bonds: range(0.25, 0.3), alternatives: range(0.1, 0.15), cash: range(0.1, 0.15) },
  },
  {
    stage: 'distribution',
    name: 'Distribution',
    fromAge: 65,
    ranges: { crypto: range(0.03, 0.05), stocks: range(0.3, 0.4), bonds: range(0.3, 0.4), alternatives: range(0.1, 0.15), cash: range(0.15, 0.2) },
  },
];

/** Rule 7.2: where in the crypto range a temperament stands: 0 the low end, 1 the high end. */
export const RANGE_POSITION: Readonly<Record<Temperament, number>> = { conservative: 0, balanced: 0.5, aggressive: 1 };

/** Rule 7.3: the second published scale, by temperament alone (its middle is what counts). */
export const TEMPERAMENT_SCALE: Readonly<Record<Temperament, Range>> = {
  conservative: range(0.01, 0.03),
  balanced: range(0.05, 0.07),
  aggressive: range(0.1, 0.15),
};

/** Rule 7.4: a bad year may cost at most this share of net worth. */
export const LOSS_LIMIT = 0.1;
/** Rule 7.4: no mix is assumed to fall less than this, however calm its own history. */
export const MINIMUM_ASSUMED_DRAWDOWN = 0.5;
/** Rule 7.4: crypto held ÷ its target share: below the first add, above the second take profits. */
export const HOLDING_WATCH = { addBelow: 0.5, takeProfitsAbove: 2 } as const;

/** Rule 7.5: the split over tiers by temperament. */
export const TEMPERAMENT_SPLITS: Readonly<Record<Temperament, TierSplit>> = {
  conservative: { conservative: 0.7, balanced: 0.2, aggressive: 0.1 },
  balanced: { conservative: 0.5, balanced: 0.3, aggressive: 0.2 },
  aggressive: { conservative: 0.3, balanced: 0.3, aggressive: 0.4 },
};

/** Rule 7.5: the ranges of the three-tier strategy. */
export const THREE_TIER_RANGES: Readonly<Record<Tier, Range>> = {
  conservative: range(0.4, 0.5),
  balanced: range(0.3, 0.4),
  aggressive: range(0.2, 0.3),
};
/** Rule 7.5: the core of each core-satellite strategy. */
export const CORE_SHARES = { coreSatellite80: 0.8, coreSatellite70: 0.7, coreSatellite60: 0.6 } as const;
/** Rule 7.5: safe and bold, nothing between. */
export const BARBELL_SPLIT: TierSplit = { conservative: 0.6, balanced: 0, aggressive: 0.4 };

/** Rule 7.5: strategies by name; `custom` comes with its own split. */
export const STRATEGIES = ['threeTier', 'coreSatellite80', 'coreSatellite70', 'coreSatellite60', 'barbell', 'riskParity', 'custom'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Rule 7.6: guardrails; each can be lifted by this name. */
export const GUARDRAILS = ['indexMaximum', 'sectorMaximum', 'conservativeMinimum', 'aggressiveMaximum', 'indexCount'] as const;
export type Guardrail = (typeof GUARDRAILS)[number];

/** Rule 7.6: the most one index may hold of crypto. */
export const INDEX_MAXIMUM = 0.3;
/** Rule 7.6: the most the sector indices may hold of crypto together. */
export const SECTOR_INDICES_MAXIMUM = 0.4;
/** Rule 7.6: the sector indices. */
export const SECTOR_INDICES = ['defi', 'gaming', 'ai', 'real-world-assets', 'memes'] as const;
/** Rule 7.6: the least that the conservative tier holds. */
export const CONSERVATIVE_MINIMUM = 0.4;
/** Rule 7.6: the most that the aggressive tier holds. */
export const AGGRESSIVE_MAXIMUM = 0.3;
/** Rule 7.6: how many indices a plan has. */
export const INDEX_COUNT = { minimum: 3, maximum: 7 } as const;
/** Rule 7.6: two indices that share more of their weight than this are too alike. */
export const OVERLAP_LIMIT = 0.6;
/** Rule 7.6: indices with these tags come only when asked for. */
export const ASKED_FOR_TAGS = ['income', 'lowEnergy'] as const;
export type AskedForTag = (typeof ASKED_FOR_TAGS)[number];

/** Rule 7.7: kinds of account by their tax treatment. */
export const TAX_TREATMENTS = ['taxFree', 'taxDeferred', 'taxable'] as const;
export type TaxTreatment = (typeof TAX_TREATMENTS)[number];
/** Rule 7.7: where each tier goes first; the balanced tier has no preference. */
export const PREFERRED_ACCOUNT: Readonly<Record<Tier, TaxTreatment>> = { conservative: 'taxDeferred', balanced: 'taxable', aggressive: 'taxFree' };

/** Rule 7.8: months until a plan is looked at again. */
export const REVIEW_AFTER_MONTHS = 24;

/** Rule 7.9: a token below this share of the portfolio is folded into the larger ones of its index. */
export const FOLD_BELOW = 0.0025;
/** Rule 7.9: how many of each index's largest the simple targets keep unless told otherwise. */
export const SIMPLE_TARGETS = 5;
