/**
 * The model of the simulated market. Every number that ties one series to another is here and nowhere else: what is not stated
 * below is independent noise, and no series leads a price, but that a crash, which thins depth and raises turnover at once, lasts for days.
 *
 * Daily log return of an asset =
 *   beta × market + size × small-minus-large + first-sector loading × its sector + change of its own level − drag × own variance.
 */

/** Raised whenever the same seed would give other bytes. */
export const SAMPLE_VERSION = 1;
export const SAMPLE_SEED = 49;
export const SAMPLE_FIRST_DAY = '2019-07-01';
export const SAMPLE_LAST_DAY = '2025-06-30';

export const REGIMES = ['bull', 'range', 'bear', 'crash'] as const;
export type Regime = (typeof REGIMES)[number];

/** Daily drift and volatility of the market factor, and the daily chance of moving to another regime. */
export const REGIME_RULES: Readonly<Record<Regime, { readonly drift: number; readonly volatility: number; readonly to: Readonly<Partial<Record<Regime, number>>> }>> = {
  bull: { drift: 0.0034, volatility: 0.026, to: { range: 1 / 110, bear: 1 / 260, crash: 1 / 240 } },
  range: { drift: 0.0002, volatility: 0.019, to: { bull: 1 / 70, bear: 1 / 130, crash: 1 / 320 } },
  bear: { drift: -0.0027, volatility: 0.03, to: { range: 1 / 80, bull: 1 / 220, crash: 1 / 160 } },
  crash: { drift: -0.06, volatility: 0.055, to: { bear: 0.22, range: 0.14, bull: 0.06 } },
};

/** GARCH(1,1) of every factor and asset: share of yesterday's square, share of yesterday's variance; the rest pulls to the long run. */
export const GARCH = { shock: 0.09, memory: 0.87 } as const;
/** Degrees of freedom of Student's t: fat tails. */
export const TAIL = { factor: 6, asset: 5 } as const;

export const SIZE_VOLATILITY = 0.009;
export const SECTOR_VOLATILITY = 0.016;

/** Loading on the market by first sector. */
export const MARKET_BETA: Readonly<Record<string, number>> = {
  'layer-1': 1.15, 'layer-2': 1.25, defi: 1.25, gaming: 1.3, ai: 1.3, nft: 1.3, meme: 1.2, privacy: 1, rwa: 1.15,
  infrastructure: 1.2, oracle: 1.2, exchange: 0.85, payments: 1.05, storage: 1.15,
};
/** Bitcoin is what the market factor is: it has loading 1 and no sector. */
export const BITCOIN = { id: 'bitcoin', beta: 1, ownVolatility: 0.008 } as const;
/** Loading on the first sector's factor. */
export const SECTOR_LOADING = 1;
/** Loading on small-minus-large: from −0.6 at 100 bn USD at birth to +0.9 at 10 m USD. */
export const SIZE_LOADING = { atTenMillion: 0.9, perTenfold: -0.375 } as const;
/** Daily volatility of an asset's own level, by its market cap at birth. */
export const OWN_VOLATILITY = { atTenMillion: 0.05, perTenfold: -0.0085, floor: 0.016 } as const;
/** An asset's own level returns to its start at this rate a day, and loses this share of its own variance. */
export const OWN_LEVEL = { reversion: 0.0007, drag: 0.35 } as const;

/** Deaths: chance a day by market cap; a dying price loses so much a day until it is under a share of its 90-day high. */
export const DEATH = { belowSmall: 0.00018, belowMiddle: 0.00006, small: 30e6, middle: 300e6, lossADay: 0.11, endsBelow: 0.03 } as const;
/** Sources that stop although the asset lives: chance a day, below a market cap. */
export const CUT = { chance: 0.00001, belowCap: 1e9 } as const;
/** A sudden unlock: chance a day for tokens, size of the jump in supply, and what it does to the price. */
export const UNLOCK = { chance: 0.00003, jump: 0.3, price: -0.12 } as const;

/** Log traded value = log cap + own turnover + move × |return| ÷ volatility (at most 4) + regime + noise with memory. */
export const TURNOVER = { level: -3.7, spread: 0.4, move: 0.2, crash: 0.6, bull: 0.2, memory: 0.9, noise: 0.2 } as const;
/** Log ±2 % depth (mean of the day) = level + share × log cap − ln 3 in a crash, healing by a quarter a day, + noise with memory. */
export const DEPTH = { level: 0.2, share: 0.72, crash: -1.0986, healing: 0.75, memory: 0.95, noise: 0.08 } as const;

/**
 * Chain activity. Log addresses = an adoption of their own, which starts at `atBirth` of the log market cap, + `addresses` × log price
 * against its slow mean + weekend + noise; transactions are so many an address. USD moved = market cap × `turnover` × e^(`velocity` ×
 * |return| ÷ volatility, at most 4 + noise); USD fees = transactions × e^(`fees` × log price against its slow mean). Realised value starts at a
 * share of the cap, nears it by `realising` a day, and takes in what is issued at the day's price; MVRV, NVT and issuance are ratios of these.
 */
export const CHAIN = {
  atBirth: { share: 0.62, level: -2.2, realised: 0.8 }, addresses: 0.35, slowDays: 120, adoptionDrift: 0.0003, adoptionNoise: 0.012, weekend: -0.08, turnover: 0.02, velocity: 0.35, fees: 0.6, realising: 0.006,
} as const;
/** Developers: log commits follow log price against its yearly mean with this loading. */
export const DEVELOPERS = { commits: 0.12, slowDays: 365, weekend: -0.9, memory: 0.97, noise: 0.12, drift: -0.0001 } as const;
/** The crowd: polarity follows the mean return of the last days (the day itself included) in units of volatility; posts follow the size of the move. */
export const CROWD = { polarity: 0.22, days: 3, memory: 0.9, noise: 0.12, posts: 0.35 } as const;
/** Fear and greed of a day is printed in its morning: it follows the market of the 14 days before, never of the day. */
export const FEAR_GREED = { days: 14, loading: 1.5, memory: 0.9, noise: 0.05 } as const;

/** Stablecoins and stand-ins: noise around what they stand for, and the discount of a crash day. */
export const STAND_IN = { memory: 0.85, noise: 0.0006, wrappedNoise: 0.0015, crash: -0.004, supplyDrift: 0.0009, bullSupply: 0.0015 } as const;
