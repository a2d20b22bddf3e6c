import type { AskedForTag, AssetClass, Guardrail, Range, Stage, Strategy, TaxTreatment, Temperament, Tier, TierSplit } from './rules';

/** What a person tells the planner. Money is exact decimal text in USD, ≥ 0; rates are yearly fractions. */
export interface PlanInput {
  /** Whole years, at least 18. */
  readonly age: number;
  readonly temperament: Temperament;
  readonly incomeStability: 'stable' | 'unstable';
  /** Everything that can be invested, crypto included, the reserve not. */
  readonly investable: string;
  readonly netWorth: string;
  readonly monthlyExpenses: string;
  readonly reserve: string;
  readonly debts: readonly { readonly balance: string; readonly annualRate: number }[];
  readonly horizonYears: number;
  /** Which published scale decides; `stage` unless said. */
  readonly scale?: 'stage' | 'stricter' | undefined;
  /** An own split over the tiers, shares summing to 1. */
  readonly split?: TierSplit | undefined;
  readonly strategy?: Strategy | undefined;
  readonly liftedGuardrails?: readonly Guardrail[] | undefined;
  /** Income and low-energy indices come only when asked for here. */
  readonly include?: readonly AskedForTag[] | undefined;
  /** Own choice of indices by slug; a tier without one keeps the plan's choice. */
  readonly indices?: readonly string[] | undefined;
  /** What of the investable money sits in, or may go to, accounts with tax advantages; the rest is taxable. */
  readonly accounts?: { readonly taxFree: string; readonly taxDeferred: string } | undefined;
}

/** One index as the planner sees it. `holdings` and `cash` are today's weights, summing to 1. */
export interface CatalogueIndex {
  readonly slug: string;
  readonly name: string;
  readonly tier: Tier;
  readonly tags: readonly string[];
  readonly status: 'live' | 'waiting';
  /** Order of Rulebook section 4. */
  readonly order: number;
  readonly holdings: readonly { readonly asset: string; readonly weight: number }[];
  readonly cash: number;
  /** Net levels, one a day without gaps, the first on `firstDay` (days since 1970-01-01); empty where there are none. */
  readonly levels: { readonly firstDay: number; readonly values: readonly number[] };
}

/** The published indices that a plan chooses from, under one version. */
export interface Catalogue {
  readonly version: string;
  readonly indices: readonly CatalogueIndex[];
  /** First sector of an asset, where known. */
  readonly sectors: Readonly<Record<string, string>>;
}

export interface GateResult {
  readonly gate: 'reserve' | 'debt' | 'horizon';
  readonly passed: boolean;
  /** What to do instead, the question, or the note; null where nothing needs saying. */
  readonly action: string | null;
  /** The numbers that decided it, in one sentence. */
  readonly detail: string;
}

export interface GuardrailResult {
  readonly guardrail: Guardrail;
  /** Whether the applied plan keeps it. */
  readonly held: boolean;
  /** Whether it changed what was asked for. */
  readonly moved: boolean;
  readonly lifted: boolean;
  readonly detail: string;
}

export interface PlannedIndex {
  readonly slug: string;
  readonly name: string;
  readonly tier: Tier;
  /** Share of crypto. */
  readonly weight: number;
  /** USD, exact decimal text. */
  readonly amount: string;
}

export interface ScaleShare extends Range {
  readonly share: number;
  readonly amount: string;
}

export interface LossLimitResult {
  /** Crypto ÷ net worth; null where net worth is 0. */
  readonly cryptoShareOfNetWorth: number | null;
  /** Worst fall of this very mix from a top, ≥ 0; null without common history. */
  readonly worstDrawdown: number | null;
  /** Days (since 1970-01-01) of that top and that bottom; of the common history. */
  readonly drawdownFrom: number | null;
  readonly drawdownTo: number | null;
  readonly historyFrom: number | null;
  readonly historyTo: number | null;
  readonly assumedDrawdown: number;
  /** Loss in a bad year as a share of net worth; null where net worth is 0. */
  readonly loss: number | null;
  /** USD, exact decimal text. */
  readonly lossAmount: string;
  readonly limit: number;
  readonly holds: boolean;
  /** The largest crypto share of net worth that satisfies the limit. */
  readonly shareThatHolds: number;
}

export interface Placement {
  readonly slug: string;
  readonly account: TaxTreatment;
  readonly amount: string;
}

export interface PlanWarning {
  readonly warning: 'lossLimit' | 'overlap' | 'stablecoinCash' | 'cryptoIsZero' | 'riskParity';
  readonly detail: string;
}

export interface PlanResult {
  /** Version of the catalogue that the indices were taken from. */
  readonly catalogue: string;
  readonly stage: Stage;
  readonly stageName: string;
  readonly gates: readonly GateResult[];
  /** Shares of everything investable, summing to 1. */
  readonly classes: Readonly<Record<AssetClass, number>>;
  readonly ranges: Readonly<Record<AssetClass, Range>>;
  /** Where the four other classes stand in their ranges, 0 to 1. */
  readonly position: number;
  readonly cryptoAmount: string;
  readonly scales: { readonly stage: ScaleShare; readonly temperament: ScaleShare; readonly decides: 'stage' | 'temperament' };
  readonly tiers: { readonly requested: TierSplit; readonly applied: TierSplit };
  readonly guardrails: readonly GuardrailResult[];
  /** Shares of crypto; with `stablecoinCash` they sum to 1. */
  readonly indices: readonly PlannedIndex[];
  readonly stablecoinCash: number;
  readonly passedOver: readonly { readonly slug: string; readonly reason: string }[];
  /** Sectors of crypto, looking through the indices; `unknown` and `cash` included. */
  readonly lookThrough: readonly { readonly sector: string; readonly weight: number }[];
  readonly lossLimit: LossLimitResult;
  readonly location: readonly Placement[];
  readonly warnings: readonly PlanWarning[];
  readonly reviewAfterMonths: number;
}
