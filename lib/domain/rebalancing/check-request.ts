import { dec, sumDec } from '../foundation/decimal';
import type { RebalanceRequest } from './types';

/** What is wrong with a request, and where, in words for the one who sent it. */
export interface RequestProblem {
  readonly path: string;
  readonly message: string;
}

const WEIGHT_TOLERANCE = 1e-6;

function duplicates(labels: readonly string[], path: string): RequestProblem[] {
  return labels.flatMap((label, index) => (labels.indexOf(label) < index ? [{ path: `${path}.${index}.asset`, message: `repeats ${label}` }] : []));
}

function checkLots(request: RebalanceRequest): RequestProblem[] {
  return request.positions.flatMap((position, index) => {
    const lots = position.lots ?? [];
    const future = lots.flatMap((lot, at) =>
      lot.acquired > request.day ? [{ path: `positions.${index}.lots.${at}.acquired`, message: `must not be after the day ${request.day}` }] : [],
    );
    const total = sumDec(lots.map((lot) => dec(lot.quantity)));
    const tooMuch = total.gt(dec(position.quantity)) ? [{ path: `positions.${index}.lots`, message: 'must not hold more than the position' }] : [];
    return [...future, ...tooMuch];
  });
}

/**
 * Checks what a shape cannot say: duplicates, targets above 1 in sum (beyond 1e-6), a target without a position, lots beyond their
 * position or from the future, deferral (which does not exist yet), money taken out beyond the value. Empty when all is well.
 */
export function checkRequest(request: RebalanceRequest): RequestProblem[] {
  const positions = request.positions.map((position) => position.asset);
  const targets = request.targets.map((target) => target.asset);
  const held = new Set(positions);
  const problems = [...duplicates(positions, 'positions'), ...duplicates(targets, 'targets'), ...checkLots(request)];
  targets.forEach((asset, index) => {
    if (!held.has(asset)) problems.push({ path: `targets.${index}.asset`, message: `${asset} needs a position (its quantity may be 0)` });
  });
  const total = sumDec(request.targets.map((target) => dec(target.weight)));
  if (total.gt(dec(1 + WEIGHT_TOLERANCE))) problems.push({ path: 'targets', message: `weights sum to ${total.toNumber()}, above 1` });
  if ((request.tax?.deferDays ?? 0) > 0) problems.push({ path: 'tax.deferDays', message: 'deferral is not available yet: must be 0' });
  const positionsValue = sumDec(request.positions.map((position) => dec(position.quantity).times(dec(position.price))));
  const left = positionsValue.plus(dec(request.cash)).plus(dec(request.contribution ?? '0'));
  if (left.lt(0) || (left.isZero() && positionsValue.gt(0))) problems.push({ path: 'contribution', message: 'takes out all that the portfolio is worth, or more' });
  return problems;
}
