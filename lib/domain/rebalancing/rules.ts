import type { Band, Destination } from './types';

/** Rule 6.1: token positions act outside 5 points or 25 % of their target, whichever is tighter. */
export const DEFAULT_TOKEN_BAND: Band = { kind: 'either', points: 0.05, fraction: 0.25 };
/** Rule 6.1: the portfolio as a whole acts above 7 points of drift (Σ|w − T| / 2). */
export const PORTFOLIO_DRIFT_LIMIT = 0.07;
/** Rule 6.1: risk aversion γ of the cost-aware band. */
export const DEFAULT_RISK_AVERSION = 1;
/** Rule 6.1: exactly on the edge is inside; a weight this close to its edge is on it (rounding of the last unit traded). */
export const EDGE_TOLERANCE = 1e-12;
/** Rule 6.2: trades go halfway between edge and target unless asked otherwise. */
export const DEFAULT_DESTINATION: Destination = 'halfway';
/** Rule 6.3: an index above this multiple of its target is watched. */
export const INDEX_WATCH_RATIO = 1.25;
/** Rule 6.3: total crypto above this multiple of its target is watched. */
export const CRYPTO_WATCH_RATIO = 1.3;
/** Rule 6.3: distance of the conservative share of (conservative + aggressive) from its target that is watched. */
export const TIER_WATCH_POINTS = 0.15;
/** Rule 6.3: no two band trades of the same asset within this many days. */
export const DAYS_BETWEEN_BAND_TRADES = 7;
/** Rule 6.3: calendars that can stand in place of the bands, by their period. */
export const CALENDARS = { weekly: { days: 7 }, monthly: { months: 1 }, quarterly: { months: 3 }, halfYearly: { months: 6 }, yearly: { months: 12 } } as const;
/** Rule 8.1: contributions expected within this many days count before anything is sold. */
export const CONTRIBUTION_HORIZON_DAYS = 30;
/** Rule 8.2: long-term when held more than this many years by the calendar. */
export const LONG_TERM_YEARS = 1;
/** Rule 8.4: average cost of an order as large as the ±2 % depth (linear below it); an order above the depth is split. */
export const DEPTH_AVERAGE_COST = 0.01;
/** Rule 8.4: price moved at the end of an order as large as the ±2 % depth. */
export const DEPTH_END_MOVE = 0.02;
/** Rule 8.4: square-root model, average cost as a share of the end move. */
export const SQUARE_ROOT_AVERAGE_SHARE = 2 / 3;
/** Rule 8.5: portfolios below this many USD trade with market orders, others with limit orders. */
export const LIMIT_ORDER_FROM = 10_000;
/** Rule 8.5: an order above this share of the daily traded value is split over days. */
export const MAX_SHARE_OF_DAY = 0.05;
/** Rule 8.5: an order above this expected impact (average cost, 25 bps) is split over days. */
export const MAX_EXPECTED_IMPACT = 0.0025;
/** Rule 8.5: trades below this many USD are dropped. */
export const MIN_TRADE_USD = 10;
/** Rule 8.5: trades below this share of the portfolio are dropped. */
export const MIN_TRADE_SHARE = 0.001;
/** Rule 8.7: a suggestion expires after this many hours. */
export const SUGGESTION_HOURS = 24;
/** Rule 8.7: a suggestion expires when a price moves beyond this share. */
export const SUGGESTION_PRICE_MOVE = 0.05;
