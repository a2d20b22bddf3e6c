/** When to act: half-widths around a target (Rule 6.1). Points and fractions are shares, never percent. */
export type Band =
  | { readonly kind: 'absolute'; readonly points: number }
  | { readonly kind: 'relative'; readonly fraction: number }
  | { readonly kind: 'either'; readonly points: number; readonly fraction: number }
  | { readonly kind: 'costAware'; readonly oneWayCost: number; readonly riskAversion?: number | undefined }
  | { readonly kind: 'none' };

/** Where a breached position goes (Rule 6.2). */
export type Destination = 'target' | 'edge' | 'halfway';
export type LotMethod = 'fifo' | 'least-tax';

/** A purchase that is still held. `unitCost` in USD, null where the basis is unknown. */
export interface LotInput {
  readonly acquired: string;
  readonly quantity: string;
  readonly unitCost: string | null;
}

/** One asset held or wanted. Decimals as text; liquidity in USD, `dailyVolatility` a fraction; absent is unknown. */
export interface PositionInput {
  readonly asset: string;
  readonly quantity: string;
  readonly price: string;
  readonly lots?: readonly LotInput[] | undefined;
  readonly depth2pct?: string | undefined;
  readonly dailyTradedValue?: string | undefined;
  readonly dailyVolatility?: number | undefined;
  /** Day of the last band trade of this asset, for Rule 6.3. */
  readonly lastBandTrade?: string | undefined;
  /** A stablecoin (Rule 2.2): without a target it is cash of the plan, left alone until money is needed, and then converted first. */
  readonly cashLike?: boolean | undefined;
}

/** The question: what to trade on `day`. A negative contribution is money taken out. */
export interface RebalanceRequest {
  readonly cash: string;
  readonly contribution?: string | undefined;
  readonly expectedContribution?: string | undefined;
  readonly contributionsFirst?: boolean | undefined;
  /** False: nothing is bought, because a loss limit is reached (Rule 7.4). */
  readonly buying?: boolean | undefined;
  readonly positions: readonly PositionInput[];
  readonly targets: readonly { readonly asset: string; readonly weight: number }[];
  readonly untargeted?: 'keep' | 'sell' | undefined;
  readonly day: string;
  readonly band: Band;
  /** Width of every band × this (Rule 6.4). */
  readonly bandMultiplier?: number | undefined;
  /** Portfolio drift above which all positions act together (Rule 6.1); absent is never. */
  readonly portfolioBand?: number | undefined;
  readonly destination?: Destination | undefined;
  readonly tax?:
    | { readonly lotMethod: LotMethod; readonly shortRate: number; readonly longRate: number; readonly deferDays?: number | undefined }
    | undefined;
  readonly costs?: { readonly feeBps: number } | undefined;
  /** `quantityPlaces`: decimals that can be ordered, 18 unless told. */
  readonly limits?: { readonly minTrade?: string | undefined; readonly quantityPlaces?: number | undefined } | undefined;
}

/** A position judged before costs. `bandUsed` is the way from target to edge that is used: 1 on the edge; null without a width. */
export interface DriftRow {
  readonly asset: string;
  readonly weight: number | null;
  readonly target: number;
  readonly lower: number;
  readonly upper: number;
  readonly breached: boolean;
  readonly bandUsed: number | null;
  /** Held without a target and left alone. */
  readonly kept: boolean;
  /** Kept as a part of the plan's cash: a stablecoin. */
  readonly cashLike: boolean;
}

export interface TradeLot {
  readonly acquired: string;
  readonly quantity: string;
  readonly unitCost: string | null;
  readonly gain: string | null;
  readonly longTerm: boolean;
  readonly tax: string;
}

/** One trade. Money in USD, exact. `from` and `to` are shares of the value before and after. */
export interface Trade {
  readonly asset: string;
  readonly side: 'sell' | 'buy';
  readonly quantity: string;
  readonly price: string;
  readonly notional: string;
  readonly from: number;
  readonly to: number;
  readonly reason: { readonly rule: string; readonly detail: string };
  readonly lots: readonly TradeLot[];
  readonly fee: string;
  readonly slippage: string;
  readonly slippageModel: 'depth' | 'squareRoot' | 'unknown';
  readonly tax: string;
  readonly order: { readonly type: 'market' | 'limit'; readonly days: number };
}

/** The answer, with everything that is needed to rebuild or refuse it. */
export interface RebalancePlan {
  readonly value: string;
  readonly drift: readonly DriftRow[];
  readonly trades: readonly Trade[];
  readonly after: readonly { readonly asset: string; readonly weight: number | null }[];
  readonly cashAfter: string;
  readonly totals: {
    /** One way: half of what is traded, as a share of the value. */
    readonly turnover: number | null;
    readonly traded: string;
    readonly fee: string;
    readonly slippage: string;
    readonly tax: string;
  };
  /** Σ|w − T| / 2, cash included; null without a value. */
  readonly portfolioDrift: { readonly before: number | null; readonly after: number | null };
  readonly deferred: readonly { readonly asset: string; readonly reason: string; readonly until: string }[];
  readonly notTraded: readonly { readonly asset: string; readonly rule: string; readonly detail: string }[];
  readonly nothingToDo: boolean;
}
