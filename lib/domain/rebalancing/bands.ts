import { dec, maxDec, minDec, ONE, ZERO, type Dec } from '../foundation/decimal';
import { DEFAULT_RISK_AVERSION } from './rules';
import type { Band, Destination } from './types';

/** The edges around a target, shares in [0, 1]; both edges are inside. */
export interface Edges {
  readonly lower: Dec;
  readonly upper: Dec;
}

/**
 * Half-width of a cost-aware band, a share: (3/(4γ) · T²(1−T)² · 2c)^⅓ for a one-way cost c (Rule 6.1; the cube-root law of
 * small proportional costs, Shreve & Soner 1994, Rogers 2004). Zero at T = 0 and T = 1. Example: T 0.25, c 0.001 is 0.0375.
 */
export function costAwareHalfWidth(target: number, oneWayCost: number, riskAversion = DEFAULT_RISK_AVERSION): number {
  return Math.cbrt((3 / (4 * riskAversion)) * target ** 2 * (1 - target) ** 2 * 2 * oneWayCost);
}

/** Half-width of a band around a target, a share, before any multiplier. Example: either 5 points or 25 % at 0.1 is 0.025. */
export function halfWidth(target: Dec, band: Band): Dec {
  switch (band.kind) {
    case 'absolute':
      return dec(band.points);
    case 'relative':
      return target.times(dec(band.fraction));
    case 'either':
      return minDec(dec(band.points), target.times(dec(band.fraction)));
    case 'costAware':
      return dec(costAwareHalfWidth(target.toNumber(), band.oneWayCost, band.riskAversion));
    case 'none':
      return ZERO;
  }
}

/**
 * Edges of a band, held to [0, 1]; exact, so that a holding exactly on an edge is inside (Rule 6.1). `multiplier` is the
 * regime's (Rule 6.4). Example: 0.25 with 5 points acts outside 0.2 and 0.3.
 */
export function edgesOf(target: Dec, band: Band, multiplier = 1): Edges {
  const width = halfWidth(target, band).times(dec(multiplier));
  return { lower: maxDec(ZERO, target.minus(width)), upper: minDec(ONE, target.plus(width)) };
}

/** The share a breached position goes to (Rule 6.2). Example: target 0.25, edge 0.3, halfway is 0.275. */
export function destinationShare(target: Dec, edge: Dec, destination: Destination): Dec {
  if (destination === 'target') return target;
  return destination === 'edge' ? edge : target.plus(edge).div(2);
}
